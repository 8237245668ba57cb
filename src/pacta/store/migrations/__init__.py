"""Alembic, run from code: users never see it. New tables or columns: a new script in ``versions``."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import Connection


def upgrade(connection: Connection, version_table: str, to: str = "head") -> None:
    """Brings the schema up to date inside the transaction of ``connection``."""
    config = _config()
    config.attributes.update(connection=connection, version_table=version_table)
    command.upgrade(config, to)


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


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    return config
