"""WARC files as a crawler writes them."""

from __future__ import annotations

import io
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

Answer = tuple[str, str, str, bytes]  # address, status, media type, body
PAGE = (
    "<html><head><title>Talks of {number}</title></head><body><article><p>We will build bridge {number} by 2030, "
    "and both sides will go on with their work on it.</p></article></body></html>"
)


def pages(count: int) -> list[Answer]:
    return [
        (f"https://norland.example/talks/{n}", "200 OK", "text/html; charset=utf-8", PAGE.format(number=n).encode())
        for n in range(count)
    ]


def write_warc(file: Path, answers: list[Answer], *, gzip: bool = True) -> Path:
    with file.open("wb") as sink:
        writer = WARCWriter(sink, gzip=gzip)
        writer.write_record(writer.create_warcinfo_record(file.name, {"software": "tests"}))
        for address, status, media_type, body in answers:
            said = StatusAndHeaders(status, [("Content-Type", media_type)], protocol="HTTP/1.1")
            record = writer.create_warc_record(address, "response", payload=io.BytesIO(body), http_headers=said)
            writer.write_record(record)
    return file
