"""The log of logins and of changes to rights: rows are added, never changed."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, func, insert, select

from pacta.store.schema_people import audit

LONGEST = 400  # characters of what somebody typed


def record(
    connection: Connection,
    event: str,
    at: str,
    *,
    account: str | None = None,
    by: str | None = None,
    address: str = "",
    detail: str = "",
) -> None:
    row = {"at": at, "event": event, "account": _short(account), "done_by": by, "address": address[:100]}
    connection.execute(insert(audit).values(row | {"detail": detail[:LONGEST]}))


def failures_since(
    connection: Connection, since: str, *, account: str | None = None, address: str | None = None
) -> int:
    """Failed logins from this time on: to this account as typed, from this address, or both."""
    wanted = [audit.c.event == "login failed", audit.c.at >= since]
    if account is not None:
        wanted.append(audit.c.account == _short(account))
    if address is not None:
        wanted.append(audit.c.address == address)
    return int(connection.execute(select(func.count()).select_from(audit).where(*wanted)).scalar_one())


def entries(connection: Connection, *, limit: int, offset: int = 0) -> tuple[int, list[dict[str, Any]]]:
    """How many there are, and some of them, newest first."""
    total = connection.execute(select(func.count()).select_from(audit)).scalar_one()
    query = select(audit).order_by(audit.c.id.desc()).limit(limit).offset(offset)
    return int(total), [dict(row) for row in connection.execute(query).mappings()]


def _short(name: str | None) -> str | None:
    return None if name is None else name[:LONGEST]
