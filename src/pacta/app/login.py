"""Logging in and out, and whom a session's secret stands for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from pacta.app.clock import now, stamp
from pacta.app.passwords import digest_of, hash_password, needs_rehash, new_secret, verify_password
from pacta.app.rights import Viewer, rights_of
from pacta.model import PactaError
from pacta.store import Register, accounts, audit, restrictions, sessions

LASTS = timedelta(days=7)  # a session, whatever happens in it
IDLE = timedelta(hours=12)  # a session in which nothing happens
SEEN_EVERY = timedelta(minutes=5)  # how finely that is noted
WINDOW = timedelta(minutes=15)
MOST_TOGETHER = 10  # failed logins in a window to one account from one address
MOST_FROM_ADDRESS = 30  # to any accounts
MOST_FOR_ACCOUNT = 100  # from any addresses: few would let a stranger lock somebody out


class LoginRefused(PactaError):  # noqa: N818 - named for what the user sees
    """The same words whether the name, the password or the account is at fault."""


class TooManyLogins(LoginRefused):
    """``seconds`` until the next attempt is looked at."""

    seconds = int(WINDOW.total_seconds())


@dataclass(frozen=True, slots=True)
class Session:
    """``digest`` tells sessions apart without giving one away."""

    digest: str
    begun: str
    seen: str
    address: str


def log_in(register: Register, name: str, password: str, address: str, *, at: datetime | None = None) -> str:
    """The secret of a new session. Raises LoginRefused or TooManyLogins; each attempt is in the audit log.

    Failed attempts are counted for the account as typed and for the address, in the register itself, so that
    neither a restart nor a second server process forgets them.
    """
    at, name = at or now(), name.strip().lower()
    with register.reading() as connection:
        _refuse_too_many(connection, name, address, stamp(at - WINDOW))
        row = accounts.find_account(connection, name)
    right = verify_password(row["password"] if row else None, password)
    if row is None or not right or row["disabled"]:
        with register.writing() as connection:
            audit.record(connection, "login failed", stamp(at), account=name, address=address)
        raise LoginRefused("This name and password do not go together.", "Check both, or ask an administrator.")
    return _begin(register, row, password, address, at)


def log_out(register: Register, secret: str, address: str = "") -> None:
    """Ends the session, if it is one."""
    with register.writing() as connection:
        row = sessions.find_session(connection, digest_of(secret))
        if row is not None:
            sessions.delete_session(connection, row["digest"])
            audit.record(connection, "logout", stamp(now()), account=row["account"], address=address)


def viewer_of_session(register: Register, secret: str, *, at: datetime | None = None) -> Viewer | None:
    """Whom the session stands for; None if it is none, has ended, or its account is disabled."""
    at = at or now()
    with register.reading() as connection:
        row = sessions.find_session(connection, digest_of(secret))
        enters = row is not None and restrictions.may_enter(connection, row["account"])
    if row is None or row["disabled"] or row["ends"] < stamp(at) or row["seen"] < stamp(at - IDLE):
        return None
    if row["seen"] < stamp(at - SEEN_EVERY):
        with register.writing() as connection:
            sessions.touch_session(connection, row["digest"], stamp(at))
    return Viewer(row["account"], row["full_name"], rights_of(row["role"], enters=enters))


def sessions_of(register: Register, name: str) -> tuple[Session, ...]:
    """Those that have not ended, the latest used first."""
    with register.reading() as connection:
        rows = sessions.sessions_of(connection, name)
    alive = stamp(now()), stamp(now() - IDLE)
    return tuple(
        Session(row["digest"], row["begun"], row["seen"], row["address"])
        for row in rows
        if row["ends"] >= alive[0] and row["seen"] >= alive[1]
    )


def end_other_sessions(register: Register, name: str, keep: str, address: str) -> None:
    """Ends all sessions of the account but the one whose secret this is."""
    with register.writing() as connection:
        sessions.delete_sessions_of(connection, name, but=digest_of(keep))
        audit.record(connection, "other sessions ended", stamp(now()), account=name, by=name, address=address)


def confirm_password(register: Register, name: str, password: str, address: str) -> None:
    """For what a session alone is not enough: raises LoginRefused unless this is the account's password."""
    with register.reading() as connection:
        _refuse_too_many(connection, name, address, stamp(now() - WINDOW))
        row = accounts.find_account(connection, name)
    if not verify_password(row["password"] if row else None, password):
        with register.writing() as connection:
            audit.record(connection, "login failed", stamp(now()), account=name, address=address)
        raise LoginRefused("That is not your present password.", "Type the password with which you log in.")


def _begin(register: Register, row: accounts.Row, password: str, address: str, at: datetime) -> str:
    secret = new_secret()
    session = {"digest": digest_of(secret), "account": row["name"], "begun": stamp(at), "seen": stamp(at),
               "ends": stamp(at, LASTS), "address": address[:100]}  # fmt: skip
    hashed = hash_password(password) if needs_rehash(row["password"]) else None
    with register.writing() as connection:
        sessions.delete_ended(connection, stamp(at))
        sessions.insert_session(connection, session)
        if hashed:
            accounts.update_account(connection, row["name"], password=hashed)
        audit.record(connection, "login", stamp(at), account=row["name"], address=address)
    return secret


def _refuse_too_many(connection: Connection, name: str, address: str, since: str) -> None:
    tried = audit.failures_since
    if (
        tried(connection, since, account=name, address=address) >= MOST_TOGETHER
        or tried(connection, since, address=address) >= MOST_FROM_ADDRESS
        or tried(connection, since, account=name) >= MOST_FOR_ACCOUNT
    ):
        minutes = int(WINDOW.total_seconds()) // 60
        raise TooManyLogins("There were too many attempts to log in.", f"Wait {minutes} minutes and try again.")
