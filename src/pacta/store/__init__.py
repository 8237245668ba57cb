"""The register: documents, raw bytes and everything read in them, in SQLite or PostgreSQL."""

from pacta.store.register import Register

__all__ = ["Register"]
