"""The register: documents, raw bytes and everything read in them, in SQLite or PostgreSQL."""

from pacta.store import (  # their tables belong to the same metadata
    schema_links,
    schema_people,
    schema_review,
    schema_second,
    schema_watch,
)
from pacta.store.register import Register

__all__ = ["Register", "schema_links", "schema_people", "schema_review", "schema_second", "schema_watch"]
