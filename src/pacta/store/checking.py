"""What the database itself can tell of its health: pages, references, indexes of words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Select, Table, and_, exists, func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.schema import ForeignKeyConstraint

from pacta.store.copying import tables

INDEXES = {"passage_search": "passages", "statement_search": "statements"}  # of SQLite


def damage(connection: Connection) -> Iterator[str]:
    """What is wrong with the file as such; PostgreSQL looks after its own (`pg_amcheck`, checksums)."""
    if connection.dialect.name != "sqlite":
        return
    for found in connection.exec_driver_sql("PRAGMA integrity_check(10)").scalars():
        if found != "ok":
            yield f"The file is damaged: {found}"


def broken_references(connection: Connection) -> Iterator[str]:
    """Rows that point to what is not there."""
    for table in tables():
        for key in table.foreign_key_constraints:
            missing = connection.execute(_missing(table, key)).scalar_one()
            if missing:
                yield f"{missing} rows of {table.name} point to {key.referred_table.name} that are not there."


def broken_indexes(connection: Connection) -> Iterator[str]:
    """Indexes of words that do not agree with the words. ``connection`` must be one that may write (nothing is)."""
    if connection.dialect.name != "sqlite":
        return
    for index, table in INDEXES.items():
        try:
            with connection.begin_nested():
                connection.exec_driver_sql(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
        except DBAPIError as error:
            if "malformed" not in str(error.orig):
                raise
            yield f"The index of words of {table} does not agree with them: searches may miss something."


def _missing(table: Table, key: ForeignKeyConstraint) -> Select[Any]:
    other = key.referred_table.alias("other")
    pairs = [(element.parent, other.c[element.column.name]) for element in key.elements]
    there = exists().where(*(ours == theirs for ours, theirs in pairs))
    refers = and_(*(ours.is_not(None) for ours, _ in pairs))
    return select(func.count()).select_from(table).where(refers, ~there)
