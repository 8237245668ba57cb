"""Run by Alembic for each command: uses the connection that `store.migrations.upgrade` was given."""

from __future__ import annotations

from alembic import context

from pacta.store.schema import metadata

options = context.config.attributes
context.configure(
    connection=options["connection"], target_metadata=metadata, version_table=options["version_table"]
)
context.run_migrations()
