"""The time of day, asked in one place."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


def now() -> datetime:
    """In UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def stamp(at: datetime, later: timedelta = timedelta()) -> str:
    """ISO 8601 as the register keeps it: such texts compare as the times do."""
    return (at + later).astimezone(UTC).isoformat(timespec="seconds")
