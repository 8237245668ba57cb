"""The tables of a register. What each is for: docs/register.md. Migrations: `store.migrations`."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    String,
    Table,
)

from pacta.store.types import Json, Packed, PackedText, Words

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _of_document() -> Column[str]:
    return Column("document", String(17), ForeignKey("documents.id", ondelete="CASCADE"), nullable=False)


def _of_statement() -> Column[int]:
    reference = ForeignKey("statements.key", ondelete="CASCADE")
    return Column("statement", Integer, reference, primary_key=True)


def _mention(*, span: str = "span") -> tuple[Column[int] | Column[str], ...]:
    """Id, document, place in text order, and the span that the id is made of."""
    return (
        Column("id", String(17), primary_key=True),
        _of_document(),
        Column("position", Integer, nullable=False),
        Column(f"{span}_start", Integer, nullable=False),
        Column(f"{span}_end", Integer, nullable=False),
    )


runs = Table(
    "runs", metadata,
    Column("id", Integer, primary_key=True),
    Column("version", String, nullable=False),  # of Pacta
    Column("config", String(64), nullable=False),  # digest
    Column("settings", Json, nullable=False),  # the config itself
    Column("started", String, nullable=False),  # ISO 8601, UTC
    Column("finished", String),
    Column("state", String, nullable=False),  # "running", "done", "interrupted"
    Column("added", Integer, nullable=False, default=0),
    Column("updated", Integer, nullable=False, default=0),
    Column("unchanged", Integer, nullable=False, default=0),
    Column("process", Words),  # in which it is at work; null: from before this was kept
)  # fmt: skip

failures = Table(
    "failures", metadata,
    Column("id", Integer, primary_key=True),
    Column("run", Integer, ForeignKey("runs.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("path", Words, nullable=False),
    Column("reason", Words, nullable=False),
    Column("advice", Words, nullable=False),
)  # fmt: skip

parties = Table(
    "parties", metadata,
    Column("code", String, primary_key=True),
    Column("name", Words, nullable=False),
    Column("type", String, nullable=False),
    Column("aliases", Json, nullable=False),
)  # fmt: skip

sources = Table(
    "sources", metadata,
    Column("sha256", String(64), primary_key=True),
    Column("data", Packed, nullable=False),
)  # fmt: skip

documents = Table(
    "documents", metadata,
    Column("id", String(17), primary_key=True),
    Column("text", PackedText, nullable=False),
    # model.Source, but for the bytes: these are in `sources` where ingest handed them over
    Column("path", Words, nullable=False),
    Column("sha256", String(64), nullable=False, index=True),
    Column("size", Integer, nullable=False),
    Column("media_type", String, nullable=False),
    Column("encoding", String),
    Column("member", Words),
    # the rest of model.Document, and what model.Annotations says of the whole
    Column("given", Json, nullable=False),
    Column("layout", Json, nullable=False),
    Column("cleaning", Json, nullable=False),
    Column("warnings", Json, nullable=False),
    Column("profile", Json, nullable=False),
    Column("turns", Json, nullable=False),
    Column("quotations", Json, nullable=False),
    Column("notes", Json, nullable=False),  # Annotations.warnings
    # of the profile, for lists and filters
    Column("title", Words, nullable=False),
    Column("date", String),
    Column("place", Words),
    Column("outlet", Words),
    Column("doc_type", String, index=True),
    Column("language", String),
    Column("words", Integer, nullable=False),
    # versions and readings
    Column("version_of", String(17), ForeignKey("documents.id"), index=True),
    Column("current", Boolean, nullable=False),  # False once every address shows something newer
    Column("added", Integer, ForeignKey("runs.id"), nullable=False),  # the run that added it
    Column("run", Integer, ForeignKey("runs.id"), nullable=False),  # the run that read it last
    Column("reader", String(64), nullable=False),  # digest of Pacta's version and the config
    Column("judged", String(17)),  # digest of the judgements that stand on its statements; null: none
    Index(None, "current", "date", "id"),
)  # fmt: skip

addresses = Table(
    "addresses", metadata,
    Column("address", Words, primary_key=True),  # absolute path or URL, with the member
    Column("document", String(17), ForeignKey("documents.id", ondelete="CASCADE"), nullable=False, index=True),
)  # fmt: skip

document_parties = Table(
    "document_parties", metadata,
    Column("document", String(17), ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("party", String, primary_key=True),
    Index(None, "party", "document"),
)  # fmt: skip

blocks = Table(
    "blocks", metadata,
    Column("document", String(17), ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("span_start", Integer, nullable=False),
    Column("span_end", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("number", Words),
    Column("citation", Words),
    Column("level", Integer, nullable=False),
    Column("stem", Integer),
    Column("heading", Integer),
    Column("sentences", Json, nullable=False),
    Column("why", String, nullable=False),
)  # fmt: skip

passages = Table(
    "passages", metadata,
    Column("id", Integer, primary_key=True),
    _of_document(),
    Column("span_start", Integer, nullable=False),
    Column("text", Words, nullable=False),
    Index(None, "document", "span_start"),
)  # fmt: skip

statements = Table(
    "statements", metadata,
    Column("key", Integer, primary_key=True),  # of full-text search and the tables below; never shown
    Column("id", String(17), nullable=False, unique=True),
    _of_document(),
    Column("position", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("firmness", SmallInteger),
    Column("cue_start", Integer, nullable=False),
    Column("cue_end", Integer, nullable=False),
    Column("content_start", Integer),
    Column("content_end", Integer),
    Column("quote_start", Integer, nullable=False),
    Column("quote_end", Integer, nullable=False),
    Column("items", Json, nullable=False),
    Column("voice", Words, nullable=False),
    Column("actors", Json, nullable=False),
    Column("deadline", Json, nullable=False),
    Column("condition_start", Integer),
    Column("condition_end", Integer),
    Column("negated", Boolean, nullable=False),
    Column("pillars", Json, nullable=False),
    Column("score", Double, nullable=False),
    Column("codebooks", Json, nullable=False),
    Column("why", Json, nullable=False),
    # for lists and filters
    Column("words", Words, nullable=False),  # under the quote
    Column("citation", Words),  # of the block that holds the cue
    Column("deadline_words", Words),
    Column("deadline_value", String),
    Column("due", String),  # last day of the deadline
    # of review, derived from the log of judgements: the row has the values that stand
    Column("review", String),  # review.State; null: nobody has judged it
    Column("judgement", String(17)),  # the last entry on it
    Column("assignee", Words, index=True),
    Column("machine", Json),  # the machine's own values where a reviewer's stand instead
    Column("by_hand", Words),  # who made it, where no machine did
    Column("assessed", String),  # review.assessment.STATUSES; null: nobody has assessed it
    Index(None, "document", "position"),
    Index(None, "review", "score"),
    Index(None, "assessed"),
    Index(None, "document", "review"),
    Index(None, "document", "quote_start"),
    Index(None, "kind", "firmness"),
    Index(None, "due"),
)  # fmt: skip

statement_actors = Table(
    "statement_actors", metadata, _of_statement(), Column("actor", Words, primary_key=True),
    Index(None, "actor", "statement"),
)  # fmt: skip

statement_pillars = Table(
    "statement_pillars", metadata, _of_statement(), Column("pillar", String, primary_key=True),
    Index(None, "pillar", "statement"),
)  # fmt: skip

statement_codebooks = Table(
    "statement_codebooks", metadata, _of_statement(), Column("codebook", String, primary_key=True),
    Index(None, "codebook", "statement"),
)  # fmt: skip

dates = Table(
    "dates", metadata, *_mention(),
    Column("type", String, nullable=False),
    Column("value", String),
    Column("rule", String, nullable=False),
    Index(None, "document", "position"),
)  # fmt: skip

figures = Table(
    "figures", metadata, *_mention(),
    Column("value", Json, nullable=False),
    Column("unit", Words, nullable=False),
    Column("hedge", String, nullable=False),
    Column("direction", String),
    Column("indicator_start", Integer),
    Column("indicator_end", Integer),
    Column("period", String),
    Column("base", String),
    Column("voice", Words),
    Column("rule", String, nullable=False),
    # for lists
    Column("words", Words, nullable=False),
    Column("indicator_words", Words),
    Column("low", Double),  # the value, or the lower end of a range
    Index(None, "document", "position"),
)  # fmt: skip

entities = Table(
    "entities", metadata,
    Column("id", String(17), primary_key=True),
    Column("type", String, nullable=False),
    Column("code", Words),
    Column("key", Words, nullable=False),  # the code, or the name folded
)  # fmt: skip

names = Table(
    "names", metadata, *_mention(),
    Column("type", String, nullable=False),
    Column("entity", Words, nullable=False),
    Column("code", Words),
    Column("rule", String, nullable=False),
    Column("entity_id", String(17), ForeignKey("entities.id"), nullable=False),
    Index(None, "document", "position"),
    Index(None, "entity_id", "document"),
)  # fmt: skip

events = Table(
    "events", metadata,
    Column("document", String(17), ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("date", String, nullable=False),  # EDTF, precision kept
    Column("kind", String, nullable=False),  # "document", "report", "deadline"
    Column("label", Words, nullable=False),
    Column("statement", String(17)),
    Index(None, "date", "document"),
)  # fmt: skip
