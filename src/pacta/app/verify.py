"""Whether a register is whole: every hash, every span, every quotation, every reference."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, select

from pacta.app.progress import Progress, Step, quiet
from pacta.model import Annotations, Document, PactaError, document_id
from pacta.review import of_plain
from pacta.store import Register, checking
from pacta.store.documents import load_annotations, load_document
from pacta.store.quoting import misquoted, unplaced, wrong_ids
from pacta.store.schema import documents, sources
from pacta.store.schema_review import judgements

UNREADABLE = (zlib.error, ValueError, TypeError, KeyError, LookupError)  # what damaged values make of their readers


@dataclass(frozen=True, slots=True)
class Problem:
    where: str  # a document's or a source's id, a table; "" where it is the whole register
    what: str


@dataclass(slots=True)
class Verified:
    """What was looked at, and what is wrong."""

    documents: int = 0
    sources: int = 0
    quotations: int = 0
    judgements: int = 0
    problems: list[Problem] = field(default_factory=list)


def verify(register: Register, progress: Progress = quiet) -> Verified:
    """Looks at everything, changes nothing. What cannot even be read is a problem like any other."""
    found = Verified()
    for look in (_database, _indexes, _sources, _documents, _judgements):
        try:
            look(register, found, progress)
        except PactaError as error:
            found.problems.append(Problem("", error.message))
    return found


def _database(register: Register, found: Verified, progress: Progress) -> None:
    with register.reading() as connection:
        found.problems += [Problem("", what) for what in checking.damage(connection)]
        found.problems += [Problem("", what) for what in checking.broken_references(connection)]


def _indexes(register: Register, found: Verified, progress: Progress) -> None:
    if not register.writable:
        return
    with register.writing() as connection:
        found.problems += [Problem("", what) for what in checking.broken_indexes(connection)]


def _sources(register: Register, found: Verified, progress: Progress) -> None:
    """The bytes under each hash are those that have this hash."""
    with register.reading() as connection:
        for key in connection.execute(select(sources.c.sha256).order_by(sources.c.sha256)).scalars().all():
            found.sources += 1
            for what in _readable(lambda key=key: list(_wrong_bytes(connection, key))):  # type: ignore[misc]
                found.problems.append(Problem(key, what))


def _wrong_bytes(connection: Connection, key: str) -> Iterator[str]:
    data = connection.execute(select(sources.c.data).where(sources.c.sha256 == key)).scalar_one()
    if sha256(data).hexdigest() != key:
        yield "Its bytes are not those that this hash was made of."
    sizes = connection.execute(select(documents.c.size).where(documents.c.sha256 == key).distinct()).scalars()
    if any(size != len(data) for size in sizes):
        yield "It has another size than the document that was made of it."


def _documents(register: Register, found: Verified, progress: Progress) -> None:
    with register.reading() as connection:
        ids = connection.execute(select(documents.c.id).order_by(documents.c.id)).scalars().all()
        for id_ in ids:
            found.documents += 1
            for what in _readable(lambda id_=id_: list(_wrong(connection, id_, found))):  # type: ignore[misc]
                found.problems.append(Problem(id_, what))
            progress(Step(id_, "unchanged", of=len(ids)))


def _wrong(connection: Connection, id_: str, found: Verified) -> Iterator[str]:
    row: Mapping[Any, Any] = connection.execute(select(documents).where(documents.c.id == id_)).mappings().one()
    document: Document = load_document(row)
    annotations: Annotations = load_annotations(connection, row)
    if id_ != document_id(document.source.sha256):
        yield "Its id does not belong to the hash of its bytes."
    yield from unplaced(document, annotations)
    yield from wrong_ids(document, annotations)
    quotations, wrong = misquoted(connection, document)
    found.quotations += quotations
    yield from wrong


def _judgements(register: Register, found: Verified, progress: Progress) -> None:
    """Each entry of the log is what it was when it was written: its id is a hash of its content."""
    with register.reading() as connection:
        for id_ in connection.execute(select(judgements.c.id).order_by(judgements.c.number)).scalars().all():
            found.judgements += 1
            query = select(judgements.c.entry).where(judgements.c.id == id_)

            def entry(query: Any = query, id_: str = id_) -> list[str]:
                same = of_plain(connection.execute(query).scalar_one()).id == id_
                return [] if same else ["The entry is not what it was when it was written."]

            found.problems += [Problem(id_, what) for what in _readable(entry)]


def _readable(look: Callable[[], list[str]]) -> list[str]:
    try:
        return look()
    except UNREADABLE as error:
        return [f"It cannot be read: {type(error).__name__}: {error}"]
    except PactaError as error:
        return [error.message]
