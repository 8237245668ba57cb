"""Records as JSON, JSON Lines or CSV, written as they come. The same records give the same bytes.

A CSV cell that begins with ``= + - @``, a tab or a carriage return is a formula to a spreadsheet, and what
states say is not ours to run. Such a *text* gets an apostrophe before it, and so does a text that begins with
an apostrophe: taking away one leading apostrophe (`cell_text`) gives every text back as it was. Numbers are
written as they are. Lists are joined with ``"; "``, spans are ``start-end``, mappings are JSON.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal, TextIO, get_args

TableFormat = Literal["json", "jsonl", "csv"]
TABLE_FORMATS: tuple[TableFormat, ...] = get_args(TableFormat)
RISKY = ("=", "+", "-", "@", "\t", "\r", "'")
SPANS = frozenset({"span", "cue", "content", "indicator", "label", "stem", "heading", "attribution"})

Record = Mapping[str, Any]


def write_table(form: TableFormat, records: Iterable[Record], out: TextIO, columns: Iterable[str] = ()) -> None:
    """``columns`` are the header of a CSV; without them those of the first record."""
    if form == "csv":
        write_csv(records, out, columns)
    else:
        WRITERS[form](records, out)


def write_jsonl(records: Iterable[Record], out: TextIO) -> None:
    """One object a line."""
    for record in records:
        out.write(to_json(record) + "\n")


def write_json(records: Iterable[Record], out: TextIO) -> None:
    """One array, one object a line."""
    before = "[\n"
    for record in records:
        out.write(before + to_json(record))
        before = ",\n"
    out.write("[]\n" if before == "[\n" else "\n]\n")


def write_csv(records: Iterable[Record], out: TextIO, columns: Iterable[str] = ()) -> None:
    """RFC 4180, with a header line, safe to open in a spreadsheet."""
    writer = csv.writer(out)
    header = list(columns)
    if header:
        writer.writerow(header)
    for record in records:
        if not header:
            header = list(record)
            writer.writerow(header)
        writer.writerow([_cell(name, record.get(name)) for name in header])


def to_json(record: Record) -> str:
    return json.dumps(record, ensure_ascii=False)


def safe_text(text: str) -> str:
    """The text as a CSV cell that no spreadsheet runs."""
    return "'" + text if text.startswith(RISKY) else text


def cell_text(cell: str) -> str:
    """The text that `safe_text` made the cell of."""
    return cell.removeprefix("'")


def _cell(name: str, value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return value
    if isinstance(value, Mapping):
        return safe_text(to_json(value))
    if isinstance(value, list | tuple):
        return safe_text(_span(value) if name in SPANS else "; ".join(map(_part, value)))
    return safe_text(str(value))


def _part(value: Any) -> str:
    return _span(value) if isinstance(value, list | tuple) else str(value)


def _span(value: list[Any] | tuple[Any, ...]) -> str:
    return "-".join(map(str, value))


WRITERS: dict[str, Callable[[Iterable[Record], TextIO], None]] = {"json": write_json, "jsonl": write_jsonl}
