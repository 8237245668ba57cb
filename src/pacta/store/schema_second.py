"""The tables of second readers: which model read which document, and where it differs from the first reading."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table

from pacta.store.schema import metadata
from pacta.store.types import Json, Words

second_readings = Table(
    "second_readings", metadata,
    Column("document", String(17), ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("model", Words, primary_key=True),  # its name, and the host that it was asked at
    Column("instructions", String(16), nullable=False),  # digest of what it was told
    Column("answered", Json, nullable=False),  # spans of the passages that it read
    Column("unread", Integer, nullable=False),  # passages for which there is no usable answer
)  # fmt: skip

second_opinions = Table(  # compared anew whenever the document is read again
    "second_opinions", metadata,
    Column("document", String(17), ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("model", Words, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("difference", String, nullable=False),  # second_reader.Difference
    Column("target", String(17)),  # the first reader's statement, or the id that one by hand would have there
    Column("fields", Json, nullable=False),  # those that differ
    Column("proposal", Json, nullable=False),  # as the model gave it, with its places; null: it read none there
    Index(None, "target"),
    Index(None, "difference"),
)  # fmt: skip
