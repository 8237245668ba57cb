"""Database rows to the rows of `app.views`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, func, select

from pacta.app.views import DocumentRow, StatementRow
from pacta.model import KINDS, Span
from pacta.store.schema import document_parties, documents, statements

DOCUMENT_COLUMNS = tuple(
    documents.c[name]
    for name in ("id", "title", "date", "doc_type", "outlet", "place", "language", "path", "words", "version_of")
)
CORRECTED = (
    "kind", "firmness", "voice", "actors", "deadline", "cue", "content", "span", "items", "pillars", "codebooks",
)  # fmt: skip
STATEMENT_COLUMNS = (
    *statements.c,
    documents.c.title.label("document_title"),
    documents.c.date.label("document_date"),
    documents.c.path,
)


def document_rows(connection: Connection, rows: Iterable[Mapping[Any, Any]]) -> tuple[DocumentRow, ...]:
    """Rows of `DOCUMENT_COLUMNS` with their parties and counts, in two more queries for all of them."""
    listed = list(rows)
    ids = [row["id"] for row in listed]
    parties, counts = _parties_of(connection, ids), _counts_of(connection, ids)
    return tuple(
        DocumentRow(
            **{column.name: row[column.name] for column in DOCUMENT_COLUMNS},
            parties=tuple(parties[row["id"]]),
            statements={kind: counts[row["id"]].get(kind, 0) for kind in KINDS},
        )
        for row in listed
    )


def statement_row(row: Mapping[Any, Any]) -> StatementRow:
    """A row of `STATEMENT_COLUMNS`: the values that stand, and beside them the machine's where they differ."""
    standing = _statement_row(row)
    if not row["machine"]:
        return standing
    read = _statement_row({**row, **row["machine"], **machine_words(row["machine"])})
    return replace(standing, machine={
        name: getattr(read, name) for name in CORRECTED if getattr(read, name) != getattr(standing, name)
    })  # fmt: skip


def machine_words(machine: Mapping[str, Any]) -> dict[str, Any]:
    """Columns that repeat what the machine read where a reviewer's value stands; the words of its deadline are
    in the text only."""
    deadline = machine.get("deadline", {})
    return {"deadline_value": deadline["value"] if deadline else None} if "deadline" in machine else {}


def _statement_row(row: Mapping[Any, Any]) -> StatementRow:
    same = (
        "id",
        "document",
        "document_title",
        "document_date",
        "citation",
        "kind",
        "firmness",
        "voice",
        "score",
        "path",
        "review",
        "by_hand",
        "assignee",
        "judgement",
        "assessed",
    )
    return StatementRow(
        **{name: row[name] for name in same},
        actors=tuple(row["actors"]),
        quote=row["words"],
        cue=Span(row["cue_start"], row["cue_end"]),
        content=span_of(row, "content"),
        items=tuple(Span(*item) for item in row["items"]),
        span=Span(row["quote_start"], row["quote_end"]),
        deadline=row["deadline_value"],
        deadline_words=row["deadline_words"],
        pillars=tuple(row["pillars"]),
        codebooks={v["codebook"]: (v["included"], v["reason"]) for v in row["codebooks"]},
        why=tuple(row["why"]),
        condition=_condition(row),
    )


def _condition(row: Mapping[Any, Any]) -> str | None:
    """The words of the condition, where they stand in the quotation (a reviewer may have moved that)."""
    found, quote = span_of(row, "condition"), Span(row["quote_start"], row["quote_end"])
    inside = found is not None and quote.contains(found)
    return row["words"][found.start - quote.start : found.end - quote.start] if found and inside else None


def span_of(row: Mapping[Any, Any], name: str) -> Span | None:
    start = row[f"{name}_start"]
    return None if start is None else Span(start, row[f"{name}_end"])


def _parties_of(connection: Connection, ids: list[str]) -> dict[str, list[str]]:
    link = document_parties.c
    query = select(link.document, link.party).where(link.document.in_(ids)).order_by(link.party)
    found: dict[str, list[str]] = defaultdict(list)
    for document, party in connection.execute(query):
        found[document].append(party)
    return found


def _counts_of(connection: Connection, ids: list[str]) -> dict[str, dict[str, int]]:
    column = statements.c
    query = select(column.document, column.kind, func.count()).where(column.document.in_(ids))
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for document, kind, count in connection.execute(query.group_by(column.document, column.kind)):
        found[document][kind] = count
    return found
