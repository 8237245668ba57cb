"""Which process a run is at work in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("runs", sa.Column("process", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("runs", "process")
