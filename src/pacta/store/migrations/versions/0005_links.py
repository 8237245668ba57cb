"""Linking: what is derived from documents so that one more links only what it touches."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
TABLES = (
    "link_findings",
    "link_forms",
    "link_state",
    "link_threads",
    "link_unsure",
    "link_form_filing",
    "link_aliases",
    "link_facts",
    "link_names",
    "links",
    "link_fact_forms",
    "link_filing",
    "link_mentions",
)


def upgrade() -> None:
    _link_findings()
    _link_forms()
    _link_state()
    _link_threads()
    _link_unsure()
    _link_form_filing()
    _link_aliases()
    _link_facts()
    _link_names()
    _links()
    _link_fact_forms()
    _link_filing()
    _link_mentions()


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def _link_findings() -> None:
    op.create_table(
        "link_findings",
        sa.Column("id", sa.String(length=17), nullable=False),
        sa.Column("source", sa.String(length=17), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("severity", sa.String(), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("a_document", sa.String(length=17), nullable=False),
        sa.Column("a_start", sa.Integer(), nullable=False),
        sa.Column("a_end", sa.Integer(), nullable=False),
        sa.Column("b_document", sa.String(length=17), nullable=True),
        sa.Column("b_start", sa.Integer(), nullable=True),
        sa.Column("b_end", sa.Integer(), nullable=True),
        sa.Column("since", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", "source", name=op.f("pk_link_findings")),
    )
    op.create_index(op.f("ix_link_findings_a_document"), "link_findings", ["a_document"], unique=False)
    op.create_index(op.f("ix_link_findings_b_document"), "link_findings", ["b_document"], unique=False)
    op.create_index(op.f("ix_link_findings_kind_id"), "link_findings", ["kind", "id"], unique=False)
    op.create_index(op.f("ix_link_findings_source"), "link_findings", ["source"], unique=False)


def _link_forms() -> None:
    op.create_table(
        "link_forms",
        sa.Column("id", sa.String(length=17), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("entity", sa.String(length=17), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link_forms")),
    )
    op.create_index(op.f("ix_link_forms_entity"), "link_forms", ["entity"], unique=False)


def _link_state() -> None:
    op.create_table(
        "link_state",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_link_state")),
    )


def _link_threads() -> None:
    op.create_table(
        "link_threads",
        sa.Column("id", sa.String(length=17), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("title_document", sa.String(length=17), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=True),
        sa.Column("mentions", sa.Integer(), nullable=False),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.Column("first", sa.String(), nullable=True),
        sa.Column("last", sa.String(), nullable=True),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("joint", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link_threads")),
    )
    op.create_index(op.f("ix_link_threads_joint"), "link_threads", ["joint"], unique=False)
    op.create_index(op.f("ix_link_threads_mentions_id"), "link_threads", ["mentions", "id"], unique=False)
    op.create_index(op.f("ix_link_threads_open"), "link_threads", ["open"], unique=False)


def _link_unsure() -> None:
    op.create_table(
        "link_unsure",
        sa.Column("a", sa.String(length=17), nullable=False),
        sa.Column("b", sa.String(length=17), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("a", "b", name=op.f("pk_link_unsure")),
    )
    op.create_index(op.f("ix_link_unsure_b"), "link_unsure", ["b"], unique=False)


def _link_form_filing() -> None:
    op.create_table(
        "link_form_filing",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("form", sa.String(length=17), nullable=False),
        sa.ForeignKeyConstraint(
            ["form"], ["link_forms.id"], name=op.f("fk_link_form_filing_form"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("key", "form", name=op.f("pk_link_form_filing")),
    )
    op.create_index(op.f("ix_link_form_filing_form"), "link_form_filing", ["form"], unique=False)


def _link_aliases() -> None:
    op.create_table(
        "link_aliases",
        sa.Column("document", sa.String(length=17), nullable=False),
        sa.Column("short", sa.String(length=17), nullable=False),
        sa.Column("full", sa.String(length=17), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.id"], name=op.f("fk_link_aliases_document"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document", "short", "full", name=op.f("pk_link_aliases")),
    )
    op.create_index(op.f("ix_link_aliases_full"), "link_aliases", ["full"], unique=False)
    op.create_index(op.f("ix_link_aliases_short"), "link_aliases", ["short"], unique=False)


def _link_facts() -> None:
    op.create_table(
        "link_facts",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("document", sa.String(length=17), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("id", sa.String(length=17), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.id"], name=op.f("fk_link_facts_document"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_link_facts")),
    )
    op.create_index(op.f("ix_link_facts_document"), "link_facts", ["document"], unique=False)
    op.create_index(op.f("ix_link_facts_id"), "link_facts", ["id"], unique=False)


def _link_names() -> None:
    op.create_table(
        "link_names",
        sa.Column("document", sa.String(length=17), nullable=False),
        sa.Column("form", sa.String(length=17), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.Column("first_start", sa.Integer(), nullable=False),
        sa.Column("first_end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.id"], name=op.f("fk_link_names_document"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document", "form", name=op.f("pk_link_names")),
    )
    op.create_index(op.f("ix_link_names_form"), "link_names", ["form"], unique=False)


def _links() -> None:
    op.create_table(
        "links",
        sa.Column("document", sa.String(length=17), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("date", sa.String(), nullable=True),
        sa.Column("joint", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name=op.f("fk_links_document"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("document", name=op.f("pk_links")),
    )
    op.create_index(op.f("ix_links_joint_date"), "links", ["joint", "date"], unique=False)


def _link_fact_forms() -> None:
    op.create_table(
        "link_fact_forms",
        sa.Column("fact", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(length=17), nullable=False),
        sa.ForeignKeyConstraint(
            ["fact"], ["link_facts.key"], name=op.f("fk_link_fact_forms_fact"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("fact", "form", name=op.f("pk_link_fact_forms")),
    )
    op.create_index(op.f("ix_link_fact_forms_form"), "link_fact_forms", ["form"], unique=False)


def _link_filing() -> None:
    op.create_table(
        "link_filing",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("fact", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["fact"], ["link_facts.key"], name=op.f("fk_link_filing_fact"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", "fact", name=op.f("pk_link_filing")),
    )
    op.create_index(op.f("ix_link_filing_fact"), "link_filing", ["fact"], unique=False)


def _link_mentions() -> None:
    op.create_table(
        "link_mentions",
        sa.Column("statement", sa.String(length=17), nullable=False),
        sa.Column("document", sa.String(length=17), nullable=False),
        sa.Column("fact", sa.Integer(), nullable=False),
        sa.Column("parent", sa.String(length=17), nullable=True),
        sa.Column("thread", sa.String(length=17), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.id"], name=op.f("fk_link_mentions_document"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["fact"], ["link_facts.key"], name=op.f("fk_link_mentions_fact"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("statement", name=op.f("pk_link_mentions")),
    )
    op.create_index(op.f("ix_link_mentions_document"), "link_mentions", ["document"], unique=False)
    op.create_index(op.f("ix_link_mentions_fact"), "link_mentions", ["fact"], unique=False)
    op.create_index(op.f("ix_link_mentions_parent"), "link_mentions", ["parent"], unique=False)
    op.create_index(op.f("ix_link_mentions_thread"), "link_mentions", ["thread"], unique=False)
