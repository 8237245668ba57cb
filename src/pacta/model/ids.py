"""Ids come from content, never from time or randomness."""

from __future__ import annotations

from hashlib import sha256

from pacta.model.span import Span


def document_id(sha256_hex: str, member: str | None = None) -> str:
    """The id of a document whose bytes hash to ``sha256_hex``. ``member`` tells apart the rows of one table."""
    return "d" + (sha256_hex if member is None else digest(sha256_hex, member))[:16]


def mention_id(document: str, layer: str, span: Span) -> str:
    """The id of something read from a span. The value is left out on purpose: a newer version that
    reads the same words otherwise keeps the id, and so the judgements made on it."""
    return layer[0] + digest(document, layer, span.start, span.end)[:16]


def digest(*parts: object) -> str:
    """SHA-256, hexadecimal, of the parts with an unambiguous separator."""
    return sha256("\x1f".join(map(str, parts)).encode()).hexdigest()
