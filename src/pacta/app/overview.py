"""What is in a register and what was found: the whole of it, one partnership, or one topic."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, desc, distinct, func, select

from pacta.app import conditions
from pacta.app.rows import STATEMENT_COLUMNS, statement_row
from pacta.app.sql import beginning
from pacta.app.views import EventRow, Failure, Filters, Overview, StatementRow
from pacta.model import KINDS
from pacta.store import Register
from pacta.store.runs import failures_of, latest_run
from pacta.store.schema import document_parties, documents, events, statement_actors, statements

MOST = 50  # parties and actors
NEXT = 20  # deadlines
LATEST = 200  # events


def overview(register: Register, filters: Filters = Filters(), *, today: date | None = None) -> Overview:
    """What is in here and what was found under the filters, superseded versions left out. The deadlines are
    those that come next after ``today``; without it, after the latest document."""
    scope = _Scope(register, filters)
    with register.reading() as connection:
        count, words, first, latest = connection.execute(scope.documents()).one()
        return Overview(
            documents=count,
            words=words or 0,
            statements=_by_kind(connection, scope),
            firmness=_by_firmness(connection, scope),
            parties=_parties(connection, scope),
            actors=_actors(connection, scope),
            years=_years(connection, scope),
            deadlines=_deadlines(connection, scope, today.isoformat() if today else latest or ""),
            events=_events(connection, scope),
            failures=tuple(Failure(*row) for row in failures_of(connection, latest_run(connection))),
            span=(first, latest) if first else None,
        )


class _Scope:
    """The filters as queries over documents and over their statements."""

    def __init__(self, register: Register, filters: Filters) -> None:
        self.of_documents = conditions.of_documents(filters)
        self.of_statements = conditions.of_statements(register, filters)
        self.asks = conditions.asks_of_statements(filters) or bool(filters.text)
        if self.asks:
            documents_only = replace(filters, document=None)
            self.documents_having = [*self.of_documents, conditions.has_statement(register, documents_only)]
        else:
            self.documents_having = self.of_documents

    def documents(self) -> Select[Any]:
        column = documents.c
        summed: tuple[Any, ...] = (
            func.count(),
            func.sum(column.words),
            func.min(column.date),
            func.max(column.date),
        )
        return select(*summed).where(*self.documents_having)

    def counted(self, *columns: Any) -> Select[Any]:
        query = select(*columns, func.count()).join_from(
            statements, documents, statements.c.document == documents.c.id
        )
        return query.where(*self.of_documents, *self.of_statements).group_by(*columns)

    def rows(self) -> Select[Any]:
        query = select(*STATEMENT_COLUMNS).join_from(statements, documents, statements.c.document == documents.c.id)
        return query.where(*self.of_documents, *self.of_statements)


def _by_kind(connection: Connection, scope: _Scope) -> Mapping[str, int]:
    found: dict[str, int] = dict(connection.execute(scope.counted(statements.c.kind)).all())
    return {kind: found.get(kind, 0) for kind in KINDS}


def _by_firmness(connection: Connection, scope: _Scope) -> Mapping[int, int]:
    query = scope.counted(statements.c.firmness).where(statements.c.kind == "commitment")
    found: dict[int, int] = dict(connection.execute(query).all())
    return {firmness: found.get(firmness, 0) for firmness in (4, 3, 2, 1)}


def _parties(connection: Connection, scope: _Scope) -> tuple[tuple[str, int], ...]:
    party = document_parties.c.party
    query = select(party, func.count()).join(documents, documents.c.id == document_parties.c.document)
    return _most(connection, query.where(*scope.documents_having).group_by(party), party)


def _actors(connection: Connection, scope: _Scope) -> tuple[tuple[str, int], ...]:
    actor = statement_actors.c.actor
    query = scope.counted(actor).join(statement_actors, statement_actors.c.statement == statements.c.key)
    return _most(connection, query.where(statements.c.kind == "commitment"), actor)


def _most(connection: Connection, query: Select[Any], name: ColumnElement[Any]) -> tuple[tuple[str, int], ...]:
    rows = connection.execute(query.order_by(desc(func.count()), name).limit(MOST))
    return tuple((value, count) for value, count in rows)


def _years(connection: Connection, scope: _Scope) -> tuple[tuple[str, Mapping[str, int]], ...]:
    year = beginning(documents.c.date, 4)
    found: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(KINDS, 0))
    query = scope.counted(year, statements.c.kind).where(documents.c.date.is_not(None))
    for value, kind, count in connection.execute(query):
        found[value][kind] = count
    return tuple((value, found[value]) for value in sorted(found))


def _deadlines(connection: Connection, scope: _Scope, after: str) -> tuple[StatementRow, ...]:
    query = scope.rows().where(statements.c.due >= after)
    rows = connection.execute(query.order_by(statements.c.due, statements.c.id).limit(NEXT))
    return tuple(map(statement_row, rows.mappings()))


def _events(connection: Connection, scope: _Scope) -> tuple[EventRow, ...]:
    columns = [events.c[name] for name in ("date", "kind", "label", "document", "statement")]
    query = select(*columns).join_from(events, documents, events.c.document == documents.c.id)
    if scope.asks:
        query = query.where(events.c.statement.in_(select(statements.c.id).where(*scope.of_statements)))
    query = query.where(*scope.of_documents)
    query = query.order_by(events.c.date.desc(), events.c.document, events.c.position)
    rows = connection.execute(query.limit(LATEST)).mappings().all()
    return tuple(EventRow(**row) for row in reversed(rows))


def partnerships(register: Register, most: int = 24) -> tuple[tuple[tuple[str, ...], int], ...]:
    """Pairs of parties that have documents in common, with how many; most first. Documents of many parties
    (a summit of twenty) speak for no pair and are left out."""
    one, other = document_parties.alias("one"), document_parties.alias("other")
    few = (
        select(document_parties.c.document)
        .group_by(document_parties.c.document)
        .having(func.count() <= FEW)
        .scalar_subquery()
    )
    count = func.count(distinct(one.c.document))
    query = (
        select(one.c.party, other.c.party, count)
        .join(other, other.c.document == one.c.document)
        .join(documents, documents.c.id == one.c.document)
        .where(documents.c.current, one.c.party < other.c.party, one.c.document.in_(few))
        .group_by(one.c.party, other.c.party)
        .order_by(desc(count), one.c.party, other.c.party)
        .limit(most)
    )
    with register.reading() as connection:
        return tuple(((a, b), n) for a, b, n in connection.execute(query))


FEW = 6  # parties of a document that still speaks for each pair of them
