"""What the plots show: counts by pillar and year, dated entries of a window of time, who appears with whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from sqlalchemy import Connection, Select, func, select

from pacta.app import conditions
from pacta.app.sql import beginning
from pacta.app.views import EventRow, Filters
from pacta.store import Register
from pacta.store.schema import documents, entities, events, names, statement_actors, statement_pillars, statements

ENTRIES = 400  # marks of a timeline; more are counted by month or year
NODES, EDGES = 32, 90  # of a network: more cannot be read
BODIES = ("MECHANISM", "ORG", "INSTRUMENT", "PROJECT")
SMALL = 400  # documents; a larger scope is shown by its actors alone


@dataclass(frozen=True, slots=True)
class Cell:
    pillar: str
    year: str
    statements: int
    commitments: int


@dataclass(frozen=True, slots=True)
class Count:
    """Entries of one kind in one month ("2024-05") or year."""

    date: str
    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class Dated:
    """A window of the timeline: its entries, or their counts where they are too many to be told apart."""

    first: str | None  # year of the first and the last entry in the whole scope
    last: str | None
    entries: tuple[EventRow, ...]
    counts: tuple[Count, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Node:
    id: str  # code or name
    type: str  # "ACTOR" or a body's type
    count: int  # statements


@dataclass(frozen=True, slots=True)
class Edge:
    a: str
    b: str
    count: int  # statements in which both appear


@dataclass(frozen=True, slots=True)
class Network:
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def pillar_years(register: Register, filters: Filters = Filters()) -> tuple[Cell, ...]:
    """Statements, and the commitments among them, by pillar and year of the document."""
    year = beginning(documents.c.date, 4)
    pillar = statement_pillars.c.pillar
    made = func.count().filter(statements.c.kind == "commitment")
    query = (
        _statements(register, filters, pillar, year, func.count(), made)
        .join(statement_pillars, statement_pillars.c.statement == statements.c.key)
        .where(documents.c.date.is_not(None))
        .group_by(pillar, year)
        .order_by(pillar, year)
    )
    with register.reading() as connection:
        return tuple(Cell(*row) for row in connection.execute(query))


def dated(
    register: Register, filters: Filters = Filters(), *, start: str = "0000", end: str = "9999", most: int = ENTRIES
) -> Dated:
    """Entries with a date from ``start`` to ``end`` (years or days, inclusive)."""
    query = _events(register, filters)
    date = events.c.date
    inside = query.where(date >= start, date <= end + "\uffff")
    with register.reading() as connection:
        first, last = connection.execute(
            query.with_only_columns(func.min(date), func.max(date), maintain_column_froms=True)
        ).one()
        total = connection.execute(inside.with_only_columns(func.count(), maintain_column_froms=True)).scalar_one()
        found, counts = _window(connection, inside, total, most)
    return Dated(first and first[:4], last and last[:4], found, counts, total)


def _window(
    connection: Connection, inside: Select[Any], total: int, most: int
) -> tuple[tuple[EventRow, ...], tuple[Count, ...]]:
    if total <= most:
        columns = [events.c[name] for name in ("date", "kind", "label", "document", "statement")]
        rows = inside.with_only_columns(*columns, maintain_column_froms=True)
        rows = rows.order_by(events.c.date, events.c.document, events.c.position)
        return tuple(EventRow(**row) for row in connection.execute(rows).mappings()), ()
    counts: tuple[Count, ...] = ()
    for length in (7, 4):
        step = beginning(events.c.date, length)
        counted = inside.with_only_columns(step, events.c.kind, func.count(), maintain_column_froms=True)
        rows = counted.group_by(step, events.c.kind).order_by(step, events.c.kind)
        counts = tuple(Count(*row) for row in connection.execute(rows))
        if len(counts) <= most:
            break
    return (), counts


def network(register: Register, filters: Filters = Filters()) -> Network:
    """Actors, and in a scope of moderate size the bodies and instruments, by the statements that name them
    together. The most frequent ones only."""
    with register.reading() as connection:
        appearances = list(_actors(connection, register, filters))
        if _documents(connection, filters) <= SMALL:
            appearances += _bodies(connection, register, filters)
    together: dict[int, set[str]] = {}
    types: dict[str, str] = {}
    for statement, name, kind in appearances:
        together.setdefault(statement, set()).add(name)
        types.setdefault(name, kind)
    return _network(together.values(), types)


def _network(together: Iterable[set[str]], types: dict[str, str]) -> Network:
    groups = list(together)
    counts = Counter(name for group in groups for name in group)
    kept = {name for name, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:NODES]}
    edges = Counter(pair for group in groups for pair in combinations(sorted(group & kept), 2))
    strongest = sorted(edges.items(), key=lambda item: (-item[1], item[0]))[:EDGES]
    nodes = sorted(kept, key=lambda name: (-counts[name], name))
    return Network(
        tuple(Node(name, types[name], counts[name]) for name in nodes),
        tuple(Edge(a, b, count) for (a, b), count in strongest),
    )


def _documents(connection: Connection, filters: Filters) -> int:
    query = select(func.count()).select_from(documents).where(*conditions.of_documents(filters))
    return connection.execute(query).scalar_one()


def _actors(connection: Connection, register: Register, filters: Filters) -> Iterable[tuple[int, str, str]]:
    query = _statements(register, filters, statements.c.key, statement_actors.c.actor).join(
        statement_actors, statement_actors.c.statement == statements.c.key
    )
    return ((key, actor, "ACTOR") for key, actor in connection.execute(query))


def _bodies(connection: Connection, register: Register, filters: Filters) -> list[tuple[int, str, str]]:
    """Bodies, instruments and projects named inside a statement's quotation, without those who act in it."""
    query = (
        _statements(register, filters, statements.c.key, names.c.entity, entities.c.type, entities.c.code)
        .join(names, names.c.document == statements.c.document)
        .join(entities, entities.c.id == names.c.entity_id)
        .where(
            entities.c.type.in_(BODIES),
            names.c.span_start >= statements.c.quote_start,
            names.c.span_end <= statements.c.quote_end,
        )
    )
    return [(key, code or name, kind) for key, name, kind, code in connection.execute(query)]


def _statements(register: Register, filters: Filters, *columns: Any) -> Select[Any]:
    query = select(*columns).select_from(statements).join(documents, statements.c.document == documents.c.id)
    return query.where(*conditions.of_documents(filters), *conditions.of_statements(register, filters))


def _events(register: Register, filters: Filters) -> Select[Any]:
    query = select(events).join_from(events, documents, events.c.document == documents.c.id)
    if conditions.asks_of_statements(filters) or filters.text:
        asked = conditions.of_statements(register, filters)
        query = query.join(statements, statements.c.id == events.c.statement).where(*asked)
    return query.where(*conditions.of_documents(filters))
