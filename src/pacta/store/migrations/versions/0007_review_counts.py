"""How much waits for review, counted by an index."""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_index(op.f("ix_statements_document_review"), "statements", ["document", "review"], unique=False)
    op.create_index(op.f("ix_statements_assignee"), "statements", ["assignee"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_statements_assignee"), table_name="statements")
    op.drop_index(op.f("ix_statements_document_review"), table_name="statements")
