"""The audit log to read."""

from __future__ import annotations

from dataclasses import dataclass

from pacta.app.views import Page
from pacta.store import Register, audit

SIZE = 100


@dataclass(frozen=True, slots=True)
class AuditRow:
    at: str  # ISO 8601, UTC
    event: str
    account: str | None  # as typed, for failed logins
    done_by: str | None  # None: from the command line, or by the account itself
    address: str  # "" for the command line
    detail: str


def list_audit(register: Register, *, page: int = 1, size: int = SIZE) -> Page[AuditRow]:
    """Logins, failed ones too, and changes of rights, newest first."""
    with register.reading() as connection:
        total, rows = audit.entries(connection, limit=size, offset=(page - 1) * size)
    names = AuditRow.__dataclass_fields__
    return Page(tuple(AuditRow(**{name: row[name] for name in names}) for row in rows), total, page, size)
