"""Rows of accounts and groups."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, delete, exists, func, insert, select, update

from pacta.store.schema_people import account_groups, accounts, group_members, restrictions

Row = dict[str, Any]


def any_account(connection: Connection) -> bool:
    return bool(connection.execute(select(exists().select_from(accounts))).scalar())


def find_account(connection: Connection, name: str) -> Row | None:
    row = connection.execute(select(accounts).where(accounts.c.name == name)).mappings().first()
    return dict(row) if row else None


def all_accounts(connection: Connection) -> list[Row]:
    return [dict(row) for row in connection.execute(select(accounts).order_by(accounts.c.name)).mappings()]


def insert_account(connection: Connection, row: Row) -> None:
    connection.execute(insert(accounts).values(row))


def update_account(connection: Connection, name: str, **values: Any) -> None:
    connection.execute(update(accounts).where(accounts.c.name == name).values(values))


def other_admins(connection: Connection, name: str) -> int:
    """How many accounts that can log in are administrators, this one left out."""
    query = select(func.count()).select_from(accounts)
    able = (accounts.c.role == "admin", accounts.c.disabled.is_(False), accounts.c.name != name)
    return int(connection.execute(query.where(*able)).scalar_one())


def groups_with_members(connection: Connection) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {
        name: [] for name in connection.execute(select(account_groups.c.name).order_by("name")).scalars()
    }
    query = select(group_members.c.group_name, group_members.c.account).order_by(group_members.c.account)
    for group, account in connection.execute(query):
        found[group].append(account)
    return found


def restricted_counts(connection: Connection) -> dict[str, int]:
    """Group -> number of documents that it may see and others may not."""
    query = select(restrictions.c.group_name, func.count()).group_by(restrictions.c.group_name)
    return {row[0]: row[1] for row in connection.execute(query)}


def insert_group(connection: Connection, name: str, made: str) -> None:
    connection.execute(insert(account_groups).values(name=name, made=made))


def delete_group(connection: Connection, name: str) -> None:
    connection.execute(delete(group_members).where(group_members.c.group_name == name))
    connection.execute(delete(account_groups).where(account_groups.c.name == name))


def set_members(connection: Connection, group: str, members: list[str]) -> None:
    connection.execute(delete(group_members).where(group_members.c.group_name == group))
    if members:
        connection.execute(insert(group_members), [{"group_name": group, "account": name} for name in members])
