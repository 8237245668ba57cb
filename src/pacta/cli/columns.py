"""What a table on the terminal shows of each thing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

Cells = Callable[[Any], Sequence[Any]]
SHORT = 9  # code points of an id that are shown; enough to name it


def document_cells(row: Any) -> Sequence[Any]:
    counts = (sum(row.statements.values()), row.statements["commitment"])
    return row.id[:SHORT], row.date, row.doc_type, " ".join(row.parties), row.title, f"{row.words:,}", *counts


def statement_cells(row: Any) -> Sequence[Any]:
    place = " ".join(filter(None, (row.document_date, row.citation)))
    act = f"{row.kind} {row.firmness}" if row.firmness else row.kind
    return (
        row.id[:SHORT],
        place,
        act,
        row.voice,
        " ".join(row.actors),
        row.deadline or row.deadline_words,
        row.quote,
    )


def figure_cells(row: Any) -> Sequence[Any]:
    return (
        row.id[:SHORT],
        row.document_date,
        row.indicator_words,
        row.words,
        _number(row.value),
        row.unit,
        row.period,
    )


def entity_cells(row: Any) -> Sequence[Any]:
    return row.type, row.code, row.name, row.mentions, row.documents


def event_cells(row: Any) -> Sequence[Any]:
    return row.date, row.kind, row.label, row.document[:SHORT], (row.statement or "")[:SHORT]


def _number(value: Any) -> str:
    if isinstance(value, tuple):
        return " to ".join(map(_number, value))
    return f"{value:,}"


STATEMENTS = (("id", "where", "act", "voice", "actors", "deadline", "quote"), statement_cells)
COLUMNS: dict[str, tuple[Sequence[str], Cells]] = {
    "documents": (
        ("id", "date", "type", "parties", "title", "words", "statements", "commitments"),
        document_cells,
    ),
    "statements": STATEMENTS,
    "commitments": STATEMENTS,
    "figures": (("id", "date", "indicator", "figure", "value", "unit", "period"), figure_cells),
    "entities": (("type", "code", "name", "mentions", "documents"), entity_cells),
    "events": (("date", "kind", "what", "document", "statement"), event_cells),
}
