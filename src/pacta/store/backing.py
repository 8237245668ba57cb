"""A SQLite register copied as a whole, while it is used; a copy is there whole or not at all."""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from pacta.model import PactaError
from pacta.store.engine import APPLICATION_ID, readable

BESIDE = ("-wal", "-shm")  # what SQLite keeps beside a file in use
DAMAGED = "Restore it from a backup: pacta restore."


def copy_file(source: Path, target: Path) -> None:
    """Copies the register as it is at this moment; others may go on writing. Raises PactaError, and leaves no
    copy, if the register is damaged."""
    part = target.with_name(target.name + ".part")
    try:
        _remove(part)
        with (
            closing(sqlite3.connect(readable(source), uri=True)) as old,
            closing(sqlite3.connect(part)) as new,
        ):
            old.backup(new)
            new.execute("PRAGMA journal_mode = DELETE")  # one file, with nothing beside it
        check_copy(part, str(source))
        put(part, target)
    except (sqlite3.Error, OSError) as error:
        raise _explained(error, source, target) from error
    finally:
        with suppress(OSError):
            _remove(part)


def _remove(file: Path) -> None:
    for end in ("", "-journal", *BESIDE):
        file.with_name(file.name + end).unlink(missing_ok=True)


def check_copy(file: Path, name: str) -> None:
    """Raises PactaError if the file is no undamaged register; ``name`` is what the user knows it by."""
    try:
        with closing(sqlite3.connect(readable(file), uri=True)) as connection:
            ours = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
            found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise PactaError(f"{name} is damaged, or not a register ({error}).", DAMAGED) from error
    if not ours:
        raise PactaError(f"{name} is not a Pacta register.", "Name a file that pacta backup has made.")
    if found != "ok":
        raise PactaError(f"{name} is damaged ({found}).", DAMAGED)


def put(part: Path, target: Path) -> None:
    """Gives a finished file its name, once it is on the disk for certain."""
    _settle(part)
    part.replace(target)
    if os.name != "nt":  # where folders cannot be opened
        _settle(target.parent)


def _settle(path: Path) -> None:
    descriptor = os.open(path, os.O_RDWR if path.is_file() else os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def lay_aside(file: Path) -> Path | None:
    """Renames a register that is to be replaced; None if there is none. Raises PactaError while it is in use."""
    if not file.exists():
        return None
    _refuse_in_use(file)
    number = 1
    while (aside := file.with_name(f"{file.name}.replaced-{number}")).exists():
        number += 1
    for end in (*BESIDE, ""):
        beside = file.with_name(file.name + end)
        if beside.exists():
            beside.replace(aside.with_name(aside.name + end))
    return aside


def _refuse_in_use(file: Path) -> None:
    """Leaving the write-ahead log is possible only for the last one who uses the file."""
    try:
        with closing(sqlite3.connect(file, timeout=1)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.DatabaseError as error:
        if "locked" in str(error):
            raise PactaError(f"The register {file} is in use.", "Stop the programs that use it first.") from error


def _explained(error: sqlite3.Error | OSError, source: Path, target: Path) -> PactaError:
    if "full" in str(error) or getattr(error, "errno", None) == errno.ENOSPC:
        return PactaError(f"There is no space for {target}.", "Free some, or name a file on another disk.")
    if isinstance(error, OSError) or "unable to open" in str(error) or "readonly" in str(error):
        return PactaError(f"{target} cannot be written.", "Name a file in a folder that you may write to.")
    return PactaError(f"The register {source} is damaged ({error}).", DAMAGED)
