"""Where the registers stand that `benchmarks.faults` works on: files, or databases of a server to be killed."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import create_engine, text
from tests.support import postgresql

from pacta.store.engine import DRIVER


class Places(Protocol):
    """``place`` gives the address of a register by its name; each scenario has registers of its own."""

    def of(self, folder: Path) -> Places: ...
    def place(self, name: str) -> str: ...
    def exists(self, place: str) -> bool: ...
    def kill(self) -> None: ...


class Files:
    """SQLite: a file for each register."""

    def __init__(self, folder: Path = Path()) -> None:
        self._folder = folder

    def of(self, folder: Path) -> Files:
        return Files(folder)

    def place(self, name: str) -> str:
        return str(self._folder / f"{name}.db")

    def exists(self, place: str) -> bool:
        return Path(place).exists()

    def kill(self) -> None:
        raise NotImplementedError("A file has no server.")


class Server:
    """PostgreSQL: a database for each register, on a server of our own that keeps its promises (fsync)."""

    def __init__(self, home: Path, scenario: str = "") -> None:
        self._home, self._scenario = home, scenario
        self._address = (home / "address").read_text()

    def of(self, folder: Path) -> Server:
        return Server(self._home, folder.name.replace("-", "_").casefold())

    def place(self, name: str) -> str:
        database = f"{self._scenario}_{name}".replace("-", "_").casefold()
        if database not in _column(self._address, "SELECT datname FROM pg_database"):
            _column(self._address, f"CREATE DATABASE {database}")
        return f"{self._address}/{database}"

    def exists(self, place: str) -> bool:
        return True  # made when its place was asked for

    def kill(self) -> None:
        """SIGKILL to all processes of the server, as if the machine had stopped; then it is started again."""
        first = int((self._home / "data" / "postmaster.pid").read_text().split()[0])
        numbers = (first, *_children(first))
        for number in numbers:
            os.kill(number, signal.SIGKILL)
        for number in numbers:  # what is left of them would keep a new server from its memory
            _wait_until_gone(number)
        data, log = self._home / "data", self._home / "log"
        postgresql.run(self._home, postgresql.pg_ctl(), "-D", data, "-w", "-t", 600, "-l", log,
                       "-o", (self._home / "options").read_text(), "start")  # fmt: skip


@contextmanager
def server() -> Iterator[Server]:
    """A throw-away server whose transactions last, unlike that of the tests."""
    with ExitStack() as stack:
        home = Path(stack.enter_context(_folder()))
        address = stack.enter_context(postgresql.server_at(home, ("listen_addresses=127.0.0.1",)))
        (home / "address").write_text(address)
        yield Server(home)


def _folder() -> AbstractContextManager[str]:
    return tempfile.TemporaryDirectory(prefix="pacta-faults-postgresql-", ignore_cleanup_errors=True)


def _column(address: str, statement: str) -> list[Any]:
    place = address.replace("postgresql", DRIVER, 1) + "/postgres"
    engine = create_engine(place, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            found = connection.execute(text(statement))
            return list(found.scalars()) if found.returns_rows else []
    finally:
        engine.dispose()


def _children(number: int) -> list[int]:
    command = ["ps", "-o", "pid=", "--ppid", str(number)]
    listed = subprocess.run(command, capture_output=True, text=True, check=False)
    return [int(word) for word in listed.stdout.split()]


def _wait_until_gone(number: int) -> None:
    for _ in range(6000):
        try:
            os.kill(number, 0)
        except ProcessLookupError:
            return
        time.sleep(0.01)
    raise TimeoutError(f"{number} does not end")
