"""The tables of review: the log of judgements, which is only appended to, and where its entries stand."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table

from pacta.store.schema import metadata
from pacta.store.types import Json, Words

judgements = Table(  # triggers refuse any change and any removal
    "judgements", metadata,
    Column("number", Integer, primary_key=True),  # order of arrival here; never shown
    Column("id", String(17), nullable=False, unique=True),
    Column("about", String, nullable=False),
    Column("target", String(64), nullable=False),
    Column("document", String(17), nullable=False),  # of the first anchor, "" where there is none
    Column("verdict", String, nullable=False),
    Column("reviewer", Words, nullable=False),
    Column("at", String, nullable=False),
    Column("entry", Json, nullable=False),  # the whole entry, as it is exported
    Index(None, "target", "number"),
    Index(None, "document", "number"),
    Index(None, "about", "number"),
    sqlite_autoincrement=True,
)  # fmt: skip

judgement_places = Table(  # derived from the log and the documents; made anew when either changes
    "judgement_places", metadata,
    Column("judgement", String(17), ForeignKey("judgements.id"), primary_key=True),
    Column("document", String(17), ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("part", Integer, primary_key=True),
    Column("statement", String(17)),  # null: it has lost its place in this version
    Column("standing", Boolean, nullable=False),  # False once it was undone
    Index(None, "document"),
    Index(None, "statement"),
)  # fmt: skip
