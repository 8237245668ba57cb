"""What is in a register and what was found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, desc, func, select

from pacta.app.rows import STATEMENT_COLUMNS, statement_row
from pacta.app.views import EventRow, Failure, Overview, StatementRow
from pacta.model import KINDS
from pacta.store import Register
from pacta.store.runs import failures_of, latest_run
from pacta.store.schema import document_parties, documents, events, statement_actors, statements

MOST = 50  # parties and actors
NEXT = 20  # deadlines
LATEST = 200  # events


def overview(register: Register, *, today: date | None = None) -> Overview:
    """What is in here and what was found, superseded versions left out. The deadlines are those that come
    next after ``today``; without it, after the latest document."""
    with register.reading() as connection:
        count, words, latest = connection.execute(
            select(func.count(), func.sum(documents.c.words), func.max(documents.c.date)).where(documents.c.current)
        ).one()
        return Overview(
            documents=count,
            words=words or 0,
            statements=_by_kind(connection),
            firmness=_by_firmness(connection),
            parties=_parties(connection),
            actors=_actors(connection),
            years=_years(connection),
            deadlines=_deadlines(connection, today.isoformat() if today else latest or ""),
            events=_events(connection),
            failures=tuple(Failure(*row) for row in failures_of(connection, latest_run(connection))),
        )


def _counted(*columns: Any) -> Select[Any]:
    query = select(*columns, func.count()).join_from(statements, documents, statements.c.document == documents.c.id)
    return query.where(documents.c.current).group_by(*columns)


def _by_kind(connection: Connection) -> Mapping[str, int]:
    found: dict[str, int] = dict(connection.execute(_counted(statements.c.kind)).all())
    return {kind: found.get(kind, 0) for kind in KINDS}


def _by_firmness(connection: Connection) -> Mapping[int, int]:
    query = _counted(statements.c.firmness).where(statements.c.kind == "commitment")
    found: dict[int, int] = dict(connection.execute(query).all())
    return {firmness: found.get(firmness, 0) for firmness in (4, 3, 2, 1)}


def _parties(connection: Connection) -> tuple[tuple[str, int], ...]:
    party = document_parties.c.party
    query = select(party, func.count()).join(documents, documents.c.id == document_parties.c.document)
    return _most(connection, query.where(documents.c.current).group_by(party), party)


def _actors(connection: Connection) -> tuple[tuple[str, int], ...]:
    actor = statement_actors.c.actor
    query = _counted(actor).join(statement_actors, statement_actors.c.statement == statements.c.key)
    return _most(connection, query.where(statements.c.kind == "commitment"), actor)


def _most(connection: Connection, query: Select[Any], name: ColumnElement[Any]) -> tuple[tuple[str, int], ...]:
    rows = connection.execute(query.order_by(desc(func.count()), name).limit(MOST))
    return tuple((value, count) for value, count in rows)


def _years(connection: Connection) -> tuple[tuple[str, Mapping[str, int]], ...]:
    year = func.substr(documents.c.date, 1, 4)
    found: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(KINDS, 0))
    for value, kind, count in connection.execute(
        _counted(year, statements.c.kind).where(documents.c.date.is_not(None))
    ):
        found[value][kind] = count
    return tuple((value, found[value]) for value in sorted(found))


def _deadlines(connection: Connection, after: str) -> tuple[StatementRow, ...]:
    query = select(*STATEMENT_COLUMNS).join_from(statements, documents, statements.c.document == documents.c.id)
    query = query.where(documents.c.current, statements.c.due >= after)
    rows = connection.execute(query.order_by(statements.c.due, statements.c.id).limit(NEXT))
    return tuple(map(statement_row, rows.mappings()))


def _events(connection: Connection) -> tuple[EventRow, ...]:
    columns = [events.c[name] for name in ("date", "kind", "label", "document", "statement")]
    query = select(*columns).join_from(events, documents, events.c.document == documents.c.id)
    query = query.where(documents.c.current).order_by(events.c.date.desc(), events.c.document, events.c.position)
    rows = connection.execute(query.limit(LATEST)).mappings().all()
    return tuple(EventRow(**row) for row in reversed(rows))
