"""Which format bytes are in: by their first bytes, then by what a server said, then by the name."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Literal

from pacta.ingest.raw import Origin

Format = Literal[
    "text", "markdown", "html", "pdf", "docx", "jsonl", "json", "csv", "parquet", "zip", "tar", "gzip",
    "warc",
]  # fmt: skip
ARCHIVES: tuple[Format, ...] = ("zip", "tar", "gzip")
TABLES: tuple[Format, ...] = ("jsonl", "json", "csv", "parquet")
STREAMED: tuple[Format, ...] = (*ARCHIVES, *TABLES, "warc")  # many documents, read one after the other
HEAD = 4096

BY_ENDING: dict[str, Format] = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".pdf": "pdf", ".docx": "docx",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".csv": "csv", ".tsv": "csv",
    ".parquet": "parquet", ".warc": "warc",
    ".zip": "zip", ".tar": "tar", ".tgz": "tar", ".tbz2": "tar", ".txz": "tar",
    ".gz": "gzip", ".bz2": "gzip", ".xz": "gzip",
}  # fmt: skip

_BY_MEDIA_TYPE: dict[str, Format] = {
    "text/html": "html", "application/xhtml+xml": "html", "text/markdown": "markdown", "text/csv": "csv",
    "application/json": "json", "application/x-ndjson": "jsonl", "application/jsonl": "jsonl",
}  # fmt: skip

_PACKED = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00")
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*){0,3}<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)

# First bytes of what Pacta does not read: (bytes, offset), what it is, what to do.
_UNREAD: tuple[tuple[bytes, int, str, str], ...] = (
    (b"\xd0\xcf\x11\xe0", 0, "an old or password-protected Office file",
     "Open it in an office program and save it as DOCX without a password."),
    (b"{\\rtf", 0, "a Rich Text file", "Open it in an office program and save it as DOCX."),
    (b"\x89PNG", 0, "a picture", "Recognise its text (OCR) first and give the text."),
    (b"\xff\xd8\xff", 0, "a picture", "Recognise its text (OCR) first and give the text."),
    (b"GIF8", 0, "a picture", "Recognise its text (OCR) first and give the text."),
    (b"II*\x00", 0, "a picture", "Recognise its text (OCR) first and give the text."),
    (b"MM\x00*", 0, "a picture", "Recognise its text (OCR) first and give the text."),
    (b"WEBP", 8, "a picture", "Recognise its text (OCR) first and give the text."),
    (b"7z\xbc\xaf\x27\x1c", 0, "a 7-Zip archive", "Unpack it, or pack it as ZIP or TAR."),
    (b"Rar!", 0, "a RAR archive", "Unpack it, or pack it as ZIP or TAR."),
    (b"ftyp", 4, "a film or sound recording", "Give its transcript."),
    (b"ID3", 0, "a sound recording", "Give its transcript."),
    (b"\x7fELF", 0, "a program", "Give the documents themselves."),
    (b"MZ\x90\x00", 0, "a program", "Give the documents themselves."),
    (b"SQLite format 3\x00", 0, "a database", "Export its documents as JSONL or CSV."),
    (b"From nobody", 0, "a saved mailbox", "Save the letter's text or page by itself."),
)  # fmt: skip


def recognise(head: bytes, origin: Origin) -> Format:
    """The format of a file that begins with ``head`` (its first 4 KiB). Text is what remains.

    Raises UnreadableInput, with advice, for formats that are known and not read.
    """
    for magic, offset, what, advice in _UNREAD:
        if head[offset : offset + len(magic)] == magic:
            raise origin.unreadable(f"It is {what}, which Pacta does not read.", advice)
    named = by_name(origin.name)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "docx" if named == "docx" else "zip"
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"WARC/") or (head.startswith(b"\x1f\x8b") and named == "warc"):
        return "warc"
    if head.startswith(_PACKED):
        return "tar" if named == "tar" else "gzip"
    if head[257:262] == b"ustar":
        return "tar"
    if named in ("pdf", "docx", "parquet", "zip", "tar", "gzip", "warc"):
        raise _not_what_it_says(head, origin)
    said = _BY_MEDIA_TYPE.get(origin.media_type or "")
    return said or named or ("html" if _HTML.match(head) else "text")


def by_name(name: str) -> Format | None:
    """The format that a file name claims; None where its ending says nothing."""
    path = PurePosixPath((_address_path(name) if "://" in name else name).lower())
    if path.suffix in (".gz", ".bz2", ".xz") and PurePosixPath(path.stem).suffix == ".tar":
        return "tar"
    if path.suffix == ".gz" and PurePosixPath(path.stem).suffix == ".warc":
        return "warc"
    return BY_ENDING.get(path.suffix)


def _address_path(address: str) -> str:
    """The path of an address, so that ``https://norland.md/`` is no Markdown file."""
    return "/" + address.partition("://")[2].partition("?")[0].partition("#")[0].partition("/")[2]


def _not_what_it_says(head: bytes, origin: Origin) -> Exception:
    ending = PurePosixPath(origin.name).suffix
    if not head.strip():
        return origin.unreadable("The file is empty.", "Check that it was saved or downloaded completely.")
    return origin.unreadable(
        f"It is called {ending} but does not begin like one: damaged, cut off or misnamed.",
        "Get the file again, or give it its right ending.",
    )
