"""People and access: accounts, sessions, tokens, audit, groups, restrictions, saved views, visits."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
TABLES = (
    "account_groups",
    "accounts",
    "audit",
    "saved_views",
    "visits",
    "account_sessions",
    "account_tokens",
    "group_members",
    "restrictions",
)


def upgrade() -> None:
    _account_groups()
    _accounts()
    _audit()
    _saved_views()
    _visits()
    _account_sessions()
    _account_tokens()
    _group_members()
    _restrictions()


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def _account_groups() -> None:
    op.create_table(
        "account_groups",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("made", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_account_groups")),
    )


def _accounts() -> None:
    op.create_table(
        "accounts",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("full_name", sa.Text(), nullable=False),
        sa.Column("password", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("disabled", sa.Boolean(), nullable=False),
        sa.Column("made", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_accounts")),
    )


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("account", sa.Text(), nullable=True),
        sa.Column("done_by", sa.Text(), nullable=True),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    op.create_index(op.f("ix_audit_event_account_at"), "audit", ["event", "account", "at"], unique=False)
    op.create_index(op.f("ix_audit_event_address_at"), "audit", ["event", "address", "at"], unique=False)


def _saved_views() -> None:
    op.create_table(
        "saved_views",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("owner", sa.String(length=64), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("made", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_views")),
    )
    op.create_index(op.f("ix_saved_views_owner"), "saved_views", ["owner"], unique=False)


def _visits() -> None:
    op.create_table(
        "visits",
        sa.Column("visitor", sa.String(length=64), nullable=False),
        sa.Column("latest", sa.String(), nullable=False),
        sa.Column("previous", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("visitor", name=op.f("pk_visits")),
    )


def _account_sessions() -> None:
    op.create_table(
        "account_sessions",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("begun", sa.String(), nullable=False),
        sa.Column("seen", sa.String(), nullable=False),
        sa.Column("ends", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account"], ["accounts.name"], name=op.f("fk_account_sessions_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_account_sessions")),
    )
    op.create_index(op.f("ix_account_sessions_account"), "account_sessions", ["account"], unique=False)


def _account_tokens() -> None:
    op.create_table(
        "account_tokens",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=17), nullable=False),
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("scopes", sa.Text(), nullable=False),
        sa.Column("made", sa.String(), nullable=False),
        sa.Column("ends", sa.String(), nullable=True),
        sa.Column("used", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account"], ["accounts.name"], name=op.f("fk_account_tokens_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_account_tokens")),
        sa.UniqueConstraint("id", name=op.f("uq_account_tokens_id")),
    )
    op.create_index(op.f("ix_account_tokens_account"), "account_tokens", ["account"], unique=False)


def _group_members() -> None:
    op.create_table(
        "group_members",
        sa.Column("group_name", sa.String(length=64), nullable=False),
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["account"], ["accounts.name"], name=op.f("fk_group_members_account"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["group_name"], ["account_groups.name"], name=op.f("fk_group_members_group_name")),
        sa.PrimaryKeyConstraint("group_name", "account", name=op.f("pk_group_members")),
    )
    op.create_index(op.f("ix_group_members_account"), "group_members", ["account"], unique=False)


def _restrictions() -> None:
    op.create_table(
        "restrictions",
        sa.Column("document", sa.String(length=17), nullable=False),
        sa.Column("group_name", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.id"], name=op.f("fk_restrictions_document"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["group_name"], ["account_groups.name"], name=op.f("fk_restrictions_group_name")),
        sa.PrimaryKeyConstraint("document", "group_name", name=op.f("pk_restrictions")),
    )
