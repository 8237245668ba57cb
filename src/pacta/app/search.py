"""Full-text search over what the documents say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from sqlalchemy import Connection, Select, exists, func, or_, select

from pacta.app import conditions
from pacta.app.paging import in_all
from pacta.app.views import Filters, Hit, Page
from pacta.model import Span
from pacta.store import Register
from pacta.store.schema import documents, passages, statements
from pacta.store.search import CLOSE, OPEN, Term, holding, mark, parse_query, searchable

AROUND = 120  # code points of a snippet on each side of the first match


def search(
    register: Register, query: str, filters: Filters = Filters(), *, page: int = 1, size: int = 20
) -> Page[Hit]:
    """Full-text search: words, "phrases", prefix*. A query that cannot be parsed is searched as plain words.

    A hit is a paragraph that holds all of them; its span is the first match. Accents and case do not
    matter. Filters on statements keep the paragraphs in which such a statement stands.
    """
    terms = parse_query(query)
    if not terms:
        return Page((), 0, page, size)
    found = register.index.hits(terms).subquery("found")
    wanted = (
        select(found.c.marked, passages, documents.c.title, documents.c.date)
        .join_from(found, passages, passages.c.id == found.c.passage)
        .join(documents, documents.c.id == passages.c.document)
        .where(*conditions.of_documents(filters), *_among_statements(register, filters))
    )
    order = (found.c.rank, documents.c.date.desc(), documents.c.id, passages.c.span_start)
    ranked = wanted.with_only_columns(passages.c.id, func.count().over(), maintain_column_froms=True)
    with register.reading() as connection:
        here = ranked.order_by(*order).limit(size).offset((page - 1) * size)
        ids = connection.execute(here).all()  # counted in the same pass; texts only of those that are shown
        counted = wanted.with_only_columns(func.count(), maintain_column_froms=True)
        total = in_all(connection, ids[0][1] if ids else None, page, counted)
        shown = wanted.where(passages.c.id.in_([id_ for id_, _ in ids])).order_by(*order)
        rows = connection.execute(shown).mappings().all()
        hits = (_hit(connection, row, register.index.marked(row["marked"], terms)) for row in rows)
        return Page(tuple(hits), total, page, size)


def search_statements(
    register: Register,
    query: str,
    filters: Filters = Filters(),
    *,
    part: Literal["quotation", "content"] = "quotation",
    page: int = 1,
    size: int = 20,
) -> Page[Hit]:
    """Full-text search in the quotations of statements alone, or in their content (what is promised, asked or told,
    without who does so). The latest documents come first."""
    terms = parse_query(query)
    if not terms:
        return Page((), 0, page, size)
    wanted = (
        select(statements, documents.c.title, documents.c.date)
        .join_from(statements, documents, documents.c.id == statements.c.document)
        .where(*conditions.of_documents(filters), *conditions.of_statements(register, filters))
        .where(statements.c.key.in_(register.index.statements(terms)))
    )
    order = (documents.c.date.is_(None), documents.c.date.desc(), documents.c.id, statements.c.position)
    with register.reading() as connection:
        if part == "content":
            keys = _with_content(connection, wanted.order_by(*order), terms)
            total, wanted = len(keys), wanted.where(statements.c.key.in_(keys[(page - 1) * size : page * size]))
            rows = connection.execute(wanted.order_by(*order)).mappings().all()
        else:
            counted = wanted.with_only_columns(func.count(), maintain_column_froms=True)
            total = connection.execute(counted).scalar_one()
            limited = wanted.order_by(*order).limit(size).offset((page - 1) * size)
            rows = connection.execute(limited).mappings().all()
    return Page(tuple(_said(row, part, terms) for row in rows), total, page, size)


def _with_content(connection: Connection, wanted: Select[Any], terms: Sequence[Term]) -> list[int]:
    """Keys of those whose content holds the terms."""
    column, hold = statements.c, holding(terms)
    start, end = column.content_start - column.quote_start, column.content_end - column.quote_start
    wanted = wanted.where(column.content_start.is_not(None))
    query = wanted.with_only_columns(column.key, column.words, start, end, maintain_column_froms=True)
    return [key for key, words, start, end in connection.execute(query) if hold(words[start:end])]


def _part(row: Mapping[Any, Any], part: str) -> tuple[int, str]:
    """Where the part begins in the document, and its words."""
    start = row["quote_start"]
    if part != "content":
        return start, row["words"]
    if row["content_start"] is None:
        return start, ""
    return row["content_start"], row["words"][row["content_start"] - start : row["content_end"] - start]


def _said(row: Mapping[Any, Any], part: str, terms: Sequence[Term]) -> Hit:
    begins, words = _part(row, part)
    marked = mark(searchable(words), terms)
    first = marked.index(OPEN)
    span = Span(begins + first, begins + marked.index(CLOSE) - 1)
    return Hit(row["document"], row["title"], row["date"], span, _snippet(marked, first), row["id"])


def _among_statements(register: Register, filters: Filters) -> list[conditions.Condition]:
    if not (conditions.asks_of_statements(filters) or filters.text):
        return []
    asked = conditions.of_statements(register, filters)
    start, end = passages.c.span_start, passages.c.span_start + func.length(passages.c.text)
    first, last = statements.c.quote_start, statements.c.quote_end
    begins, goes_on = (first >= start, first < end), (first < start, last > start)
    inside = [statements.c.document == documents.c.id, last > start]  # asked only where the document is wanted
    return [or_(*(exists().where(*inside, *where, *asked) for where in (begins, goes_on)))]


def _hit(connection: Connection, row: Mapping[Any, Any], marked: str) -> Hit:
    first = marked.index(OPEN)
    length = marked.index(CLOSE) - first - 1
    span = Span(row["span_start"] + first, row["span_start"] + first + length)
    return Hit(
        document=row["document"],
        document_title=row["title"],
        document_date=row["date"],
        span=span,
        snippet=_snippet(marked, first),
        statement=_statement_at(connection, row["document"], span),
    )


def _snippet(marked: str, first: int) -> str:
    """The words around the first match, cut at white space, every mark in them closed."""
    start, end = max(0, first - AROUND), min(len(marked), marked.index(CLOSE) + AROUND)
    if start:
        start = marked.find(" ", start, first) + 1 or start
    if end < len(marked):
        end = max(marked.rfind(" ", marked.index(CLOSE), end), marked.index(CLOSE) + 1)
    piece = marked[start:end]
    if piece.count(OPEN) > piece.count(CLOSE):
        piece += CLOSE
    return ("… " if start else "") + " ".join(piece.split()) + (" …" if end < len(marked) else "")


def _statement_at(connection: Connection, document: str, span: Span) -> str | None:
    """The shortest statement that holds the span."""
    column = statements.c
    query = select(column.id).where(
        column.document == document, column.quote_start <= span.start, column.quote_end >= span.end
    )
    return connection.execute(
        query.order_by(column.quote_end - column.quote_start, column.position).limit(1)
    ).scalar()
