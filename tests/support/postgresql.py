"""A throw-away PostgreSQL server: its data in a temporary folder, its port any free one, gone after the tests."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

USER = "pacta"
# Speed over safety: a crash of the machine may lose these databases, which nobody will miss.
OPTIONS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=127.0.0.1")


def programs() -> Path | None:
    """The folder of ``initdb`` and ``pg_ctl``: on the path, or where Debian keeps them; the newest."""
    found = [Path(place).parent for name in ("initdb", "pg_ctl") if (place := shutil.which(name))]
    if len(found) == 2:
        return found[0]
    debian = [folder for folder in Path("/usr/lib/postgresql").glob("*/bin") if (folder / "initdb").exists()]
    return max(debian, key=lambda folder: float(folder.parent.name), default=None)


def driver_is_there() -> bool:
    try:
        import pg8000  # noqa: F401
    except ImportError:
        return False
    return True


@contextmanager
def server() -> Iterator[str]:
    """Yields an address without database: ``postgresql://pacta@127.0.0.1:PORT``."""
    home = Path(tempfile.mkdtemp(prefix="pacta-postgresql-"))
    try:
        with server_at(home, OPTIONS) as address:
            yield address
    finally:
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def server_at(home: Path, settings: Sequence[str]) -> Iterator[str]:
    """A server with these settings, its data and its log in a folder; ``options`` in it start the server again."""
    port = _free_port()
    options = " ".join(f"-c {setting}" for setting in settings) + f" -p {port} -k {home}"
    (home / "options").write_text(options)
    run(home, pg_ctl().with_name("initdb"), "-D", home / "data", "-A", "trust", "-U", USER, "-E", "UTF8",
        "--locale=C", "--no-sync")  # fmt: skip
    run(home, pg_ctl(), "-D", home / "data", "-w", "-l", home / "log", "-o", options, "start")
    try:
        _watch(home)
        yield f"postgresql://{USER}@127.0.0.1:{port}"
    finally:
        run(home, pg_ctl(), "-D", home / "data", "-w", "-m", "immediate", "stop")


def pg_ctl() -> Path:
    folder = programs()
    assert folder is not None
    return folder / "pg_ctl"


def _watch(home: Path) -> None:
    """Ends the server also when these tests are killed and cannot do so themselves."""
    alive, number = f"kill -0 {os.getpid()}", f'$(head -n 1 "{home}/data/postmaster.pid")'
    script = f'while {alive}; do sleep 2; done; kill -QUIT {number} && sleep 2; rm -rf "{home}"'
    subprocess.Popen(
        ["sh", "-c", script], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def run(home: Path, *command: object) -> None:
    """As root the server refuses to run, so it runs as the user that Debian made for it, or as nobody."""
    user = None
    if os.geteuid() == 0:
        import pwd

        user = next(name for name in ("postgres", "nobody") if name in {entry.pw_name for entry in pwd.getpwall()})
        shutil.chown(home, user)
    subprocess.run(
        [str(part) for part in command], check=True, cwd=home, user=user, stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
