"""Connections: SQLite with write-ahead log, foreign keys and patience; or PostgreSQL with the same manners."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from pacta.model import PactaError

PATIENCE = 60.0  # seconds to wait for another writer
APPLICATION_ID = 0x50414354  # "PACT" in the header of a SQLite file; on PostgreSQL the number of the writers' lock
DRIVER = "postgresql+pg8000"


def parse_url(place: str | Path) -> URL:
    """A path is a SQLite file; ``postgresql://`` uses pg8000, the driver that Pacta is tested with."""
    if "://" not in str(place):
        return URL.create("sqlite", database=str(place))
    try:
        url = make_url(str(place))
    except ArgumentError as error:
        raise PactaError(f"{place} is not an address of a register.", "Give a file or postgresql://...") from error
    if url.drivername in ("postgres", "postgresql"):
        return url.set(drivername=DRIVER)
    return url


def make_engine(url: URL, *, read_only: bool = False) -> Engine:
    """An engine whose transactions are really BEGIN ... COMMIT, also on SQLite.

    `Connection.execution_options(writer=True)` takes the write lock at once, so that two writers
    wait for each other instead of failing half way.
    """
    if url.get_backend_name() != "sqlite":
        return _server_engine(url)
    file = Path(url.database or "")
    address = readable(file) if read_only else file.resolve().as_uri() + "?mode=rwc"
    where = URL.create("sqlite", database=address, query={"uri": "true"})
    engine = create_engine(where, connect_args={"timeout": PATIENCE})
    event.listen(engine, "connect", _prepare_connection)
    event.listen(engine, "begin", _begin)
    return engine


def _server_engine(url: URL) -> Engine:
    if url.get_backend_name() != "postgresql":
        raise PactaError(f"Pacta cannot use a register at {url.drivername}://", "Use a file, or PostgreSQL.")
    try:
        engine = create_engine(url, pool_pre_ping=True)
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise PactaError(
            f"The driver for {url.drivername}:// is missing.", 'Install it: pip install "pacta[postgresql]"'
        ) from error
    logging.getLogger("sqlalchemy.pool").setLevel(logging.CRITICAL)  # a server that is gone is told in plain words
    engine.dialect.use_insertmanyvalues_wo_returning = True  # many rows a round trip, not one
    event.listen(engine, "begin", _begin_on_server)
    return engine


def readable(file: Path) -> str:
    """The address under which SQLite only reads the file. Readers share a log file beside it; in a read-only
    folder they can do so only if it exists."""
    folder = file.resolve().parent
    shared = file.with_name(file.name + "-shm").exists() or os.access(folder, os.W_OK)
    return file.resolve().as_uri() + "?mode=ro" + ("" if shared else "&immutable=1")


def _prepare_connection(connection: Any, _: Any) -> None:
    connection.isolation_level = None  # BEGIN and COMMIT are ours, not the driver's
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA cache_size = -65536")  # KiB


def _begin(connection: Connection) -> None:
    writer = connection.get_execution_options().get("writer", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writer else "BEGIN")


def _begin_on_server(connection: Connection) -> None:
    """Writers take one lock, so that they wait for each other as on SQLite; readers see one state throughout."""
    if connection.get_execution_options().get("writer", False):
        patience = f"{PATIENCE:.0f}s"
        connection.exec_driver_sql(
            f"SELECT set_config('lock_timeout', '{patience}', true), pg_advisory_xact_lock({APPLICATION_ID})"
        )
    else:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
