"""Alembic, run from code: users never see it. New tables or columns: a new script in ``versions``."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import Connection

from pacta.store.schema import metadata

OTHERWISE_ORDERED = """
SELECT c.relname, a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod)
FROM pg_catalog.pg_attribute a
    JOIN pg_catalog.pg_class c ON c.oid = a.attrelid AND c.relkind = 'r'
    JOIN pg_catalog.pg_collation o ON o.oid = a.attcollation AND o.collname <> 'C'
WHERE c.relnamespace = pg_catalog.current_schema()::pg_catalog.regnamespace AND NOT a.attisdropped
ORDER BY c.relname, a.attnum
"""


def upgrade(connection: Connection, version_table: str, to: str = "head") -> None:
    """Brings the schema up to date inside the transaction of ``connection``."""
    config = _config()
    config.attributes.update(connection=connection, version_table=version_table)
    command.upgrade(config, to)
    if connection.dialect.name == "postgresql":
        _order_by_code_point(connection)


def downgrade(connection: Connection, version_table: str, to: str = "base") -> None:
    """Takes the schema back inside the transaction of ``connection``; what only the newer one has is lost."""
    config = _config()
    config.attributes.update(connection=connection, version_table=version_table)
    command.downgrade(config, to)


def revisions() -> list[str]:
    """All migrations of this version, oldest first."""
    scripts = ScriptDirectory.from_config(_config()).walk_revisions()
    return [script.revision for script in scripts][::-1]


def is_known(revision: str) -> bool:
    """False if the revision is not one of this version's, so of a newer one."""
    try:
        return ScriptDirectory.from_config(_config()).get_revision(revision) is not None
    except CommandError:
        return False


def _order_by_code_point(connection: Connection) -> None:
    """Text is compared as on SQLite, however the server sorts: lists, and filters of dates, count on it."""
    found: dict[str, list[str]] = defaultdict(list)
    for table, column, kind in connection.exec_driver_sql(OTHERWISE_ORDERED):
        if table in metadata.tables:
            found[table].append(f'ALTER COLUMN "{column}" TYPE {kind} COLLATE "C"')
    for table, changes in found.items():
        connection.exec_driver_sql(f"ALTER TABLE {table} {', '.join(changes)}")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    return config
