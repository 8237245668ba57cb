"""Whether what is stored of a document points into its text and repeats its words rightly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from sqlalchemy import Connection, Table, select
from sqlalchemy.dialects import sqlite

from pacta.model import Annotations, Document, Span, mention_id
from pacta.store.codec import field_types
from pacta.store.schema import (
    figures,
    passages,
    statement_actors,
    statement_codebooks,
    statement_pillars,
    statements,
)
from pacta.store.search import searchable
from pacta.store.types import Words

# Table, its span, and the column that repeats the words under it.
REPEATED = ((statements, "quote", "words"), (figures, "span", "words"), (figures, "indicator", "indicator_words"))
LINKS = ((statement_actors, "actor"), (statement_pillars, "pillar"), (statement_codebooks, "codebook"))
# Mentions, and what their ids are made of.
LAYERS = (
    ("dates", "dates", "span"), ("figures", "figures", "span"), ("names", "names", "span"),
    ("statements", "statement", "cue"),
)  # fmt: skip
DIALECT = sqlite.dialect()  # any: words are stored alike everywhere


def unplaced(document: Document, annotations: Annotations) -> Iterator[str]:
    """Spans that do not lie in the text."""
    for name in field_types(Annotations):
        spans = _spans(getattr(annotations, name))
        wrong = [span for span in spans if not 0 <= span.start <= span.end <= len(document.text)]
        if wrong:
            yield f"{len(wrong)} spans of its {name} do not lie in its text, as [{wrong[0].start}, {wrong[0].end})."


def wrong_ids(document: Document, annotations: Annotations) -> Iterator[str]:
    """Mentions whose id is not made of the document and their span."""
    for mentions, layer, span in LAYERS:
        for mention in getattr(annotations, mentions):
            if mention.id != mention_id(document.id, layer, getattr(mention, span)):
                yield f"The id {mention.id} is not that of its place."


def misquoted(connection: Connection, document: Document) -> tuple[int, list[str]]:
    """How many quotations there are, and what is wrong with them."""
    count, wrong = 0, list[str]()
    for table, span, column in REPEATED:
        for row in _rows(connection, table, document):
            if row[f"{span}_start"] is None:
                continue
            count += 1
            words = document.text[row[f"{span}_start"] : row[f"{span}_end"]]
            if row[column] != _stored(words):
                wrong.append(f"{row['id']} quotes {row[column]!r}, where the text has {words!r}.")
    for row in _rows(connection, statements, document):
        wrong += _wrong_deadline(row, document) + _wrong_links(connection, row)
    return count, wrong + _wrong_passages(connection, document)


def _wrong_deadline(row: Mapping[Any, Any], document: Document) -> list[str]:
    span = (row["deadline"] or {}).get("span")
    words = document.text[slice(*span)] if span else None
    same = row["deadline_words"] == (None if words is None else _stored(words))
    return [] if same else [f"{row['id']} has another deadline in words than in its place."]


def _wrong_links(connection: Connection, row: Mapping[Any, Any]) -> list[str]:
    """What filters ask of a statement is what the statement says of itself."""
    said = {
        "actor": row["actors"], "pillar": row["pillars"],
        "codebook": [verdict["codebook"] for verdict in row["codebooks"] if verdict["included"]],
    }  # fmt: skip
    wrong = []
    for table, name in LINKS:
        query = select(table.c[name]).where(table.c.statement == row["key"])
        if set(connection.execute(query).scalars()) != set(map(_stored, said[name])):
            wrong.append(f"{row['id']} is listed under another {name} than it says.")
    return wrong


def _wrong_passages(connection: Connection, document: Document) -> list[str]:
    wrong = []
    for row in _rows(connection, passages, document):
        words = document.text[row["span_start"] : row["span_start"] + len(row["text"])]
        if row["text"] != _stored(searchable(words)):
            wrong.append(f"The passage at {row['span_start']} is searched in other words than the text has.")
    return wrong


def _rows(connection: Connection, table: Table, document: Document) -> list[Mapping[Any, Any]]:
    return list(connection.execute(select(table).where(table.c.document == document.id)).mappings())


def _stored(words: str) -> str | None:
    return Words().process_bind_param(words, DIALECT)


def _spans(value: Any) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _spans(part)
    elif is_dataclass(value):
        for each in fields(value):
            yield from _spans(getattr(value, each.name))
