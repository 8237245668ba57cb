"""A register's rows as they are stored: to copy them into another register, on another database too, and to
tell whether two registers hold the same. Knows no table by name: whatever the schema has is copied.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from sqlalchemy import Column, Connection, LargeBinary, MetaData, Select, Table, Text, func, insert, select, tuple_
from sqlalchemy.types import TypeEngine

from pacta.store.schema import metadata
from pacta.store.types import Json, Packed, PackedText

BATCH = 500  # rows in memory at a time
Row = dict[str, Any]
Digest = tuple[int, str]  # number of rows, digest of all of them in any order


def tables() -> tuple[Table, ...]:
    """The tables of a register, those that others refer to first."""
    return tuple(metadata.sorted_tables)


def rows(connection: Connection, table: Table) -> Iterator[list[Row]]:
    """All rows of a table as they are stored, by primary key, in batches."""
    stored = _as_stored(table)
    key = tuple(stored.primary_key.columns)
    query = select(stored).order_by(*key).limit(BATCH)
    batch = _rows(connection, query)
    while batch:
        yield batch
        last = tuple(batch[-1][column.name] for column in key)
        batch = _rows(connection, query.where(tuple_(*key) > last)) if len(batch) == BATCH else []


def is_empty(connection: Connection) -> bool:
    return all(connection.execute(select(table).limit(1)).first() is None for table in tables())


def copy_table(source: Connection, target: Connection, table: Table) -> int:
    """Copies the rows of one table into an empty one; how many. The tables it refers to must be there."""
    stored, copied = _as_stored(table), 0
    own = [column.name for column in table.columns if _refers_to(column, table)]
    later: list[Row] = []
    for batch in rows(source, table):
        later += [row.copy() for row in batch if any(row[name] is not None for name in own)]
        target.execute(insert(stored), [row | dict.fromkeys(own) for row in batch])
        copied += len(batch)
    _refer(target, stored, own, later)
    return copied


def count_on(connection: Connection, table: Table) -> None:
    """Lets the server's counter of a table's key go on behind the rows that were copied."""
    key = table.autoincrement_column
    if connection.dialect.name != "postgresql" or key is None:
        return
    counter = func.pg_get_serial_sequence(table.name, key.name)
    highest = select(func.max(key)).scalar_subquery()
    connection.execute(select(func.setval(counter, func.coalesce(highest, 1), highest.is_not(None))))


def contents(connection: Connection) -> dict[str, Digest]:
    """For each table what tells it from any other content: ids, values and bytes of all its rows."""
    return {table.name: _digest(connection, table) for table in tables()}


def _digest(connection: Connection, table: Table) -> Digest:
    """The sum of the rows' hashes: two databases need not sort alike."""
    count, total = 0, 0
    for batch in rows(connection, table):
        count += len(batch)
        total += sum(int.from_bytes(_hash(row)) for row in batch)
    return count, f"{total % 2**256:064x}"


def _hash(row: Row) -> bytes:
    return sha256(repr([(name, row[name]) for name in sorted(row)]).encode()).digest()


def _rows(connection: Connection, query: Select[Any]) -> list[Row]:
    return [dict(row) for row in connection.execute(query).mappings()]


def _refer(target: Connection, stored: Table, own: list[str], later: list[Row]) -> None:
    """References inside a table are entered once all its rows are there."""
    for row in later:
        here = [column == row[column.name] for column in stored.primary_key.columns]
        target.execute(stored.update().where(*here).values({name: row[name] for name in own}))


def _refers_to(column: Column[Any], table: Table) -> bool:
    return any(key.column.table is table for key in column.foreign_keys)


def _as_stored(table: Table) -> Table:
    columns = (Column(each.name, _stored(each.type), primary_key=each.primary_key) for each in table.columns)
    return Table(table.name, MetaData(), *columns)


def _stored(kind: TypeEngine[Any]) -> TypeEngine[Any]:
    """What a packed value is in the database: nothing is unpacked on the way."""
    if isinstance(kind, Json):
        return Text()
    return LargeBinary() if isinstance(kind, Packed | PackedText) else kind
