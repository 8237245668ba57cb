"""What second readers said of documents."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "second_readings",
        sa.Column("document", sa.String(length=17), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("instructions", sa.String(length=16), nullable=False),
        sa.Column("answered", sa.Text(), nullable=False),
        sa.Column("unread", sa.Integer(), nullable=False),
        _of_document("second_readings"),
        sa.PrimaryKeyConstraint("document", "model", name=op.f("pk_second_readings")),
    )
    op.create_table(
        "second_opinions",
        sa.Column("document", sa.String(length=17), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("difference", sa.String(), nullable=False),
        sa.Column("target", sa.String(length=17), nullable=True),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("proposal", sa.Text(), nullable=False),
        _of_document("second_opinions"),
        sa.PrimaryKeyConstraint("document", "model", "position", name=op.f("pk_second_opinions")),
    )
    for column in ("target", "difference"):
        op.create_index(op.f(f"ix_second_opinions_{column}"), "second_opinions", [column], unique=False)


def downgrade() -> None:
    op.drop_table("second_opinions")
    op.drop_table("second_readings")


def _of_document(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_document")
    return sa.ForeignKeyConstraint(["document"], ["documents.id"], name=name, ondelete="CASCADE")
