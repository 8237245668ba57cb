"""Rows of the use cases as the values that leave the library and the API (`pacta.client.records`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from typing import Any

from sqlalchemy import select

from pacta.app.export import Texts
from pacta.app.views import DocumentRow, EntityRow, FigureRow, Hit, StatementRow
from pacta.client import records
from pacta.model import Span
from pacta.review import Judgement
from pacta.store import Register
from pacta.store.schema import documents
from pacta.store.search import CLOSE, OPEN

Words = Callable[[StatementRow, Span], str]


def document_values(register: Register, rows: Iterable[DocumentRow]) -> list[records.Document]:
    """With what only their own rows have, in one more query for all of them."""
    listed = list(rows)
    query = select(documents.c.id, documents.c.sha256, documents.c.given)
    with register.reading() as connection:
        found = connection.execute(query.where(documents.c.id.in_([row.id for row in listed])))
        sources = {id_: (sha256, given.get("url")) for id_, sha256, given in found}
    return [_document(row, *sources[row.id]) for row in listed if row.id in sources]


def _document(row: DocumentRow, sha256: str, url: str | None) -> records.Document:
    same = ("id", "title", "date", "doc_type", "outlet", "place", "language", "parties", "words", "version_of")
    counts: dict[str, Any] = {f"{kind}s": count for kind, count in row.statements.items()}
    return records.Document(
        **{name: getattr(row, name) for name in same}, file=row.path, url=url, sha256=sha256, **counts
    )


class Cut:
    """Words of statements by their places; a text is loaded only for what stands outside the quotation."""

    def __init__(self, register: Register) -> None:
        self._text_of = Texts(register)

    def __call__(self, row: StatementRow, span: Span) -> str:
        if row.span.contains(span):
            return row.quote[span.start - row.span.start : span.end - row.span.start]
        return span.of(self._text_of(row.document))


def statement_value(row: StatementRow, words: Words) -> records.Statement:
    same = ("id", "document", "citation", "kind", "firmness", "voice", "actors", "quote", "deadline",
            "deadline_words", "condition", "pillars", "score", "why", "review", "by_hand", "assignee",
            "judgement")  # fmt: skip
    return records.Statement(
        **{name: getattr(row, name) for name in same},
        title=row.document_title,
        date=row.document_date,
        cue=words(row, row.cue),
        content=None if row.content is None else words(row, row.content),
        items=tuple(words(row, item) for item in row.items),
        codebooks=tuple(name for name, (included, _) in row.codebooks.items() if included),
        machine=tuple(_read(name, value, row, words) for name, value in row.machine.items() if name != "codebooks"),
        start=row.span.start,
        end=row.span.end,
        cue_at=pair(row.cue),
        content_at=None if row.content is None else pair(row.content),
        items_at=tuple(map(pair, row.items)),
    )


def _read(name: str, value: Any, row: StatementRow, words: Words) -> str:
    """What the machine read where a reviewer's value stands, in words: "kind: report"."""

    def plain(part: Any) -> str:
        if isinstance(part, Span):
            return words(row, part)
        if isinstance(part, tuple):
            return ", ".join(map(plain, part)) or "none"
        return "none" if part is None else str(part)

    return f"{name}: {plain(value)}"


def figure_value(row: FigureRow) -> records.Figure:
    low, high = row.value if isinstance(row.value, tuple) else (row.value, row.value)
    same = ("id", "document", "voice", "words", "unit", "hedge", "direction", "period", "base")
    return records.Figure(
        **{name: getattr(row, name) for name in same}, title=row.document_title, date=row.document_date,
        indicator=row.indicator_words, low=float(low), high=float(high), start=row.span.start, end=row.span.end,
    )  # fmt: skip


def entity_value(row: EntityRow) -> records.Entity:
    return records.Entity(
        id=row.id, type=row.type, code=row.code, name=row.name, mentions=row.mentions, documents=row.documents
    )


def hit_value(hit: Hit) -> records.Hit:
    """The marks of the snippet become places in it."""
    words, matches, opened = [], [], 0
    length = 0
    for character in hit.snippet:
        if character == OPEN:
            opened = length
        elif character == CLOSE:
            matches.append((opened, length))
        else:
            words.append(character)
            length += 1
    return records.Hit(
        document=hit.document, title=hit.document_title, date=hit.document_date, start=hit.span.start,
        end=hit.span.end, snippet="".join(words), matches=tuple(matches), statement=hit.statement,
    )  # fmt: skip


def judgement_value(entry: Judgement) -> records.Judgement:
    where = entry.anchors[0] if entry.anchors else None
    return records.Judgement(
        id=entry.id, about=entry.about, target=entry.target, verdict=entry.verdict, reviewer=entry.reviewer,
        role=entry.role, at=entry.at, reason=entry.reason, values=_thawed(entry.values), replaces=entry.replaces,
        document=where.document if where else None, quote=where.exact if where else None,
    )  # fmt: skip


def _thawed(value: Any) -> Any:
    """Plain JSON, as it comes over the network."""
    if isinstance(value, Mapping):
        return {str(name): _thawed(part) for name, part in value.items()}
    return [_thawed(part) for part in value] if isinstance(value, list | tuple) else value


def names_of(kind: type[records.Record]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))  # type: ignore[arg-type]


def pair(span: Span) -> records.Place:
    return span.start, span.end
