"""The tables of people and access: accounts, sessions, tokens, audit, restrictions, saved views, visits.

Times are ISO 8601 in UTC to the second, so that they compare as text. Secrets are kept as digests only.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table

from pacta.store.schema import metadata
from pacta.store.types import Json, Words


def _account(**options: Any) -> Column[str]:
    return Column("account", String(64), ForeignKey("accounts.name", ondelete="CASCADE"), **options)


def _group() -> Column[str]:
    """A group that restricts a document cannot be removed: the document would be open to everybody."""
    return Column("group_name", String(64), ForeignKey("account_groups.name"), primary_key=True)


accounts = Table(
    "accounts", metadata,
    Column("name", String(64), primary_key=True),  # what one logs in with; never changes, since logs name it
    Column("full_name", Words, nullable=False),
    Column("password", String, nullable=False),  # argon2id, with its salt and parameters
    Column("role", String, nullable=False),  # app.rights.ROLES
    Column("disabled", Boolean, nullable=False),
    Column("made", String, nullable=False),
)  # fmt: skip

account_sessions = Table(
    "account_sessions", metadata,
    Column("digest", String(64), primary_key=True),  # SHA-256 of the cookie's secret
    _account(nullable=False, index=True),
    Column("begun", String, nullable=False),
    Column("seen", String, nullable=False),
    Column("ends", String, nullable=False),
    Column("address", String, nullable=False),  # from which it was begun
)  # fmt: skip

account_tokens = Table(
    "account_tokens", metadata,
    Column("digest", String(64), primary_key=True),
    Column("id", String(17), nullable=False, unique=True),  # by which it is shown and revoked
    _account(nullable=False, index=True),
    Column("label", Words, nullable=False),
    Column("scopes", Json, nullable=False),  # app.rights.SCOPES
    Column("made", String, nullable=False),
    Column("ends", String),
    Column("used", String),
)  # fmt: skip

audit = Table(
    "audit", metadata,
    Column("id", Integer, primary_key=True),
    Column("at", String, nullable=False),
    Column("event", String, nullable=False),  # "login", "login failed", "role", ...
    Column("account", Words),  # as typed: it may be nobody's
    Column("done_by", Words),  # who did it, where that is somebody else
    Column("address", String, nullable=False),  # "" from the command line
    Column("detail", Words, nullable=False),
    Index(None, "event", "account", "at"),
    Index(None, "event", "address", "at"),
)  # fmt: skip

account_groups = Table(
    "account_groups", metadata, Column("name", String(64), primary_key=True), Column("made", String, nullable=False)
)

group_members = Table("group_members", metadata, _group(), _account(primary_key=True, index=True))

restrictions = Table(  # a document that has any row here is seen by members of these groups only
    "restrictions", metadata,
    Column("document", String(17), ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    _group(),
)  # fmt: skip

register_groups = Table(  # once it has any row, the whole register is seen by members of these groups only
    "register_groups", metadata, _group(),
)  # fmt: skip

saved_views = Table(
    "saved_views", metadata,
    Column("id", Integer, primary_key=True),
    Column("owner", String(64), nullable=False, index=True),  # an account's name, or "" without accounts
    Column("label", Words, nullable=False),
    Column("address", Words, nullable=False),  # path and query on this site
    Column("shared", Boolean, nullable=False),
    Column("made", String, nullable=False),
)  # fmt: skip

visits = Table(
    "visits", metadata,
    Column("visitor", String(64), primary_key=True),  # an account's name, or "" without accounts
    Column("latest", String, nullable=False),
    Column("previous", String),  # the end of the visit before this one
)  # fmt: skip
