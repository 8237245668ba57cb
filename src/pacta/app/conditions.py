"""The filters as SQL. One place, so that a list, its total and a search can never disagree."""

from __future__ import annotations

from typing import Any, get_args

from sqlalchemy import ColumnElement, Select, exists, or_, select

from pacta.app.views import Filters
from pacta.model import PactaError
from pacta.review import State
from pacta.review.assessment import STATUSES
from pacta.review.standing import GONE
from pacta.store import Register
from pacta.store.schema import (
    document_parties,
    documents,
    statement_actors,
    statement_codebooks,
    statement_pillars,
    statements,
)
from pacta.store.schema_links import link_mentions, link_threads
from pacta.store.search import parse_query

Condition = ColumnElement[bool]
ASSESSED = ("open", "assessed", *STATUSES)
REVIEWS = ("open", "reviewed", "accepted", "corrected", "rejected", "added", "split", "merged", "disputed", "any")


def of_documents(filters: Filters) -> list[Condition]:
    """What the filters ask of a row of ``documents``. Superseded versions only when asked for by id."""
    document = documents.c
    conditions = [
        document.id.startswith(filters.document, autoescape=True) if filters.document else document.current
    ]
    if filters.doc_type:
        conditions.append(document.doc_type == filters.doc_type)
    if filters.since:
        conditions.append(document.date >= filters.since)
    if filters.until:
        conditions.append(document.date <= filters.until + "\uffff")  # "2025" includes all of 2025
    for party in all_of(filters.party):
        among = select(document_parties.c.document).where(document_parties.c.party.in_(_spellings(party)))
        conditions.append(document.id.in_(among))
    return conditions


def of_statements(register: Register, filters: Filters) -> list[Condition]:
    """What the filters ask of a row of ``statements``, its document left aside."""
    statement = statements.c
    conditions: list[Condition] = []
    if filters.kind:
        conditions.append(statement.kind.in_(filters.kind))
    if filters.firmness:
        conditions.append(statement.firmness.in_(filters.firmness))
    if filters.voice:
        conditions.append(statement.voice.in_(_spellings(filters.voice)))
    if filters.deadline:
        conditions.append(_deadline(filters.deadline))
    for link, wanted in (
        *((statement_actors.c.actor, actor) for actor in all_of(filters.actor)),
        (statement_pillars.c.pillar, filters.pillar),
        (statement_codebooks.c.codebook, filters.codebook),
    ):
        if wanted:
            among = select(link.table.c.statement).where(link.in_(_spellings(wanted)))
            conditions.append((statement.key + 0).in_(among))  # SQLite else tries each of them in each document
    if filters.stage:
        conditions.append(statement.id.in_(at_stage(filters.stage)))
    if filters.text:
        conditions.append(statement.key.in_(_holding(register, filters.text)))
    if filters.assignee:
        conditions.append(statement.assignee == filters.assignee)
    if filters.status:
        conditions.append(_status(filters.status))
    return [*conditions, *_reviewed(filters.review)]


def at_stage(stage: str) -> Select[tuple[str]]:
    """Ids of the statements whose thread has come to this stage, as far as documents are linked."""
    thread = link_threads.c
    query = select(link_mentions.c.statement).join(link_threads, thread.id == link_mentions.c.thread)
    return query.where(thread.stage == stage)


def asks_of_statements(filters: Filters) -> bool:
    """True if a document is wanted only for some of its statements."""
    return bool(
        filters.kind or filters.firmness or filters.actor or filters.voice
        or filters.codebook or filters.pillar or filters.deadline or filters.review or filters.assignee
        or filters.stage or filters.status
    )  # fmt: skip


def has_statement(register: Register, filters: Filters) -> Condition:
    """The document has a statement as the filters ask."""
    return exists().where(statements.c.document == documents.c.id, *of_statements(register, filters))


def all_of(wanted: str | None) -> tuple[str, ...]:
    """ "RUS+VNM" asks for both."""
    return tuple(part for part in (wanted or "").split("+") if part)


def ordering(sort: str, columns: dict[str, tuple[Any, ...]]) -> list[ColumnElement[Any]]:
    """``date`` ascending, ``-date`` descending; what has no value comes last; then the key's further columns. Of a
    column that always has one nothing is asked about that, so that an index in its order serves."""
    first, *others = columns.get(sort.removeprefix("-"), (None,))
    if first is None:
        raise PactaError(
            f"There is no order {sort!r}.", f"Sort by one of: {', '.join(columns)}; or -{next(iter(columns))}."
        )
    ordered = first.desc() if sort.startswith("-") else first.asc()
    missing = [first.is_(None)] if getattr(first, "nullable", True) else []
    return [*missing, ordered, *(each.nulls_last() if getattr(each, "nullable", True) else each for each in others)]


def _reviewed(wanted: str | None) -> list[Condition]:
    """Without a wish, all but what reviewers took away; these few keys are looked up first, so that counts by an
    index stay counts by an index."""
    state = statements.c.review
    if wanted is None:
        other = statements.alias("gone")
        return [statements.c.key.not_in(select(other.c.key).where(other.c.review.in_(GONE)))]
    if wanted == "any":
        return []
    if wanted in ("open", "reviewed"):
        return [state.is_(None) if wanted == "open" else state.is_not(None)]
    if wanted not in get_args(State):
        raise PactaError(f"There is no review {wanted!r}.", f"Choose from: {', '.join(REVIEWS)}.")
    return [state == wanted]


def checked_status(wanted: str) -> str:
    """Raises PactaError for a status that is none."""
    if wanted not in ASSESSED:
        raise PactaError(f"There is no status {wanted!r}.", f"Choose from: {', '.join(ASSESSED)}.")
    return wanted


def _status(wanted: str) -> Condition:
    status = statements.c.assessed
    if checked_status(wanted) in ("open", "assessed"):
        return status.is_(None) if wanted == "open" else status.is_not(None)
    return status == wanted


def _deadline(wanted: str) -> Condition:
    if wanted == "any":
        return statements.c.deadline_words.is_not(None)
    if wanted == "none":
        return statements.c.deadline_words.is_(None)
    value = statements.c.deadline_value
    return or_(value.startswith(wanted, autoescape=True), value.contains("/" + wanted, autoescape=True))


def _holding(register: Register, query: str) -> Select[tuple[int]]:
    terms = parse_query(query)
    if not terms:
        return select(statements.c.key).where(statements.c.key.is_(None))
    return register.index.statements(terms)


def _spellings(wanted: str) -> set[str]:
    """Codes are capitals; nobody should need to type them so."""
    return {wanted, wanted.upper()}
