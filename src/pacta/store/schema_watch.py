"""The table of addresses that are watched: what is known of each, so that it is asked again only when it is due."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Table

from pacta.store.schema import metadata
from pacta.store.types import Words

watched = Table(
    "watched", metadata,
    Column("url", Words, primary_key=True),
    Column("feed", Words),  # that named it; null: the user did
    Column("checked", String, nullable=False),  # times are ISO 8601 in UTC, to the second
    Column("due", String, nullable=False),
    Column("status", Integer),  # of the last answer; null: there was none
    Column("etag", Words),
    Column("modified", Words),  # Last-Modified, as the server wrote it
    Column("content", String(64)),  # SHA-256 of the text, furniture left aside
    Column("mark", Words),  # what the feed said of it
    Column("reason", Words),  # why the last visit failed; null: it did not
    Index(None, "feed"),
)  # fmt: skip
