"""Backups: a register copied into one file while it is used, and brought back from it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from pacta.app.move import move
from pacta.model import PactaError
from pacta.store import Register, backing
from pacta.store.engine import parse_url

ENDING = ".backup"


def back_up(register: Register, target: Path | None = None) -> Path:
    """Copies the register into a file, by default one beside it whose name tells the time; where it is.

    Others may go on using the register: the copy is of one moment. A register in PostgreSQL is copied into a
    SQLite file, so a backup can always be opened by itself, or moved anywhere. Raises PactaError, and leaves
    no file, if the register is damaged or there is no space.
    """
    place = _file(register)
    target = target or _named_by_time(place or Path(register.engine.url.database or "pacta"))
    if target.exists():
        raise PactaError(f"There is a file {target} already.", "Name another one.")
    if not target.absolute().parent.is_dir():
        raise PactaError(f"There is no folder {target.absolute().parent}.", "Make it first.")
    if place is not None:
        backing.copy_file(place, target)
        return target
    whole = target.with_name(target.name + ".whole")
    try:
        with Register.open(whole) as copy:
            move(register, copy)
        backing.copy_file(whole, target)
    finally:
        for end in ("", *backing.BESIDE):
            whole.with_name(whole.name + end).unlink(missing_ok=True)
    return target


def restore(place: str, backup: Path | None = None) -> tuple[Path, Path | None]:
    """Puts a backup, by default the latest beside it, where the register was; which, and where the old one is now.

    The old one is renamed, never deleted. A database on a server must be empty. Raises PactaError if the backup
    is damaged, or the register in use; nothing is changed then.
    """
    url = parse_url(place)
    on_server = url.get_backend_name() != "sqlite"
    file = Path(url.database or place)
    backup = backup or latest(file)
    if backup is None or not backup.exists():
        raise PactaError(f"There is no backup of {file.name} here.", "Name one, as pacta backup has made it.")
    backing.check_copy(backup, str(backup))
    if on_server:
        with Register.open(backup) as source, Register.open(place) as target:
            move(source, target)
        return backup, None
    fresh = file.with_name(file.name + ".restored")
    backing.copy_file(backup, fresh)
    aside = backing.lay_aside(file)
    backing.put(fresh, file)
    return backup, aside


def latest(file: Path) -> Path | None:
    """The latest of the backups beside a register."""
    found = [path for path in file.absolute().parent.glob(f"{file.name}.*{ENDING}") if path.is_file()]
    return max(found, key=lambda path: (path.stat().st_mtime_ns, path.name), default=None)


def _file(register: Register) -> Path | None:
    return Path(register.name) if register.engine.dialect.name == "sqlite" else None


def _named_by_time(file: Path) -> Path:
    stamp = datetime.now(UTC).strftime("%Y-%m-%dT%H%M%SZ")
    name, number = f"{file.name}.{stamp}", 1
    while (target := file.with_name(f"{name}{'' if number == 1 else f'-{number}'}{ENDING}")).exists():
        number += 1
    return target
