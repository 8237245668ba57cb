"""Plain text: for UTF-8 the document's text is the decoded file itself, to the last character."""

from __future__ import annotations

from pacta.ingest.decoding import decode
from pacta.ingest.parsed import Parsed


def parse_plain(data: bytes, path: str, charset: str | None = None) -> Parsed:
    """Raises UnreadableInput for empty and binary data."""
    decoded = decode(data, path, charset)
    return Parsed(decoded.text, "text/plain", decoded.encoding, warnings=decoded.warnings)
