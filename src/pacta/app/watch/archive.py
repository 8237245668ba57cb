"""What was seen, kept as WARC (ISO 28500), one file a day: the evidence that a page once said what it said."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from pacta import __version__
from pacta.ingest.urls import Answer

SAME = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
_UNPACKED = ("content-encoding", "transfer-encoding", "content-length")  # no longer true of the body that is kept


class Archive:
    """Appends to ``FOLDER/pacta-YYYY-MM-DD.warc.gz``. Each record is a gzip member of its own, so a file that a
    crash cut off is whole up to its last record."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, asked: str, answer: Answer, at: datetime) -> None:
        """The answer to a request for the address ``asked``; of one that says "not modified", that it did."""
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / f"pacta-{at:%Y-%m-%d}.warc.gz"
        fresh = not path.exists()
        with path.open("ab") as file:
            writer = WARCWriter(file, gzip=True, warc_version="1.1")
            if fresh:
                about = {"software": f"pacta/{__version__}", "format": "WARC File Format 1.1"}
                writer.write_record(writer.create_warcinfo_record(path.name, about))
            writer.write_record(_record(writer, asked, answer, at))


def _record(writer: WARCWriter, asked: str, answer: Answer, at: datetime) -> object:
    when = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    own = {"WARC-Date": when} | ({"WARC-Source-URI": asked} if asked != answer.url else {})
    if answer.status == 304:
        own |= {"WARC-Profile": SAME}
    kind = "revisit" if answer.status == 304 else "response"
    return writer.create_warc_record(
        answer.url, kind, payload=io.BytesIO(answer.body), length=len(answer.body), warc_headers_dict=own,
        http_headers=StatusAndHeaders(f"{answer.status} {answer.reason}", _headers(answer), protocol="HTTP/1.1"),
    )  # fmt: skip


def _headers(answer: Answer) -> list[tuple[str, str]]:
    """As the server sent them; those that speak of the packing keep their words under another name."""
    found = [
        (f"X-Archive-Orig-{name}" if name.lower() in _UNPACKED else name, value)
        for name, value in answer.headers.multi_items()
    ]
    return [*found, ("Content-Length", str(len(answer.body)))]
