"""What happens between naming a register and using it: is it one, is it ours, is it of this version."""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, inspect, text

from pacta.model import PactaError
from pacta.store.backing import copy_file
from pacta.store.engine import APPLICATION_ID

HEAD = "0011"  # the migration that this version of Pacta writes; a test holds it to the scripts
VERSION_TABLE = "pacta_schema"


def check_file(url: URL, name: str, *, create: bool) -> None:
    """Raises PactaError if the file cannot be, or become, a register."""
    if url.get_backend_name() != "sqlite":
        return
    file = Path(name)
    if file.is_dir():
        raise PactaError(f"{name} is a folder, not a register.", "Name a file with --register.")
    if not create and not file.exists():
        raise PactaError(
            f"There is no register at {name}.", "Make one with pacta add, or name another with --register."
        )
    if create and not file.parent.is_dir():
        raise PactaError(f"There is no folder {file.parent} to put the register in.", "Make it first.")
    if file.exists() and not os.access(file, os.R_OK):
        raise PactaError(f"You may not read the register {name}.", "Check its permissions.")


def is_read_only(url: URL) -> bool:
    """True for a file that may be read only: then nothing is migrated and nothing written."""
    if url.get_backend_name() != "sqlite":
        return False
    file = Path(url.database or "")
    return not (os.access(file, os.W_OK) and os.access(file.resolve().parent, os.W_OK))


def prepare(engine: Engine, url: URL, name: str, *, read_only: bool) -> None:
    """Makes a new register, updates an older one (a SQLite file is copied first), refuses a foreign one."""
    with engine.connect() as connection, connection.begin():
        found = _schema_of(connection, name)
    if found == HEAD:
        return
    if read_only:
        raise PactaError(f"The register {name} is of another version of Pacta and may not be written to.",
                         "Copy it to a folder of your own and open it there.")  # fmt: skip
    if engine.dialect.name == "sqlite":
        _use_write_ahead_log(engine)
    _migrate(engine, url, name)


def _schema_of(connection: Connection, name: str) -> str | None:
    """The migration that the register is at; None for an empty database."""
    tables = set(inspect(connection).get_table_names())
    if VERSION_TABLE in tables and _is_ours(connection):
        return connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()
    if tables and connection.dialect.name == "sqlite":
        raise PactaError(f"{name} is a database of another program, not a Pacta register.",
                         "Name another file with --register.")  # fmt: skip
    return None


def _is_ours(connection: Connection) -> bool:
    if connection.dialect.name != "sqlite":
        return True
    return connection.exec_driver_sql("PRAGMA application_id").scalar() == APPLICATION_ID


def _use_write_ahead_log(engine: Engine) -> None:
    raw = engine.raw_connection()
    try:
        raw.cursor().execute("PRAGMA journal_mode = WAL")
    finally:
        raw.close()


def _migrate(engine: Engine, url: URL, name: str) -> None:
    """Under the write lock, so that of two programs that open a register at once one does the work."""
    from pacta.store.migrations import is_known, upgrade  # Alembic is slow to load and rarely needed

    with engine.connect() as connection:
        connection.execution_options(writer=True)
        with connection.begin():
            found = _schema_of(connection, name)
            if found is not None and not is_known(found):
                raise PactaError(f"The register {name} was made by a newer version of Pacta.",
                                 "Update Pacta, or use another register.")  # fmt: skip
            if found == HEAD:
                return
            if found is not None and url.get_backend_name() == "sqlite":
                _back_up(Path(name), found)
            upgrade(connection, VERSION_TABLE)
            if engine.dialect.name == "sqlite":
                connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def _back_up(file: Path, schema: str) -> Path:
    """A copy of the register as it was, beside it; an earlier copy of the same schema is kept."""
    copy = file.with_name(f"{file.name}.schema-{schema}.backup")
    if not copy.exists():
        copy_file(file, copy)
    return copy
