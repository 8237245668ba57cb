"""What a database says, in words for the user, with what to do next."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from pacta.model import PactaError

# A part of the database's message, what it means, what to do. The first that fits is used.
# Sources: https://www.sqlite.org/rescode.html, https://www.postgresql.org/docs/current/errcodes-appendix.html
MEANINGS: tuple[tuple[str, str, str], ...] = (
    ("database is locked", "is in use by another program for too long.",
     "Wait until it has finished, or stop it, and try again."),
    ("lock timeout", "is in use by another program for too long.",
     "Wait until it has finished, or stop it, and try again."),
    ("is full", "cannot grow: the disk is full.",
     "Free some space and run the same command again; what was done so far is kept."),
    ("no space left", "cannot grow: the server's disk is full.",
     "Free some space there and run the same command again; what was done so far is kept."),
    ("readonly database", "cannot be written to.",
     "Check the permissions of the file and its folder, or choose another place with --register."),
    ("unable to open database file", "cannot be opened.",
     "Check that the folder exists and that you may write to it, or choose another place with --register."),
    ("file is not a database", "is not a Pacta register.", "Name another file with --register."),
    ("malformed", "is damaged.",
     "pacta verify tells what is wrong, pacta restore brings back the last backup; or add the documents anew."),
    ("disk i/o error", "cannot be read or written: the disk reports an error.",
     "Check the disk; restore the register from a backup if the error stays."),
    ("connection refused", "cannot be reached.",
     "Check that the database server runs and that the address is right."),
    ("can't create a connection", "cannot be reached.",
     "Check that the database server runs and that the address is right."),
    ("authentication failed", "does not let you in.", "Check the user and the password in the address."),
    ("3d000", "is not there.",  # its SQLSTATE: no such database
     "Check the name of the database in the address."),
    ("permission denied", "may not be used so.",
     "Ask its owner for the right to read and write, and to make tables."),
    ("network error", "was lost: the connection broke.",
     "Check that the database server runs, and run the same command again; what was done so far is kept."),
    ("terminating connection", "was lost: the server ended the connection.",
     "Run the same command again when it is back; what was done so far is kept."),
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
    except zlib.error as error:
        message = f"The register {register} is damaged: what it keeps cannot be unpacked."
        advice = "pacta verify tells what is wrong, pacta restore brings back the last backup."
        raise PactaError(message, advice) from error
    except ConnectionResetError as error:  # which the driver of PostgreSQL lets through
        message = f"The register {register} was lost: the connection broke."
        advice = "Check that the database server runs, and run the same command again; what was done is kept."
        raise PactaError(message, advice) from error
    except DBAPIError as error:
        explained = explain(error, register)
        if explained is None:
            raise
        raise explained from error
