"""From an open stream to documents: which format, which parser, who said what."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from hashlib import sha256
from typing import BinaryIO

from pacta.ingest import archives, tables, warc
from pacta.ingest.formats import ARCHIVES, HEAD, TABLES, Format, recognise
from pacta.ingest.given import WrongField, is_sidecar, named_by, outranking, parse_sidecar, sidecar_of
from pacta.ingest.html import parse_html
from pacta.ingest.isolated import parse_isolated
from pacta.ingest.limits import DEFAULT_LIMITS, Limits
from pacta.ingest.markdown import parse_markdown
from pacta.ingest.parsed import Parsed
from pacta.ingest.plain import parse_plain
from pacta.ingest.raw import Origin, RawInput, read_within
from pacta.model import Document, Given, Source, UnreadableInput, document_id

Read = Document | UnreadableInput


def read_bytes(
    data: bytes, path: str, given: Given = Given(), *, member: str | None = None, limits: Limits = DEFAULT_LIMITS
) -> list[Document]:
    """The documents in one file's bytes: one, but for tables and archives.

    ``member`` names the bytes' place inside ``path``, if they are an archive's member or a table's row.
    Raises UnreadableInput, for a table or archive that of its first bad row or member.
    """
    origin = Origin(path, member, named_by(given, "option"))
    documents = []
    for found in read_stream(io.BytesIO(data), origin, limits):
        if isinstance(found, UnreadableInput):
            raise found
        documents.append(found)
    return documents


def read_stream(stream: BinaryIO, origin: Origin, limits: Limits) -> Iterator[Read]:
    """The documents of one seekable stream, and an UnreadableInput for each that cannot be read."""
    try:
        kind = _kind(stream, origin)
        if kind in ARCHIVES:
            yield from _read_archive(stream, kind, origin, limits)
        elif kind in TABLES:
            yield from _read_table(stream, kind, origin, limits)
        elif kind == "warc":
            yield from _read_pages(stream, origin, limits)
        else:
            yield _document(RawInput(origin, read_within(stream, origin, limits)), kind, limits)
    except UnreadableInput as error:
        yield error
    except OSError as error:
        yield origin.unreadable(f"It cannot be read ({error.strerror or error}).", "Check the file and its disk.")


def _kind(stream: BinaryIO, origin: Origin) -> Format:
    head = stream.read(HEAD)
    stream.seek(0)
    kind = recognise(head, origin)
    return _kind_of_zip(stream, origin) if kind == "zip" else kind


def _kind_of_zip(stream: BinaryIO, origin: Origin) -> Format:
    """Office documents are ZIP archives too; their parts tell which."""
    try:
        names = set(zipfile.ZipFile(stream).namelist()[:1000])
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        advice = "Get the archive again, or unpack it and give the files."
        raise origin.unreadable(f"The archive is damaged or cut off ({error}).", advice) from error
    finally:
        stream.seek(0)
    if "word/document.xml" in names:
        return "docx"
    for part, what in (("xl/workbook.xml", "a spreadsheet"), ("ppt/presentation.xml", "a set of slides")):
        if part in names:
            raise origin.unreadable(f"It is {what}, which Pacta does not read.", "Export it as CSV, PDF or DOCX.")
    if "mimetype" in names:
        raise origin.unreadable("It is an OpenDocument or EPUB file, which Pacta does not read.", "Save as DOCX.")
    return "zip"


def _read_table(stream: BinaryIO, kind: Format, origin: Origin, limits: Limits) -> Iterator[Read]:
    """The rows; a table without any readable row is one failure, not one for each row."""
    failures: list[UnreadableInput] | None = []
    for row in tables.rows(stream, kind, origin, limits):
        read = row if isinstance(row, UnreadableInput) else _document(row, kind, limits)
        if failures is not None and isinstance(read, UnreadableInput):
            failures.append(read)
            continue
        yield from failures or ()
        failures = None
        yield read
    if failures:
        first = failures[0]
        yield (
            first
            if len(failures) == 1
            else origin.unreadable(
                f"None of its {len(failures)} rows can be read. The first: {first.message}", first.advice
            )
        )
    elif failures is not None:
        yield origin.unreadable("The table has no rows.", "Check that it was saved or downloaded completely.")


def _read_archive(stream: BinaryIO, kind: Format, origin: Origin, limits: Limits) -> Iterator[Read]:
    if origin.member is not None:
        yield origin.unreadable("It is an archive inside an archive.", "Unpack the outer one and give the inner.")
        return
    sidecars = {}
    for found in archives.archive_files(stream, kind, origin, limits, is_sidecar):
        if not isinstance(found, UnreadableInput):
            sidecars[sidecar_of(found[0].member or "")] = found
    stream.seek(0)
    for found in archives.archive_files(stream, kind, origin, limits, lambda name: not is_sidecar(name)):
        if isinstance(found, UnreadableInput):
            yield found
        else:
            yield from _read_member(*found, sidecars.get(found[0].member or ""), limits)


def _read_pages(stream: BinaryIO, origin: Origin, limits: Limits) -> Iterator[Read]:
    if origin.member is not None:
        yield origin.unreadable("It is an archive inside an archive.", "Unpack the outer one and give the inner.")
        return
    for page in warc.pages(stream, origin, limits):
        if isinstance(page, UnreadableInput):
            yield page
        else:
            yield from read_stream(io.BytesIO(page.data), page.origin, limits)


def _read_member(
    origin: Origin, data: bytes, sidecar: tuple[Origin, bytes] | None, limits: Limits
) -> Iterator[Read]:
    if sidecar:
        try:
            beside = parse_sidecar(sidecar[1], sidecar[0].member or "")
        except WrongField as error:
            yield origin.unreadable(error.message, error.advice)
            return
        origin = replace(origin, given=outranking(origin.given, beside))
    yield from read_stream(io.BytesIO(data), origin, limits)


_PARSERS: dict[Format, Callable[[bytes, str, str | None], Parsed]] = {
    "text": parse_plain, "markdown": parse_markdown, "html": parse_html,
}  # fmt: skip


def _document(raw: RawInput, kind: Format, limits: Limits) -> Read:
    try:
        parsed = _parser(kind, raw.origin, limits)(raw.data)
    except UnreadableInput as error:
        return error
    digest = sha256(raw.data).hexdigest()
    source = Source(
        raw.origin.path, digest, len(raw.data), parsed.media_type, parsed.encoding, raw.origin.member, raw.data
    )
    given = outranking(raw.origin.given, parsed.given)
    return Document(
        document_id(digest), parsed.text, source, given, parsed.layout, parsed.cleaning, parsed.warnings
    )


def _parser(kind: Format, origin: Origin, limits: Limits) -> Callable[[bytes], Parsed]:
    if kind in TABLES:
        return partial(tables.parse_row, kind=kind, origin=origin)
    if kind in ("pdf", "docx"):
        return partial(parse_isolated, kind=kind, path=origin.shown(), limits=limits)
    return partial(_PARSERS[kind], path=origin.shown(), charset=origin.charset)  # type: ignore[call-arg]
