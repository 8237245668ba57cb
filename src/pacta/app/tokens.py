"""API tokens: for programs that act for an account, with no more rights than it has and its scopes name."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from pacta.app.clock import now, stamp
from pacta.app.passwords import digest_of, new_secret
from pacta.app.people import CONSOLE, By, get_person
from pacta.app.rights import SCOPES, Viewer, rights_of
from pacta.model import PactaError
from pacta.store import Register, audit, restrictions, sessions

PREFIX = "pacta_"  # so that scanners for leaked secrets know one
LONGEST = 366  # days
USED_EVERY = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Token:
    id: str
    account: str
    label: str
    scopes: tuple[str, ...]
    made: str
    ends: str | None
    used: str | None


def make_token(
    register: Register, account: str, label: str, scopes: Collection[str], *, days: int = 90, by: By = CONSOLE
) -> tuple[Token, str]:
    """A new token and its secret, which is kept nowhere. Raises PactaError for scopes that are none."""
    unknown = sorted(set(scopes) - set(SCOPES))
    if unknown or not scopes:
        raise PactaError(f"There is no scope {', '.join(unknown)[:60]!r}.", f"Scopes are: {', '.join(SCOPES)}.")
    if not 1 <= days <= LONGEST:
        raise PactaError("A token holds for 1 to 366 days.", "Make a new one when it ends.")
    get_person(register, account)
    secret, at = PREFIX + new_secret(), now()
    kept = [scope for scope in SCOPES if scope in scopes]
    row = {"id": "t" + digest_of(secret)[:16], "account": account, "label": label.strip()[:100] or "token",
           "scopes": kept, "made": stamp(at), "ends": stamp(at, timedelta(days=days)), "used": None}  # fmt: skip
    with register.writing() as connection:
        sessions.insert_token(connection, row | {"digest": digest_of(secret)})
        detail = f"{row['id']} {' '.join(kept)}"
        audit.record(
            connection, "token made", stamp(at), account=account, by=by.name, address=by.address, detail=detail
        )
    return _token(row), secret


def list_tokens(register: Register, account: str | None = None) -> tuple[Token, ...]:
    """Of one account, or of all."""
    with register.reading() as connection:
        return tuple(_token(row) for row in sessions.tokens_of(connection, account))


def revoke_token(register: Register, token: str, *, account: str | None = None, by: By = CONSOLE) -> None:
    """Ends a token by its id; with ``account`` only one of this account. Raises PactaError if there is none."""
    with register.writing() as connection:
        owner = sessions.delete_token(connection, token, account)
        if owner is None:
            raise PactaError(f"There is no token {token[:40]}.", "pacta token list shows the tokens.")
        audit.record(
            connection, "token revoked", stamp(now()), account=owner, by=by.name, address=by.address, detail=token
        )


def viewer_of_token(register: Register, secret: str, *, at: datetime | None = None) -> Viewer | None:
    """Whom the token stands for; None if it is none, has ended, or its account is disabled."""
    at = at or now()
    if not secret.startswith(PREFIX):
        return None
    with register.reading() as connection:
        row = sessions.find_token(connection, digest_of(secret))
        enters = row is not None and restrictions.may_enter(connection, row["account"])
    if row is None or row["disabled"] or (row["ends"] or "~") < stamp(at):
        return None
    if (row["used"] or "") < stamp(at - USED_EVERY):
        with register.writing() as connection:
            sessions.touch_token(connection, row["digest"], stamp(at))
    return Viewer(row["account"], row["full_name"], rights_of(row["role"], row["scopes"], enters=enters))


def _token(row: sessions.Row) -> Token:
    values = {name: row[name] for name in Token.__dataclass_fields__}
    return Token(**values | {"scopes": tuple(row["scopes"])})
