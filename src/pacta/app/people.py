"""Accounts and groups: who may use a register. Every change is in the audit log."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection

from pacta.app.clock import now, stamp
from pacta.app.passwords import checked_password, hash_password
from pacta.app.rights import ROLES
from pacta.model import PactaError
from pacta.store import Register, accounts, audit, restrictions, sessions

NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,62}")
COMMAND_LINE = ""  # the address of whoever sits at the machine itself


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    full_name: str
    role: str
    disabled: bool
    made: str


@dataclass(frozen=True, slots=True)
class Group:
    name: str
    members: tuple[str, ...]
    documents: int  # that only this group, and others named with it, may see


@dataclass(frozen=True, slots=True)
class By:
    """Who changes something, and from where; both empty for the command line."""

    name: str | None = None
    address: str = COMMAND_LINE


CONSOLE = By()


def has_people(register: Register) -> bool:
    with register.reading() as connection:
        return accounts.any_account(connection)


def list_people(register: Register) -> tuple[Person, ...]:
    with register.reading() as connection:
        return tuple(_person(row) for row in accounts.all_accounts(connection))


def get_person(register: Register, name: str) -> Person:
    """Raises PactaError if there is none of that name."""
    with register.reading() as connection:
        return _person(_found(connection, name))


def add_person(
    register: Register, name: str, password: str, *, role: str = "reader", full_name: str = "", by: By = CONSOLE
) -> Person:
    """A new account. Raises PactaError for a name, password or role that cannot be."""
    name = checked_name(name, "A name to log in with")
    row = {"name": name, "full_name": full_name.strip()[:200], "role": _checked_role(role), "disabled": False,
           "password": hash_password(checked_password(password, name)), "made": stamp(now())}  # fmt: skip
    with _change(register, "person added", name, by, role) as connection:
        if accounts.find_account(connection, name):
            raise PactaError(f"There is an account {name} already.", "Choose another name.")
        if role != "admin" and not accounts.any_account(connection):
            raise PactaError("The first account has to be an administrator’s.", "Give it the role admin.")
        accounts.insert_account(connection, row)
    return _person(row)


def set_role(register: Register, name: str, role: str, *, by: By = CONSOLE) -> None:
    """The new role holds from the next request on."""
    with _change(register, "role", name, by, _checked_role(role)) as connection:
        _found(connection, name)
        if role != "admin":
            _keep_an_admin(connection, name)
        accounts.update_account(connection, name, role=role)


def set_password(register: Register, name: str, password: str, *, by: By = CONSOLE, keep: str = "") -> None:
    """Ends every session of the account, but the one of the digest ``keep``; its tokens stay."""
    hashed = hash_password(checked_password(password, name))
    with _change(register, "password", name, by) as connection:
        _found(connection, name)
        accounts.update_account(connection, name, password=hashed)
        sessions.delete_sessions_of(connection, name, but=keep)


def set_disabled(register: Register, name: str, disabled: bool, *, by: By = CONSOLE) -> None:
    """A disabled account cannot log in, and its sessions and tokens are refused; its entries stay."""
    with _change(register, "disabled" if disabled else "enabled", name, by) as connection:
        _found(connection, name)
        if disabled:
            _keep_an_admin(connection, name)
            sessions.delete_sessions_of(connection, name)
        accounts.update_account(connection, name, disabled=disabled)


def list_groups(register: Register) -> tuple[Group, ...]:
    with register.reading() as connection:
        counts = accounts.restricted_counts(connection)
        found = accounts.groups_with_members(connection)
        return tuple(Group(name, tuple(members), counts.get(name, 0)) for name, members in found.items())


def set_group(register: Register, name: str, members: Sequence[str], *, by: By = CONSOLE) -> None:
    """Makes the group or changes who belongs to it."""
    name = checked_name(name, "The name of a group")
    wanted = sorted(set(members))
    with _change(register, "group", None, by, f"{name}: {', '.join(wanted) or 'nobody'}") as connection:
        for member in wanted:
            _found(connection, member)
        if name not in accounts.groups_with_members(connection):
            accounts.insert_group(connection, name, stamp(now()))
        accounts.set_members(connection, name, wanted)


def remove_group(register: Register, name: str, *, by: By = CONSOLE) -> None:
    """Raises PactaError while documents are restricted to it: they would be open to everybody."""
    with _change(register, "group removed", None, by, name) as connection:
        if name not in accounts.groups_with_members(connection):
            raise PactaError(f"There is no group {name[:64]}.", "The people page shows the groups.")
        if name in restrictions.register_groups_of(connection):
            raise PactaError(f"The register is restricted to the group {name}.", "Lift this restriction first.")
        if accounts.restricted_counts(connection).get(name):
            raise PactaError(
                f"Documents are restricted to the group {name}.", "Lift or move these restrictions first."
            )
        accounts.delete_group(connection, name)


def checked_name(name: str, what: str) -> str:
    name = name.strip().lower()
    if not NAME.fullmatch(name):
        raise PactaError(f"{what} is made of a to z, 0 to 9, dot, dash and underscore.", "For example: ana.meyer")
    return name


@contextmanager
def _change(register: Register, event: str, account: str | None, by: By, detail: str = "") -> Iterator[Connection]:
    """One transaction, with its entry in the audit log."""
    with register.writing() as connection:
        yield connection
        audit.record(
            connection, event, stamp(now()), account=account, by=by.name, address=by.address, detail=detail
        )


def _found(connection: Connection, name: str) -> accounts.Row:
    row = accounts.find_account(connection, name)
    if row is None:
        raise PactaError(f"There is no account {name[:64]}.", "pacta people list shows the accounts.")
    return row


def _keep_an_admin(connection: Connection, name: str) -> None:
    if _found(connection, name)["role"] == "admin" and not accounts.other_admins(connection, name):
        raise PactaError(f"{name} is the only administrator.", "Make somebody else an administrator first.")


def _checked_role(role: str) -> str:
    if role not in ROLES:
        raise PactaError(f"There is no role {role[:40]!r}.", f"Roles are: {', '.join(ROLES)}.")
    return role


def _person(row: accounts.Row) -> Person:
    return Person(**{name: row[name] for name in Person.__dataclass_fields__})
