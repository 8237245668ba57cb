"""What waits for a reviewer: unsure statements first, what differs between reviewers, what lost its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from rapidfuzz import fuzz, process
from sqlalchemy import ColumnElement, Connection, Select, func, select

from pacta.app import conditions
from pacta.app.review import Said, enter_now
from pacta.app.review_entries import Target, find_entry, find_target
from pacta.app.rows import STATEMENT_COLUMNS, statement_row
from pacta.app.views import Filters, Page, StatementRow
from pacta.model import PactaError
from pacta.review import Judgement, of_plain
from pacta.review.standing import STATES
from pacta.store import Register, judgements
from pacta.store.schema import documents, statements
from pacta.store.schema_review import judgement_places
from pacta.store.schema_review import judgements as log

Queue = Literal["unsure", "disputed", "lost"]
QUEUES: tuple[Queue, ...] = get_args(Queue)
CARRIED = ("accept", "correct", "reject", "comment", "assign", "guideline", "score", "search")  # to another place
ALIKE = 60.0  # of 100: from here on another statement is named as what a lost judgement may have meant
IN_TEXT = (documents.c.date, documents.c.id, statements.c.position)


@dataclass(frozen=True, slots=True)
class LostPlace:
    """A judgement whose words are not in the current version. ``why`` in plain words; ``likely`` is the statement
    there that is most like it, never taken without a reviewer."""

    entry: Judgement
    document: str
    document_title: str
    quote: str
    why: str
    likely: StatementRow | None


def queue(
    register: Register,
    filters: Filters = Filters(),
    *,
    reviewer: str | None = None,
    sort: str = "score",
    page: int = 1,
    size: int = 50,
) -> Page[StatementRow]:
    """Statements that nobody has judged, the most doubtful first; with ``filters.review`` others, such as
    "disputed". ``filters.assignee`` keeps what was assigned to somebody. ``reviewer`` reads independently: what
    this reviewer has not judged, whatever others did. ``sort``: score, document, deadline; ``-`` before it."""
    if reviewer and filters.review is None and sort == "score":
        return _independent(register, filters, reviewer, page, size)
    filters = replace(filters, review=filters.review or ("any" if reviewer else "open"))
    query = _waiting(register, filters)
    if reviewer:
        query = query.where(*_unread_by(reviewer))
    with register.reading() as connection:
        rows = connection.execute(query.order_by(*_order(sort)).limit(size).offset((page - 1) * size)).mappings()
        return Page(tuple(map(statement_row, rows)), _count(connection, query), page, size)


def _independent(register: Register, filters: Filters, reviewer: str, page: int, size: int) -> Page[StatementRow]:
    """What this reviewer has not judged, by score. What nobody has judged comes in the order of an index, what
    others have judged is as much as that; the two are merged."""
    open_, judged = (_waiting(register, replace(filters, review=state)) for state in ("open", "reviewed"))
    judged = judged.where(*_unread_by(reviewer))
    found: list[Any] = []
    with register.reading() as connection:
        for query in (open_, judged):
            found += connection.execute(query.order_by(*_order("score")).limit(page * size)).mappings()
        total = _count(connection, open_) + _count(connection, judged)
    ordered = sorted(found, key=lambda row: (row["score"], row["key"]))[(page - 1) * size : page * size]
    return Page(tuple(map(statement_row, ordered)), total, page, size)


def _waiting(register: Register, filters: Filters) -> Select[Any]:
    query = select(*STATEMENT_COLUMNS).join_from(statements, documents, statements.c.document == documents.c.id)
    return query.where(*conditions.of_documents(filters), *conditions.of_statements(register, filters))


def _order(sort: str) -> list[ColumnElement[Any]]:
    """By score in the order of an index, so that the first of many thousands come at once."""
    if sort.removeprefix("-") == "score":
        score = statements.c.score
        return [score.desc() if sort.startswith("-") else score.asc(), statements.c.key]
    return conditions.ordering(sort, {"document": IN_TEXT, "deadline": (statements.c.due, *IN_TEXT)})


def _count(connection: Connection, query: Select[Any]) -> int:
    counted = query.with_only_columns(func.count(), maintain_column_froms=True)
    return int(connection.execute(counted).scalar_one())


def counts(register: Register, assignee: str | None = None) -> Mapping[str, int]:
    """How much waits in each queue; "assigned" is what is open and assigned to ``assignee``."""
    wanted = {"unsure": Filters(review="open"), "disputed": Filters(review="disputed")}
    if assignee:
        wanted["assigned"] = Filters(review="open", assignee=assignee)
    with register.reading() as connection:
        found = {name: _count(connection, _waiting(register, filters)) for name, filters in wanted.items()}
    return found | {"lost": lost_count(register)}


def lost_count(register: Register) -> int:
    with register.reading() as connection:
        return connection.execute(select(func.count()).select_from(_lost().subquery())).scalar_one()


def lost_places(register: Register, *, page: int = 1, size: int = 50) -> Page[LostPlace]:
    """Judgements that stand but have lost their place in a current version, oldest first."""
    with register.reading() as connection:
        query = _lost()
        total = connection.execute(select(func.count()).select_from(query.subquery())).scalar_one()
        rows = connection.execute(
            query.order_by(log.c.number, documents.c.id).limit(size).offset((page - 1) * size)
        )
        return Page(tuple(_lost_place(connection, row) for row in rows.mappings()), total, page, size)


def carry(register: Register, entry: str, statement: str, said: Said) -> Judgement:
    """Puts a judgement that lost its place on another statement: a new entry that answers the old one, with what
    the old one said, places in the text left out. Its author's name stays in the log; the new entry is by whoever
    carries it."""
    with register.writing() as connection:
        judgements.lock(connection)
        old = find_entry(connection, entry)
        if old.verdict not in CARRIED:
            raise PactaError(f"To {old.verdict} cannot be carried over.", "Enter it anew on the statement.")
        if not _is_lost(connection, old.id):
            raise PactaError("This entry has a place, or somebody answered it meanwhile.", "Load the page again.")
        target: Target = find_target(connection, statement)
        values = {name: value for name, value in old.values.items() if _is_no_place(value)}
        made = Judgement(
            target.id, target.anchors, old.verdict, said.reviewer, "", said.reason or old.reason, values,
            replaces=old.id, role=said.role,
        )  # fmt: skip
        return enter_now(connection, made, said.expecting)


def _is_lost(connection: Connection, entry: str) -> bool:
    return connection.execute(_lost().where(log.c.id == entry)).first() is not None


def _unread_by(reviewer: str) -> tuple[ColumnElement[bool], ...]:
    """Neither judged nor added by them."""
    place = judgement_places.c
    judged = select(place.statement).join(log, log.c.id == place.judgement).where(
        place.statement.is_not(None), place.standing, log.c.reviewer == reviewer, log.c.verdict.in_(STATES)
    )  # fmt: skip
    return statements.c.id.not_in(judged), statements.c.by_hand.is_distinct_from(reviewer)


def _lost() -> Select[Any]:
    place = judgement_places.c
    return (
        select(log.c.number, log.c.entry, place.part, documents.c.id, documents.c.title, documents.c.text)
        .join_from(judgement_places, log, log.c.id == place.judgement)
        .join(documents, documents.c.id == place.document)
        .where(place.statement.is_(None), place.standing, documents.c.current)
    )


def _lost_place(connection: Connection, row: Mapping[Any, Any]) -> LostPlace:
    entry = of_plain(row["entry"])
    quote = entry.anchors[min(row["part"], len(entry.anchors) - 1)].exact
    return LostPlace(
        entry, row["id"], row["title"], quote, _why(quote, row["text"]), _likely(connection, row["id"], quote)
    )


def _why(quote: str, text: str) -> str:
    times = text.count(quote)
    if times == 0:
        return "The words are not in the current version."
    if times > 1:
        return f"The words stand there {times} times, and nothing tells them apart."
    return "The words are there, but no statement is read in them now."


def _likely(connection: Connection, document: str, quote: str) -> StatementRow | None:
    query = select(*STATEMENT_COLUMNS).join_from(statements, documents, statements.c.document == documents.c.id)
    rows = connection.execute(query.where(statements.c.document == document)).mappings().all()
    best = process.extractOne(quote, [row["words"] for row in rows], scorer=fuzz.ratio, score_cutoff=ALIKE)
    return statement_row(rows[best[2]]) if best else None


def _is_no_place(value: Any) -> bool:
    return not (
        isinstance(value, dict) or (isinstance(value, list) and any(isinstance(part, dict) for part in value))
    )
