"""Keeping one document: the transaction in which it, its reading, its address and the run's count change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Literal

from sqlalchemy import Connection, select

from pacta.model import Annotations, Document, Given
from pacta.store import opinions, versions
from pacta.store.codec import from_plain, to_plain
from pacta.store.documents import insert_document, load_document, replace_reading
from pacta.store.register import Register
from pacta.store.restrictions import inherit
from pacta.store.runs import count_outcome
from pacta.store.schema import documents
from pacta.store.settling import settle

Outcome = Literal["added", "new version", "updated", "unchanged"]
BY_HAND = "option"  # the origin of metadata that a person gave on the command line


@dataclass(frozen=True, slots=True)
class Task:
    """The run that a document is kept for, and the digest of what reads it."""

    run: int
    reader: str


def keep(register: Register, document: Document, annotations: Annotations, task: Task) -> Outcome:
    """Writes the document with its reading, all or nothing."""
    reading: dict[str, Any] = {"run": task.run, "reader": task.reader}
    with register.writing() as connection:
        outcome: Outcome = "updated"
        if _row(connection, document.id) is not None:
            replace_reading(connection, document, annotations, reading)
        else:
            older = versions.shown_at(connection, versions.address_of(document.source))
            outcome = "new version" if older else "added"
            reading |= {"added": task.run, "version_of": older, "current": True}
            insert_document(connection, document, annotations, reading)
            inherit(connection, older, document.id)
        versions.show_at(connection, document)
        settle(connection, document.id)
        opinions.compare_again(connection, document.id)
        count_outcome(connection, task.run, outcome)
    return outcome


def settle_unchanged(register: Register, document: Document, task: Task) -> Outcome | None:
    """ "unchanged" if the register has this very document read in this very way; else None, and nothing is done."""
    if not is_unchanged(register, document, task):
        return None
    with register.writing() as connection:
        if not _is_unchanged(connection, document, task):  # another program was quicker
            return None
        if versions.shown_at(connection, versions.address_of(document.source)) != document.id:
            versions.show_at(connection, document)
            settle(connection, document.id)  # shown again: meanwhile other versions may have been judged
        count_outcome(connection, task.run, "unchanged")
    return "unchanged"


def is_unchanged(register: Register, document: Document, task: Task) -> bool:
    """True if the register has this very document read in this very way."""
    with register.reading() as connection:
        return _is_unchanged(connection, document, task)


def _is_unchanged(connection: Connection, document: Document, task: Task) -> bool:
    query = select(documents.c.reader, documents.c.given).where(documents.c.id == document.id)
    row = connection.execute(query).first()
    return row is not None and row.reader == task.reader and row.given == to_plain(document.given)


def with_kept_metadata(register: Register, document: Document) -> Document:
    """The document with what was once said of it by hand, and as it was first found.

    What is given by hand now outranks all; then what was given by hand before; then, if the document is
    where it was, what its file and sidecar say now. Found at another place too, it keeps the first place.
    """
    with register.reading() as connection:
        row = _row(connection, document.id)
    if row is None:
        return document
    kept = from_plain(Given, row["given"])
    if versions.address_of(document.source) == versions.address_of(load_document(row).source):
        return replace(document, given=_filled(document.given, _by_hand(kept)))
    return replace(document, given=_filled(_filled(_by_hand(document.given), kept), document.given))


def not_read_by(connection: Connection, *readers: str) -> list[str]:
    """Ids of the current documents that none of these has read last; of all where none is named."""
    query = select(documents.c.id).where(documents.c.current, documents.c.reader.not_in(readers))
    return list(connection.execute(query.order_by(documents.c.added, documents.c.id)).scalars())


def document(register: Register, document_id: str) -> Document:
    with register.reading() as connection:
        row = _row(connection, document_id)
    if row is None:
        raise LookupError(document_id)
    return load_document(row)


def _row(connection: Connection, document_id: str) -> dict[str, Any] | None:
    row = connection.execute(select(documents).where(documents.c.id == document_id)).mappings().first()
    return None if row is None else dict(row)


def _by_hand(given: Given) -> Given:
    """Only what a person gave."""
    names = [name for name, origin in given.origins if origin == BY_HAND]
    values: Mapping[str, Any] = {name: getattr(given, name) for name in names}
    return Given(**values, origins=tuple((name, BY_HAND) for name in names))


def _filled(first: Given, second: Given) -> Given:
    """``first`` with its gaps filled from ``second``; but what is by hand in ``second`` outranks what is not."""
    ours, theirs = dict(first.origins), dict(second.origins)
    values: dict[str, Any] = {}
    for name in (field.name for field in fields(Given) if field.name != "origins"):
        by_hand = theirs.get(name) == BY_HAND and ours.get(name) != BY_HAND
        if getattr(second, name) and (by_hand or not getattr(first, name)):
            values[name], ours[name] = getattr(second, name), theirs.get(name, "given")
    return replace(first, **values, origins=tuple(sorted(ours.items())))
