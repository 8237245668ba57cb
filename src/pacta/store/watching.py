"""What the register knows of the addresses that are watched."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from pacta.store.schema_watch import watched

Row = Mapping[Any, Any]


def known(connection: Connection, url: str) -> Row:
    """What is kept of an address; nothing if it was never visited."""
    row = connection.execute(select(watched).where(watched.c.url == url)).mappings().first()
    return row or {}


def keep(connection: Connection, row: dict[str, Any]) -> None:
    connection.execute(delete(watched).where(watched.c.url == row["url"]))
    connection.execute(insert(watched).values(row))


def all_known(connection: Connection) -> list[Row]:
    return list(connection.execute(select(watched).order_by(watched.c.url)).mappings())
