"""Tables of documents: JSONL, JSON lists, CSV and Parquet. Each row becomes an input of its own.

A row's bytes are the JSON line itself, the CSV header with the row's lines, or the Parquet row as JSON, so that a
row keeps its identity when rows are added before or after it.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, BinaryIO

from pacta.ingest.decoding import decode
from pacta.ingest.formats import Format
from pacta.ingest.given import given_leniently
from pacta.ingest.html import parse_html
from pacta.ingest.limits import Limits
from pacta.ingest.parquet import json_rows
from pacta.ingest.parsed import Parsed
from pacta.ingest.raw import Origin, RawInput, read_within, too_large
from pacta.model import UnreadableInput

# Our field: the column names that are taken for it, the first that has a value wins.
COLUMNS: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "full_text", "fulltext"),
    "html": ("html",),
    "title": ("title", "headline"),
    "date": ("date", "published", "published_at", "publication_date", "datetime"),
    "place": ("place", "location"),
    "outlet": ("outlet", "publisher", "source"),
    "doc_type": ("doc_type", "document_type"),
    "language": ("language", "lang"),
    "parties": ("parties",),
    "speakers": ("speakers", "speaker"),
    "url": ("url", "link"),
}
NAMES = frozenset(name for names in COLUMNS.values() for name in names)
_ADVICE = f"A row needs a column named {', '.join(COLUMNS['text'][:3])} or html."
_CSV_FIELD = 2**31 - 1  # the csv module's own limit is 128 KiB a field; a speech is longer


def rows(stream: BinaryIO, kind: Format, origin: Origin, limits: Limits) -> Iterator[RawInput | UnreadableInput]:
    """One input a row, in order, named "row 1", "row 2" ... after the header; blank lines are skipped."""
    cut = {"jsonl": _json_lines, "json": _json_items, "csv": _csv_rows, "parquet": _parquet_rows}[kind]
    for number, data in cut(stream, origin, limits):
        place = f"{origin.member}#row {number}" if origin.member else f"row {number}"
        row = origin if origin.is_row else replace(origin, member=place)
        if data is None:
            yield too_large(row, limits)
        elif isinstance(data, UnreadableInput):
            yield data
        else:
            yield RawInput(row, data)


Numbered = Iterator[tuple[int, bytes | UnreadableInput | None]]


def _json_lines(stream: BinaryIO, origin: Origin, limits: Limits) -> Numbered:
    number = 0
    while line := stream.readline(limits.max_bytes + 1):
        complete = len(line) <= limits.max_bytes
        while not complete and (rest := stream.readline(limits.max_bytes)) and not rest.endswith(b"\n"):
            pass
        if line.strip():
            number += 1
            yield number, line.strip() if complete else None


def _json_items(stream: BinaryIO, origin: Origin, limits: Limits) -> Numbered:
    """A JSON list of objects, or one object."""
    decoded = decode(read_within(stream, origin, limits), origin.shown())
    try:
        values = json.loads(decoded.text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        advice = "Correct it, or give one object a line (JSONL)."
        raise origin.unreadable(f"It is not valid JSON ({error}).", advice) from error
    for number, value in enumerate(values if isinstance(values, list) else [values], 1):
        yield number, json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")


def _csv_rows(stream: BinaryIO, origin: Origin, limits: Limits) -> Numbered:
    decoded = decode(read_within(stream, origin, limits), origin.shown())
    csv.field_size_limit(_CSV_FIELD)
    lines: list[str] = []
    source = io.StringIO(decoded.text.removeprefix("\ufeff"), newline="")  # only \r and \n end a line

    def remembered() -> Iterator[str]:
        for line in source:
            lines.append(line)
            yield line

    reader = csv.reader(remembered(), delimiter=_delimiter(decoded.text))
    header = ""
    for number, fields in enumerate(reader):
        record = "".join(lines)
        lines.clear()
        if number == 0:
            header = record if record.endswith("\n") else record + "\n"
        elif any(fields):
            yield number, (header + record).encode("utf-8", "replace")


def _parquet_rows(stream: BinaryIO, origin: Origin, limits: Limits) -> Numbered:
    for number, data in enumerate(json_rows(stream, origin, NAMES), 1):
        yield number, data if len(data) <= limits.max_bytes else None


def _delimiter(text: str) -> str:
    """The separator that occurs most in the header line."""
    header = text.partition("\n")[0]
    return max((",", "\t", ";"), key=header.count)


def parse_row(data: bytes, kind: Format, origin: Origin) -> Parsed:
    """The document of one row. Raises UnreadableInput for a row without text."""
    values = _csv_values(data, origin) if kind == "csv" else _json_values(data, origin)
    columns = {str(key).strip().lower(): value for key, value in values.items()}
    found = {field: _first(columns, names) for field, names in COLUMNS.items()}
    text, html = found.pop("text"), found.pop("html")
    given, warnings = given_leniently(found, "table")
    media_type = "text/csv" if kind == "csv" else "application/json"
    if isinstance(text, str) and text.strip():
        return Parsed(text, media_type, "utf-8", given, warnings=warnings)
    if isinstance(html, str) and html.strip():
        page = parse_html(html.encode("utf-8", "replace"), origin.shown(), "utf-8")
        return replace(page, media_type=media_type, given=given, warnings=(*warnings, *page.warnings))
    raise origin.unreadable("The row has no text.", _ADVICE)


def _first(columns: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    return next((columns[name] for name in names if columns.get(name) not in (None, "", [])), None)


def _json_values(data: bytes, origin: Origin) -> Mapping[str, Any]:
    try:
        values = json.loads(data)
    except (ValueError, RecursionError) as error:
        advice = "Correct the row: one object a line."
        raise origin.unreadable(f"The row is not valid JSON ({error}).", advice) from error
    if isinstance(values, list) and len(values) == 1:
        values = values[0]
    if not isinstance(values, Mapping):
        raise origin.unreadable("The row is not a JSON object.", _ADVICE)
    return values


def _csv_values(data: bytes, origin: Origin) -> Mapping[str, Any]:
    text = data.decode("utf-8")
    try:
        values = next(
            iter(csv.DictReader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)), {}
        )
    except csv.Error as error:
        advice = "Quote fields that contain quotes, and double these."
        raise origin.unreadable(f"The row is not valid CSV ({error}).", advice) from error
    if None in values:
        raise origin.unreadable("The row has more fields than the header.", "Quote fields that contain commas.")
    return values
