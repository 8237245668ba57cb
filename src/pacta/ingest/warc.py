"""WARC: what a crawler saw (ISO 28500). Each page that was answered with success is a document under its address.

Pictures, styles and scripts, redirects and errors are passed over: they are no documents.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from pacta.ingest.limits import Limits
from pacta.ingest.raw import Origin, RawInput, too_large
from pacta.model import UnreadableInput

_DAMAGED = (ArchiveLoadFailed, EOFError, OSError, ValueError, zlib.error, AttributeError, KeyError)
_DOCUMENTS = frozenset({
    "text/html", "application/xhtml+xml", "text/plain", "text/markdown", "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
})  # fmt: skip


def pages(stream: BinaryIO, origin: Origin, limits: Limits) -> Iterator[RawInput | UnreadableInput]:
    """The documents of a WARC file, gzipped or not, in its order; if it is damaged, that comes last."""
    try:
        for record in ArchiveIterator(stream):
            if (found := _described(record, origin)) is not None:
                data = record.content_stream().read(limits.max_bytes + 1)
                yield RawInput(found, data) if len(data) <= limits.max_bytes else too_large(found, limits)
    except _DAMAGED as error:
        message = f"The archive is damaged or cut off ({error or type(error).__name__})."
        yield origin.unreadable(message, "What stands before that place was read. Get the archive again.")


def _described(record: Any, origin: Origin) -> Origin | None:
    """Where a record came from; None if it holds no document."""
    headers, address = record.http_headers, record.rec_headers.get_header("WARC-Target-URI")
    if not address or record.rec_type not in ("response", "resource"):
        return None
    if record.rec_type == "response" and (headers is None or headers.get_statuscode() != "200"):
        return None
    said = (headers or record.rec_headers).get_header("Content-Type") or ""
    media_type, _, rest = said.partition(";")
    if media_type.strip().lower() not in _DOCUMENTS:
        return None
    given = origin.given
    if given.url is None:
        given = replace(given, url=address, origins=(*given.origins, ("url", "WARC-Target-URI")))
    charset = rest.partition("charset=")[2].strip(" \"'") or None
    return replace(origin, member=address, given=given, media_type=media_type.strip().lower(), charset=charset)
