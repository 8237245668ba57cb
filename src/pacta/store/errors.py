"""What a database says, in words for the user, with what to do next."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from pacta.model import PactaError

# A part of the database's message, what it means, what to do. The first that fits is used.
# Source: https://www.sqlite.org/rescode.html
MEANINGS: tuple[tuple[str, str, str], ...] = (
    ("database is locked", "is in use by another program for too long.",
     "Wait until it has finished, or stop it, and try again."),
    ("is full", "cannot grow: the disk is full.",
     "Free some space and run the same command again; what was done so far is kept."),
    ("readonly database", "cannot be written to.",
     "Check the permissions of the file and its folder, or choose another place with --register."),
    ("unable to open database file", "cannot be opened.",
     "Check that the folder exists and that you may write to it, or choose another place with --register."),
    ("file is not a database", "is not a Pacta register.", "Name another file with --register."),
    ("malformed", "is damaged.", "Restore it from a backup, or add the documents to a new register."),
    ("disk i/o error", "cannot be read or written: the disk reports an error.",
     "Check the disk; restore the register from a backup if the error stays."),
    ("connection refused", "cannot be reached.",
     "Check that the database server runs and that the address is right."),
)  # fmt: skip


def explain(error: DBAPIError, register: str) -> PactaError | None:
    """The error for the user, or None where the database's message is not one of a known kind."""
    said = str(error.orig).lower()
    for part, meaning, advice in MEANINGS:
        if part in said:
            return PactaError(f"The register {register} {meaning}", advice)
    return None


@contextmanager
def plain_errors(register: str) -> Iterator[None]:
    """Turns the database's own errors of known kinds into PactaError."""
    try:
        yield
    except DBAPIError as error:
        explained = explain(error, register)
        if explained is None:
            raise
        raise explained from error
