"""The register as data: the rows of every table of the data dictionary, under the usual filters."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from sqlalchemy import select

from pacta.app import conditions, linked, queries
from pacta.app.link_views import FindingRow, ThreadMention
from pacta.app.records import as_record
from pacta.app.views import FigureRow, Filters, Page, StatementRow
from pacta.link import Change
from pacta.model import Span
from pacta.publish.dictionary import data_tables
from pacta.store import Register
from pacta.store.schema import documents

Record = dict[str, Any]
BATCH = 500  # rows a query


def table_records(register: Register, table: str, filters: Filters = Filters()) -> Iterator[Record]:
    """The rows of one table, each with exactly the columns of the data dictionary. The same register and
    filters give the same rows in the same order. Raises KeyError for a table that the dictionary does not have."""
    conform = data_tables()[table].conform
    return (conform(record) for record in RECORDS[table](register, filters))


def every(ask: Callable[..., Page[Any]]) -> Iterator[Any]:
    """The rows of all pages of a query of `app.queries`."""
    number, pages = 1, 1
    while number <= pages:
        page = ask(page=number, size=BATCH)
        yield from page.rows
        number, pages = number + 1, page.pages


def document_records(register: Register, filters: Filters) -> Iterator[Record]:
    sources = _sources(register, filters)
    for row in every(partial(queries.list_documents, register, filters, sort="date")):
        yield as_record(row) | sources[row.id]


def statement_records(register: Register, filters: Filters) -> Iterator[Record]:
    """A statement whose content or items are empty has none; words are cut from the text by their spans."""
    text_of = Texts(register)
    for row in every(partial(queries.list_statements, register, filters)):
        yield _statement(row, text_of(row.document))


def figure_records(register: Register, filters: Filters) -> Iterator[Record]:
    for row in every(partial(queries.list_figures, register, filters)):
        yield _figure(row)


def event_records(register: Register, filters: Filters) -> Iterator[Record]:
    return map(as_record, every(partial(queries.list_events, register, filters)))


def entity_records(register: Register, filters: Filters) -> Iterator[Record]:
    return map(as_record, every(partial(queries.list_entities, register, filters)))


def thread_records(register: Register, filters: Filters) -> Iterator[Record]:
    for row in every(partial(linked.threads, register, filters)):
        yield {"id": row.id, "title": row.title, "type": row.type, "stage": row.stage}


def mention_records(register: Register, filters: Filters) -> Iterator[Record]:
    for row in every(partial(linked.threads, register, filters)):
        for position, mention in enumerate(linked.thread(register, row.id).mentions, start=1):
            yield {"thread": row.id, "position": position} | _mention(mention)


def finding_records(register: Register, filters: Filters) -> Iterator[Record]:
    return map(_finding, every(partial(linked.findings, register, filters)))


RECORDS: dict[str, Callable[[Register, Filters], Iterator[Record]]] = {
    "documents": document_records,
    "statements": statement_records,
    "figures": figure_records,
    "events": event_records,
    "entities": entity_records,
    "threads": thread_records,
    "mentions": mention_records,
    "findings": finding_records,
}


class Texts:
    """Texts by document id; one is kept, since rows come document by document."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.held = "", ""

    def __call__(self, document: str) -> str:
        if self.held[0] != document:
            with self.register.reading() as connection:
                text = connection.execute(select(documents.c.text).where(documents.c.id == document)).scalar_one()
            self.held = document, text
        return self.held[1]


def _sources(register: Register, filters: Filters) -> dict[str, Record]:
    query = select(documents.c.id, documents.c.sha256, documents.c.given).where(*conditions.of_documents(filters))
    with register.reading() as connection:
        return {
            id_: {"sha256": sha256, "url": given.get("url")} for id_, sha256, given in connection.execute(query)
        }


def _statement(row: StatementRow, text: str) -> Record:
    def words(span: Span | None) -> str | None:
        return None if span is None else span.of(text)

    return as_record(row) | {
        "codebooks": [name for name, (included, _) in row.codebooks.items() if included],
        "date": row.document_date, "cue": words(row.cue), "content": words(row.content),
        "items": [item.of(text) for item in row.items], "start": row.span.start, "end": row.span.end,
        "machine": [
            f"{name}: {plain_value(value, text)}" for name, value in row.machine.items() if name != "codebooks"
        ],
    }  # fmt: skip


def plain_value(value: Any, text: str) -> str:
    """What the machine read where a reviewer's value stands; places as their words."""
    if isinstance(value, Span):
        return value.of(text)
    if isinstance(value, tuple):
        return ", ".join(plain_value(part, text) for part in value) or "none"
    return "none" if value is None else str(value)


def _figure(row: FigureRow) -> Record:
    low, high = row.value if isinstance(row.value, tuple) else (row.value, row.value)
    return as_record(row) | {
        "date": row.document_date, "indicator": row.indicator_words, "low": low, "high": high,
        "start": row.span.start, "end": row.span.end,
    }  # fmt: skip


def _mention(mention: ThreadMention) -> Record:
    passage = mention.passage
    return {
        "statement": passage.statement, "document": passage.document, "date": passage.date, "kind": mention.kind,
        "voice": passage.voice, "firmness": mention.firmness, "stage": mention.stage, "relation": mention.relation,
        "changes": [_change(change) for change in mention.changes], "quote": passage.quote,
        "start": passage.span.start, "end": passage.span.end,
    }  # fmt: skip


def _change(change: Change) -> str:
    return f"{change.aspect}: {change.was or 'nothing'} to {change.now or 'nothing'}"


def _finding(found: FindingRow) -> Record:
    return {
        "id": found.id, "kind": found.kind, "severity": found.severity, "sentence": found.sentence,
        "dismissed": found.dismissed, "reason": found.reason, "a_document": found.a.document,
        "a_date": found.a.date, "a_quote": found.a.quote,
        "b_document": found.b.document if found.b else None, "b_date": found.b.date if found.b else None,
        "b_quote": found.b.quote if found.b else None,
    }  # fmt: skip
