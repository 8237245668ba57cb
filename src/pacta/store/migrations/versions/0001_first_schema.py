"""The first schema."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

# In the order in which they refer to each other.
TABLES = (
    "runs", "failures", "parties", "sources", "entities", "documents", "addresses", "document_parties", "blocks",
    "passages", "statements", "statement_actors", "statement_pillars", "statement_codebooks", "dates", "figures",
    "names", "events",
)  # fmt: skip
FULL_TEXT = """
CREATE VIRTUAL TABLE {index} USING fts5(
    {text}, content='{table}', content_rowid='{key}', tokenize='unicode61 remove_diacritics 2');
CREATE TRIGGER {index}_insert AFTER INSERT ON {table} BEGIN
    INSERT INTO {index} (rowid, {text}) VALUES (new.{key}, new.{text}); END;
CREATE TRIGGER {index}_delete AFTER DELETE ON {table} BEGIN
    INSERT INTO {index} ({index}, rowid, {text}) VALUES ('delete', old.{key}, old.{text}); END;
"""


def upgrade() -> None:
    for make in (
        _runs, _failures, _parties, _sources, _entities, _documents, _addresses, _document_parties, _blocks,
        _passages, _statements, _statement_actors, _statement_pillars, _statement_codebooks, _dates, _figures,
        _names, _events,
    ):  # fmt: skip
        make()
    if op.get_bind().dialect.name == "sqlite":
        _full_text("passage_search", table="passages", key="id", text="text")
        _full_text("statement_search", table="statements", key="key", text="words")


def downgrade() -> None:
    indexes = ["passage_search", "statement_search"] if op.get_bind().dialect.name == "sqlite" else []
    for table in (*indexes, *reversed(TABLES)):
        op.drop_table(table)


def _full_text(index: str, *, table: str, key: str, text: str) -> None:
    """An index that holds no copy of the words and follows its table by triggers."""
    script = FULL_TEXT.format(index=index, table=table, key=key, text=text)
    for statement in script.strip().replace(";\nCREATE", "\x00CREATE").split("\x00"):
        op.execute(statement)


def _runs() -> None:
    op.create_table(
        "runs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("config", sa.String(length=64), nullable=False),
        sa.Column("settings", sa.Text(), nullable=False),
        sa.Column("started", sa.String(), nullable=False),
        sa.Column("finished", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("updated", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_runs")),
    )


def _failures() -> None:
    op.create_table(
        "failures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("advice", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["run"], ["runs.id"], name=op.f("fk_failures_run"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_failures")),
    )
    op.create_index(op.f("ix_failures_run"), "failures", ["run"], unique=False)


def _parties() -> None:
    op.create_table(
        "parties",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("aliases", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_parties")),
    )


def _sources() -> None:
    op.create_table(
        "sources",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_sources")),
    )


def _entities() -> None:
    op.create_table(
        "entities",
        sa.Column("id", sa.String(length=17), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("key", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entities")),
    )


def _documents() -> None:
    op.create_table(
        "documents",
        sa.Column("id", sa.String(length=17), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("encoding", sa.String(), nullable=True),
        sa.Column("member", sa.Text(), nullable=True),
        sa.Column("given", sa.Text(), nullable=False),
        sa.Column("layout", sa.Text(), nullable=False),
        sa.Column("cleaning", sa.Text(), nullable=False),
        sa.Column("warnings", sa.Text(), nullable=False),
        sa.Column("profile", sa.Text(), nullable=False),
        sa.Column("turns", sa.Text(), nullable=False),
        sa.Column("quotations", sa.Text(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("date", sa.String(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("doc_type", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("version_of", sa.String(length=17), nullable=True),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("reader", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["added"], ["runs.id"], name=op.f("fk_documents_added")),
        sa.ForeignKeyConstraint(["run"], ["runs.id"], name=op.f("fk_documents_run")),
        sa.ForeignKeyConstraint(["version_of"], ["documents.id"], name=op.f("fk_documents_version_of")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
    )
    op.create_index(op.f("ix_documents_current_date_id"), "documents", ["current", "date", "id"], unique=False)
    op.create_index(op.f("ix_documents_doc_type"), "documents", ["doc_type"], unique=False)
    op.create_index(op.f("ix_documents_sha256"), "documents", ["sha256"], unique=False)
    op.create_index(op.f("ix_documents_version_of"), "documents", ["version_of"], unique=False)


def _addresses() -> None:
    op.create_table(
        "addresses",
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("document", sa.String(length=17), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.id"], name=op.f("fk_addresses_document"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("address", name=op.f("pk_addresses")),
    )
    op.create_index(op.f("ix_addresses_document"), "addresses", ["document"], unique=False)


def _document_parties() -> None:
    op.create_table(
        "document_parties",
        sa.Column("document", sa.String(length=17), nullable=False),
        sa.Column("party", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.id"], name=op.f("fk_document_parties_document"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document", "party", name=op.f("pk_document_parties")),
    )
    op.create_index(
        op.f("ix_document_parties_party_document"), "document_parties", ["party", "document"], unique=False
    )


def _blocks() -> None:
    op.create_table(
        "blocks",
        sa.Column("document", sa.String(length=17), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("span_start", sa.Integer(), nullable=False),
        sa.Column("span_end", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("citation", sa.Text(), nullable=True),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("stem", sa.Integer(), nullable=True),
        sa.Column("heading", sa.Integer(), nullable=True),
        sa.Column("sentences", sa.Text(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.id"], name=op.f("fk_blocks_document"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document", "position", name=op.f("pk_blocks")),
    )


def _passages() -> None:
    op.create_table(
        "passages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document", sa.String(length=17), nullable=False),
        sa.Column("span_start", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.id"], name=op.f("fk_passages_document"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passages")),
    )
    op.create_index(op.f("ix_passages_document_span_start"), "passages", ["document", "span_start"], unique=False)


def _statements() -> None:
    op.create_table(
        "statements",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=17), nullable=False),
        sa.Column("document", sa.String(length=17), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("firmness", sa.SmallInteger(), nullable=True),
        sa.Column("cue_start", sa.Integer(), nullable=False),
        sa.Column("cue_end", sa.Integer(), nullable=False),
        sa.Column("content_start", sa.Integer(), nullable=True),
        sa.Column("content_end", sa.Integer(), nullable=True),
        sa.Column("quote_start", sa.Integer(), nullable=False),
        sa.Column("quote_end", sa.Integer(), nullable=False),
        sa.Column("items", sa.Text(), nullable=False),
        sa.Column("voice", sa.Text(), nullable=False),
        sa.Column("actors", sa.Text(), nullable=False),
        sa.Column("deadline", sa.Text(), nullable=False),
        sa.Column("condition_start", sa.Integer(), nullable=True),
        sa.Column("condition_end", sa.Integer(), nullable=True),
        sa.Column("negated", sa.Boolean(), nullable=False),
        sa.Column("pillars", sa.Text(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("codebooks", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("citation", sa.Text(), nullable=True),
        sa.Column("deadline_words", sa.Text(), nullable=True),
        sa.Column("deadline_value", sa.String(), nullable=True),
        sa.Column("due", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.id"], name=op.f("fk_statements_document"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_statements")),
        sa.UniqueConstraint("id", name=op.f("uq_statements_id")),
    )
    op.create_index(op.f("ix_statements_document_position"), "statements", ["document", "position"], unique=False)
    op.create_index(
        op.f("ix_statements_document_quote_start"), "statements", ["document", "quote_start"], unique=False
    )
    op.create_index(op.f("ix_statements_due"), "statements", ["due"], unique=False)
    op.create_index(op.f("ix_statements_kind_firmness"), "statements", ["kind", "firmness"], unique=False)


def _statement_actors() -> None:
    op.create_table(
        "statement_actors",
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["statement"], ["statements.key"], name=op.f("fk_statement_actors_statement"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("statement", "actor", name=op.f("pk_statement_actors")),
    )
    op.create_index(
        op.f("ix_statement_actors_actor_statement"), "statement_actors", ["actor", "statement"], unique=False
    )


def _statement_pillars() -> None:
    op.create_table(
        "statement_pillars",
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.Column("pillar", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["statement"], ["statements.key"], name=op.f("fk_statement_pillars_statement"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("statement", "pillar", name=op.f("pk_statement_pillars")),
    )
    op.create_index(
        op.f("ix_statement_pillars_pillar_statement"), "statement_pillars", ["pillar", "statement"], unique=False
    )


def _statement_codebooks() -> None:
    op.create_table(
        "statement_codebooks",
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.Column("codebook", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["statement"], ["statements.key"], name=op.f("fk_statement_codebooks_statement"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("statement", "codebook", name=op.f("pk_statement_codebooks")),
    )
    op.create_index(
        op.f("ix_statement_codebooks_codebook_statement"),
        "statement_codebooks",
        ["codebook", "statement"],
        unique=False,
    )


def _dates() -> None:
    op.create_table(
        "dates",
        sa.Column("id", sa.String(length=17), nullable=False),
        sa.Column("document", sa.String(length=17), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("span_start", sa.Integer(), nullable=False),
        sa.Column("span_end", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=True),
        sa.Column("rule", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name=op.f("fk_dates_document"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dates")),
    )
    op.create_index(op.f("ix_dates_document_position"), "dates", ["document", "position"], unique=False)


def _figures() -> None:
    op.create_table(
        "figures",
        sa.Column("id", sa.String(length=17), nullable=False),
        sa.Column("document", sa.String(length=17), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("span_start", sa.Integer(), nullable=False),
        sa.Column("span_end", sa.Integer(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("hedge", sa.String(), nullable=False),
        sa.Column("direction", sa.String(), nullable=True),
        sa.Column("indicator_start", sa.Integer(), nullable=True),
        sa.Column("indicator_end", sa.Integer(), nullable=True),
        sa.Column("period", sa.String(), nullable=True),
        sa.Column("voice", sa.Text(), nullable=True),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("indicator_words", sa.Text(), nullable=True),
        sa.Column("low", sa.Double(), nullable=True),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.id"], name=op.f("fk_figures_document"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figures")),
    )
    op.create_index(op.f("ix_figures_document_position"), "figures", ["document", "position"], unique=False)


def _names() -> None:
    op.create_table(
        "names",
        sa.Column("id", sa.String(length=17), nullable=False),
        sa.Column("document", sa.String(length=17), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("span_start", sa.Integer(), nullable=False),
        sa.Column("span_end", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("entity", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("entity_id", sa.String(length=17), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name=op.f("fk_names_document"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["entity_id"], ["entities.id"], name=op.f("fk_names_entity_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_names")),
    )
    op.create_index(op.f("ix_names_document_position"), "names", ["document", "position"], unique=False)
    op.create_index(op.f("ix_names_entity_id_document"), "names", ["entity_id", "document"], unique=False)


def _events() -> None:
    op.create_table(
        "events",
        sa.Column("document", sa.String(length=17), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("date", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("statement", sa.String(length=17), nullable=True),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.id"], name=op.f("fk_events_document"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document", "position", name=op.f("pk_events")),
    )
    op.create_index(op.f("ix_events_date_document"), "events", ["date", "document"], unique=False)
