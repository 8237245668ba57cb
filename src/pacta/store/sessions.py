"""Rows of sessions and tokens: a secret comes in as its digest and is never stored."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select, update

from pacta.store.schema_people import account_sessions, account_tokens, accounts

Row = dict[str, Any]


def insert_session(connection: Connection, row: Row) -> None:
    connection.execute(insert(account_sessions).values(row))


def find_session(connection: Connection, digest: str) -> Row | None:
    return _with_account(connection, account_sessions, digest)


def touch_session(connection: Connection, digest: str, seen: str) -> None:
    connection.execute(update(account_sessions).where(account_sessions.c.digest == digest).values(seen=seen))


def delete_session(connection: Connection, digest: str) -> None:
    connection.execute(delete(account_sessions).where(account_sessions.c.digest == digest))


def delete_sessions_of(connection: Connection, account: str, *, but: str = "") -> None:
    """Ends all sessions of an account, ``but`` the one of this digest."""
    theirs = account_sessions.c.account == account, account_sessions.c.digest != but
    connection.execute(delete(account_sessions).where(*theirs))


def delete_ended(connection: Connection, now: str) -> None:
    connection.execute(delete(account_sessions).where(account_sessions.c.ends < now))


def sessions_of(connection: Connection, account: str) -> list[Row]:
    query = select(account_sessions).where(account_sessions.c.account == account)
    found = connection.execute(query.order_by(account_sessions.c.seen.desc(), account_sessions.c.digest))
    return [dict(row) for row in found.mappings()]


def insert_token(connection: Connection, row: Row) -> None:
    connection.execute(insert(account_tokens).values(row))


def find_token(connection: Connection, digest: str) -> Row | None:
    return _with_account(connection, account_tokens, digest)


def touch_token(connection: Connection, digest: str, used: str) -> None:
    connection.execute(update(account_tokens).where(account_tokens.c.digest == digest).values(used=used))


def delete_token(connection: Connection, token: str, account: str | None) -> str | None:
    """Removes a token by its id, of this account only if one is given; returns whose it was."""
    theirs = [account_tokens.c.id == token]
    if account is not None:
        theirs.append(account_tokens.c.account == account)
    gone = connection.execute(delete(account_tokens).where(*theirs).returning(account_tokens.c.account))
    return gone.scalar()


def tokens_of(connection: Connection, account: str | None = None) -> list[Row]:
    query = select(account_tokens).order_by(account_tokens.c.account, account_tokens.c.made, account_tokens.c.id)
    if account is not None:
        query = query.where(account_tokens.c.account == account)
    return [dict(row) for row in connection.execute(query).mappings()]


def _with_account(connection: Connection, table: Table, digest: str) -> Row | None:
    """The row with what its account may do."""
    about = (accounts.c.full_name, accounts.c.role, accounts.c.disabled)
    query = select(table, *about).join_from(table, accounts, accounts.c.name == table.c.account)
    row = connection.execute(query.where(table.c.digest == digest)).mappings().first()
    return dict(row) if row else None
