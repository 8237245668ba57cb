"""How a list of statements divides: the values that each filter could take, with their counts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, literal_column, select

from pacta.app import conditions
from pacta.app.views import Filters
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

MOST = 60  # values of one facet
Counts = tuple[tuple[str, int], ...]  # value, number of statements; most first


@dataclass(frozen=True, slots=True)
class Facets:
    """For each filter the counts that choosing a value would give, its own present choice left aside."""

    counts: Mapping[str, Counts]  # by the name of the filter
    titles: Mapping[str, str]  # of the documents among the counts


COLUMNS: dict[str, ColumnElement[Any]] = {
    "kind": statements.c.kind,
    "firmness": statements.c.firmness,
    "actor": statement_actors.c.actor,
    "voice": statements.c.voice,
    "pillar": statement_pillars.c.pillar,
    "codebook": statement_codebooks.c.codebook,
    "doc_type": documents.c.doc_type,
    "document": documents.c.id,
    "status": func.coalesce(statements.c.assessed, literal_column("'open'")),  # PostgreSQL: the same in GROUP BY
    "stage": link_threads.c.stage,
}
LINKS = {"actor": statement_actors, "pillar": statement_pillars, "codebook": statement_codebooks}
YEAR = re.compile(r"(?:^|/)(\d{4})")


def facets(register: Register, filters: Filters = Filters()) -> Facets:
    """The counts behind the filters of `list_statements`, superseded versions left out."""
    with register.reading() as connection:
        counts = {name: _counts(connection, register, _unrestricted(filters, name), name) for name in COLUMNS}
        counts["deadline"] = _deadlines(connection, register, filters)
        listed = [value for value, _ in counts["document"]]
        rows = connection.execute(select(documents.c.id, documents.c.title).where(documents.c.id.in_(listed)))
        return Facets(counts, {row.id: row.title for row in rows})


def _unrestricted(filters: Filters, name: str) -> Filters:
    nothing: Any = () if isinstance(getattr(filters, name), tuple) else None
    return replace(filters, **{name: nothing})


def _counts(connection: Connection, register: Register, filters: Filters, name: str) -> Counts:
    column = COLUMNS[name]
    query = select(column, func.count()).join_from(statements, documents, statements.c.document == documents.c.id)
    if name in LINKS:
        query = query.join(LINKS[name], LINKS[name].c.statement == statements.c.key)
    if name == "stage":
        query = query.join(link_mentions, link_mentions.c.statement == statements.c.id)
        query = query.join(link_threads, link_threads.c.id == link_mentions.c.thread)
    query = query.where(
        column.is_not(None), *conditions.of_documents(filters), *conditions.of_statements(register, filters)
    )
    rows = connection.execute(query.group_by(column).order_by(func.count().desc(), column).limit(MOST))
    return tuple((str(value), count) for value, count in rows)


def document_counts(register: Register, filters: Filters = Filters()) -> Mapping[str, Counts]:
    """How the documents under the filters divide by type and by party, each one's own choice left aside."""
    with register.reading() as connection:
        return {name: _documents_by(connection, register, filters, name) for name in ("doc_type", "party")}


def _documents_by(connection: Connection, register: Register, filters: Filters, name: str) -> Counts:
    wanted = replace(_unrestricted(filters, name), text=None)
    column = documents.c.doc_type if name == "doc_type" else document_parties.c.party
    query = select(column, func.count()).select_from(documents)
    if name == "party":
        query = query.join(document_parties, document_parties.c.document == documents.c.id)
    query = query.where(column.is_not(None), *conditions.of_documents(wanted))
    if conditions.asks_of_statements(wanted):
        query = query.where(conditions.has_statement(register, wanted))
    rows = connection.execute(query.group_by(column).order_by(func.count().desc(), column).limit(MOST))
    return tuple((str(value), count) for value, count in rows)


def years_of(deadline: str | None) -> tuple[str, ...]:
    """The years by which a deadline is found: that of its begin and that of its end. "2026/2030" -> both."""
    return tuple(dict.fromkeys(YEAR.findall(deadline or "")))


def counted_years(years: Mapping[str, int], held: int, without: int) -> Counts:
    """Deadlines at all, none, and by year in the order of years."""
    found = (("any", held), ("none", without), *sorted(years.items()))
    return tuple((value, count) for value, count in found if count)[:MOST]


def _deadlines(connection: Connection, register: Register, filters: Filters) -> Counts:
    wanted = _unrestricted(filters, "deadline")
    has = statements.c.deadline_words.is_not(None)
    query = (
        select(statements.c.deadline_value, has, func.count())
        .join_from(statements, documents, statements.c.document == documents.c.id)
        .where(*conditions.of_documents(wanted), *conditions.of_statements(register, wanted))
    )
    years: Counter[str] = Counter()
    totals: Counter[bool] = Counter()
    for value, held, count in connection.execute(query.group_by(statements.c.deadline_value, has)):
        totals[bool(held)] += count
        for year in years_of(value):
            years[year] += count
    return counted_years(years, totals[True], totals[False])
