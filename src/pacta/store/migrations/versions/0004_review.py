"""Review: the append-only log of judgements, where its entries stand, and what stands on each statement."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

REFUSAL = "the log of judgements is only appended to"
COLUMNS = {
    "statements": (
        ("review", sa.String()), ("judgement", sa.String(length=17)), ("assignee", sa.Text()),
        ("machine", sa.Text()), ("by_hand", sa.Text()),
    ),
    "documents": (("judged", sa.String(length=17)),),
}  # fmt: skip


def upgrade() -> None:
    _judgements()
    _judgement_places()
    for table, columns in COLUMNS.items():
        for name, kind in columns:
            op.add_column(table, sa.Column(name, kind, nullable=True))
    op.create_index(op.f("ix_statements_review_score"), "statements", ["review", "score"], unique=False)
    _refuse_changes()


def downgrade() -> None:
    op.drop_index(op.f("ix_statements_review_score"), table_name="statements")
    for table, columns in COLUMNS.items():
        for name, _ in columns:
            op.drop_column(table, name)
    op.drop_table("judgement_places")
    op.drop_table("judgements")  # its triggers go with it
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION pacta_append_only")


def _judgements() -> None:
    op.create_table(
        "judgements",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=17), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("target", sa.String(length=64), nullable=False),
        sa.Column("document", sa.String(length=17), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("reviewer", sa.Text(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("entry", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_judgements")),
        sa.UniqueConstraint("id", name=op.f("uq_judgements_id")),
        sqlite_autoincrement=True,
    )
    for column in ("target", "document", "about"):
        op.create_index(op.f(f"ix_judgements_{column}_number"), "judgements", [column, "number"], unique=False)


def _judgement_places() -> None:
    op.create_table(
        "judgement_places",
        sa.Column("judgement", sa.String(length=17), nullable=False),
        sa.Column("document", sa.String(length=17), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("statement", sa.String(length=17), nullable=True),
        sa.Column("standing", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["judgement"], ["judgements.id"], name=op.f("fk_judgement_places_judgement")),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.id"], name=op.f("fk_judgement_places_document"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("judgement", "document", "part", name=op.f("pk_judgement_places")),
    )
    for column in ("document", "statement"):
        op.create_index(op.f(f"ix_judgement_places_{column}"), "judgement_places", [column], unique=False)


def _refuse_changes() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION pacta_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
        )
        op.execute(
            "CREATE TRIGGER judgements_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON judgements "
            "FOR EACH STATEMENT EXECUTE FUNCTION pacta_append_only()"
        )
        return
    for event in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER judgements_no_{event.lower()} BEFORE {event} ON judgements "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )
