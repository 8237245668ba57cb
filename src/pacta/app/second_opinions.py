"""A second reader over a register: which documents it has not read, and where it differs from the first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, select

from pacta.app import review
from pacta.app.find import find_document
from pacta.app.reading import Reading
from pacta.app.review import Said
from pacta.app.second_endpoint import Endpoint
from pacta.app.second_reader import SecondReading
from pacta.app.views import Page
from pacta.model import PactaError, Statement, digest
from pacta.review import Judgement
from pacta.second_reader import INSTRUCTIONS, Difference, Opinion
from pacta.store import Register, opinions
from pacta.store.documents import load_annotations, load_document
from pacta.store.mapping import from_row
from pacta.store.schema import documents, statements
from pacta.store.schema_people import restrictions
from pacta.store.schema_review import judgements
from pacta.store.schema_second import second_opinions, second_readings

WAITING: tuple[Difference, ...] = ("values", "missed", "doubted")  # what a reviewer can settle


@dataclass(frozen=True, slots=True)
class OpinionRow:
    """One place at which a second reader differs. ``target`` is what a reviewer judges: the first reader's
    statement, or the id that one added by hand would have there; None for what is unlocated. ``words`` are the
    document's own; of what is unlocated they are the model's, and stand nowhere."""

    document: str
    document_title: str
    model: str
    target: str | None
    opinion: Opinion
    words: str


def instructions() -> str:
    """Digest of what a second reader is told: other instructions, another reading."""
    return digest(INSTRUCTIONS)[:16]


def model_of(endpoint: Endpoint) -> str:
    return f"{endpoint.model} at {endpoint.host}"


def to_read(register: Register, endpoint: Endpoint, wanted: tuple[str, ...] = ()) -> tuple[list[str], list[str]]:
    """Ids of the current documents that the model has yet to read, and of those that are restricted: these are
    never sent. ``wanted``: only these documents, by id or the beginning of one."""
    with register.reading() as connection:
        ids = [find_document(connection, one)["id"] for one in wanted] or list(
            connection.execute(select(documents.c.id).where(documents.c.current).order_by(documents.c.id)).scalars()
        )
        done = opinions.read_by(connection, model_of(endpoint), instructions())
        closed = set(connection.execute(select(restrictions.c.document)).scalars())
    return [id_ for id_ in ids if id_ not in done | closed], [id_ for id_ in ids if id_ in closed]


def readings(register: Register, ids: list[str]) -> Iterator[Reading]:
    """Documents with what the first reader found in them, one after the other."""
    for id_ in ids:
        with register.reading() as connection:
            row = find_document(connection, id_)
            yield Reading(load_document(row), load_annotations(connection, row))


def keep(register: Register, endpoint: Endpoint, found: SecondReading) -> None:
    with register.writing() as connection:
        opinions.keep(
            connection, found.reading.document.id, model_of(endpoint), instructions(), found.proposals,
            found.answered, len(found.unread),
        )  # fmt: skip


def differences(
    register: Register, document: str | None = None, *, settled: bool = False, page: int = 1, size: int = 50
) -> Page[OpinionRow]:
    """Where second readers differ from the first and no reviewer has decided yet; in text order. What is
    unlocated comes only with ``settled``, which brings everything."""
    query = _differences(settled)
    with register.reading() as connection:
        if document:
            query = query.where(second_opinions.c.document == find_document(connection, document)["id"])
        counted = query.with_only_columns(func.count(), maintain_column_froms=True).order_by(None)
        total = int(connection.execute(counted).scalar_one())
        rows = connection.execute(query.limit(size).offset((page - 1) * size)).mappings()
        return Page(tuple(map(_row, rows)), total, page, size)


def opinions_on(register: Register, target: str) -> list[OpinionRow]:
    """What second readers say at one place, whether it differs or not."""
    query = _rows().where(second_opinions.c.target == target).order_by(second_opinions.c.model)
    with register.reading() as connection:
        return [_row(row) for row in connection.execute(query).mappings()]


def has_read(register: Register) -> bool:
    """Whether a second reader has read anything here."""
    with register.reading() as connection:
        return connection.execute(select(second_readings.c.document).limit(1)).first() is not None


def first_reading(register: Register, row: OpinionRow) -> Statement | None:
    """What the first reader has at the place of a difference, as it stands."""
    if row.opinion.statement is None:
        return None
    with register.reading() as connection:
        query = select(statements).where(statements.c.id == row.opinion.statement)
        found = connection.execute(query).mappings().first()
    return None if found is None else from_row(Statement, found)


def decide(register: Register, target: str, said: Said, *, second: bool, model: str | None = None) -> Judgement:
    """Settles a difference as a reviewer's judgement: for the second reader, its values are taken, its statement
    added, or the one that it doubts rejected; for the first, what it read (or did not) is accepted. Raises
    PactaError if nothing differs there, or several models do and none is named."""
    found = [
        row for row in opinions_on(register, target)
        if row.opinion.difference in WAITING and model in (None, row.model)
    ]  # fmt: skip
    if not found:
        raise PactaError(f"No second reader differs at {target}.", "pacta review second lists where one does.")
    if len({repr(row.opinion.proposal and row.opinion.proposal.values()) for row in found}) > 1:
        raise PactaError(
            f"Several models differ at {target}.", f"Name one: {', '.join(row.model for row in found)}."
        )
    return _decide(register, found[0], target, said, second)


def _decide(register: Register, row: OpinionRow, target: str, said: Said, second: bool) -> Judgement:
    proposal = row.opinion.proposal
    if row.opinion.difference == "missed" and proposal and proposal.span:
        if second:
            return review.add_statement(
                register, row.document, proposal.span, said, proposal.values(), proposal.cue_span
            )
        return review.decline(register, row.document, proposal.span, said, proposal.cue_span)
    if not second:
        return review.judge(register, target, "accept", said)
    if row.opinion.difference == "doubted" or proposal is None:
        return review.judge(register, target, "reject", said)
    return review.judge(register, target, "correct", said, proposal.values())


def _rows() -> Select[Any]:
    return (
        select(second_opinions, documents.c.title, statements.c.words)
        .join_from(second_opinions, documents, documents.c.id == second_opinions.c.document)
        .join(statements, statements.c.id == second_opinions.c.target, isouter=True)
    )


def _differences(settled: bool) -> Select[Any]:
    order = documents.c.date.is_(None), documents.c.date, documents.c.id, second_opinions.c.model
    query = _rows().where(documents.c.current).order_by(*order, second_opinions.c.position)
    if settled:
        return query.where(second_opinions.c.difference != "same")
    return query.where(second_opinions.c.difference.in_(WAITING), statements.c.review.is_(None), ~_is_declined())


def _is_declined() -> ColumnElement[bool]:
    """A reviewer has said that there is no statement, and not taken it back."""
    log, later = judgements.c, judgements.alias("later").c
    undone = exists().where(later.target == log.target, later.verdict == "undo", later.number > log.number)
    return exists().where(log.target == second_opinions.c.target, log.verdict == "reject", ~undone)


def _row(row: Mapping[Any, Any]) -> OpinionRow:
    found = opinions.opinion_of(row)
    words = row["words"] if found.proposal is None or row["words"] else found.proposal.words
    return OpinionRow(row["document"], row["title"] or "", row["model"], row["target"], found, words or "")
