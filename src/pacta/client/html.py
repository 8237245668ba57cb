"""Records and lists as a notebook shows them. Every value is text of a document or a user, and is escaped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from html import escape
from typing import Any

from pacta.client.records import Record

LONG = 160  # characters of a cell in a list
LEFT_OUT = ("why", "machine", "cue_at", "content_at", "items_at", "sha256", "marks", "matches", "values")
MOST = 12  # columns of a list


def record_html(record: Record) -> str:
    """A table of fields and values."""
    named = ((field.name, getattr(record, field.name)) for field in fields(record))  # type: ignore[arg-type]
    lines = "".join(f"<tr><th>{escape(name)}</th><td>{_cell(value)}</td></tr>" for name, value in named)
    return f"<table><caption>{escape(type(record).__name__)}</caption><tbody>{lines}</tbody></table>"


def rows_html(rows: Sequence[Record], kind: type[Record], total: int) -> str:
    """The first rows, with those columns that have something to say in them."""
    names = [field.name for field in fields(kind) if field.name not in LEFT_OUT]  # type: ignore[arg-type]
    said = [name for name in names if any(getattr(row, name) not in (None, "", ()) for row in rows)][:MOST]
    head = "".join(f"<th>{escape(name)}</th>" for name in said)
    lines = "".join(
        "<tr>" + "".join(f"<td>{_cell(getattr(row, name), LONG)}</td>" for name in said) + "</tr>" for row in rows
    )
    caption = f"{escape(kind.__name__)}: {len(rows)} of {total}"
    return f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>"


def _cell(value: Any, most: int | None = None) -> str:
    if isinstance(value, Record):
        return escape(_short(str(getattr(value, "quote", "") or getattr(value, "id", "")), most))
    if isinstance(value, tuple) and value and isinstance(value[0], Record):
        if most is not None:
            return str(len(value))
        return "<ol>" + "".join(f"<li>{_cell(part)}</li>" for part in value) + "</ol>"
    if isinstance(value, tuple):
        return escape(_short(", ".join(map(str, value)), most))
    return "" if value is None else escape(_short(str(value), most))


def _short(words: str, most: int | None) -> str:
    return words if most is None or len(words) <= most else words[: most - 1] + "…"
