"""The time that a figure is compared with."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.add_column("figures", sa.Column("base", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("figures", "base")
