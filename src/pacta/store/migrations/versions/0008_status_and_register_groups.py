"""What the assessment of a statement comes to, for lists; groups to which a whole register is restricted."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.add_column("statements", sa.Column("assessed", sa.String(), nullable=True))
    op.create_index(op.f("ix_statements_assessed"), "statements", ["assessed"], unique=False)
    op.create_table(
        "register_groups",
        sa.Column("group_name", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_name"], ["account_groups.name"], name=op.f("fk_register_groups_group_name")
        ),
        sa.PrimaryKeyConstraint("group_name", name=op.f("pk_register_groups")),
    )
    _assess()


def downgrade() -> None:
    op.drop_table("register_groups")
    op.drop_index(op.f("ix_statements_assessed"), table_name="statements")
    op.drop_column("statements", "assessed")


def _assess() -> None:
    """What was entered before there was this column."""
    from pacta.review import Judgement
    from pacta.review.assessment import assess
    from pacta.store import judgements

    entries: dict[str, list[Judgement]] = {}
    for statement, entry in judgements.assessments(op.get_bind()):
        entries.setdefault(statement, []).append(entry)
    statements = sa.table("statements", sa.column("id"), sa.column("assessed"))
    for statement, log in entries.items():
        values = {"assessed": assess(log).outcome}
        op.execute(sa.update(statements).where(statements.c.id == statement).values(values))
