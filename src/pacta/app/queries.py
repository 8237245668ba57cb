"""Questions that the shells ask of a register. Read-only; each answer is one consistent view."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, case, func, select

from pacta.app import conditions
from pacta.app.find import find_document, find_statement
from pacta.app.overview import overview
from pacta.app.rows import DOCUMENT_COLUMNS, STATEMENT_COLUMNS, document_rows, statement_row
from pacta.app.search import search, search_statements
from pacta.app.tables import list_entities, list_events, list_figures
from pacta.app.views import DocumentRow, DocumentView, Filters, Page, StatementRow
from pacta.model import KINDS
from pacta.store import Register
from pacta.store.documents import load_annotations, load_bytes, load_document
from pacta.store.schema import documents, statements
from pacta.store.search import parse_query
from pacta.store.versions import versions_of

__all__ = [
    "get_bytes", "get_document", "get_statement", "get_statements", "list_documents", "list_entities",
    "list_events", "list_figures", "list_statements", "overview", "search", "search_statements",
]  # fmt: skip

TEXT_ORDER = (documents.c.id, statements.c.position)
BY_KIND = case({kind: place for place, kind in enumerate(KINDS)}, value=statements.c.kind)
STATEMENT_ORDERS: dict[str, tuple[Any, ...]] = {
    "document": (documents.c.date, *TEXT_ORDER),
    "firmness": (statements.c.firmness, documents.c.date, *TEXT_ORDER),
    "deadline": (statements.c.due, documents.c.date, *TEXT_ORDER),
    "score": (statements.c.score, documents.c.date, *TEXT_ORDER),
    "kind": (BY_KIND, documents.c.date, *TEXT_ORDER),
}
DOCUMENT_ORDERS: dict[str, tuple[Any, ...]] = {
    name: (documents.c[column], documents.c.id)
    for name, column in (
        ("date", "date"), ("title", "title"), ("type", "doc_type"), ("outlet", "outlet"), ("words", "words"),
        ("path", "path"),
    )
}  # fmt: skip


def list_documents(
    register: Register,
    filters: Filters = Filters(),
    *,
    title: str | None = None,
    sort: str = "-date",
    page: int = 1,
    size: int = 50,
) -> Page[DocumentRow]:
    """Documents, newest first; superseded versions are left out. Filters on statements keep the documents
    that have such a statement. ``title``: words and "phrases" that the title holds.
    ``sort``: date, title, type, outlet, words, path; ``-`` before it for descending."""
    order = conditions.ordering(sort, DOCUMENT_ORDERS)
    query = select(*DOCUMENT_COLUMNS).where(*conditions.of_documents(filters))
    for term in parse_query(title or ""):
        query = query.where(documents.c.title.icontains(term.words, autoescape=True))
    if conditions.asks_of_statements(filters) or filters.text:
        query = query.where(conditions.has_statement(register, filters))
    with register.reading() as connection:
        total, rows = _page(connection, query, order, page, size)
        return Page(document_rows(connection, rows), total, page, size)


def list_statements(
    register: Register, filters: Filters = Filters(), *, sort: str = "document", page: int = 1, size: int = 50
) -> Page[StatementRow]:
    """Statements under the filters; ``sort``: document (date, then text order), firmness, deadline, score, kind;
    ``-`` before it for descending."""
    order = conditions.ordering(sort, STATEMENT_ORDERS)
    query = (
        select(*STATEMENT_COLUMNS)
        .join_from(statements, documents, statements.c.document == documents.c.id)
        .where(*conditions.of_documents(filters), *conditions.of_statements(register, filters))
    )
    with register.reading() as connection:
        total, rows = _page(connection, query, order, page, size)
        return Page(tuple(map(statement_row, rows)), total, page, size)


def get_document(register: Register, document: str) -> DocumentView:
    """One document by id or unambiguous prefix of it. Raises PactaError if there is none."""
    with register.reading() as connection:
        row = find_document(connection, document)
        versions = [version for version in versions_of(connection, row["id"]) if version != row["id"]]
        found = {
            other.id: other
            for other in document_rows(
                connection,
                connection.execute(select(*DOCUMENT_COLUMNS).where(documents.c.id.in_(versions))).mappings(),
            )
        }
        query = select(*STATEMENT_COLUMNS).join_from(statements, documents, statements.c.document == documents.c.id)
        listed = connection.execute(query.where(documents.c.id == row["id"]).order_by(statements.c.position))
        return DocumentView(
            row=document_rows(connection, [row])[0],
            document=load_document(row),
            annotations=load_annotations(connection, row),
            statements=tuple(map(statement_row, listed.mappings())),
            versions=tuple(found[version] for version in versions),
        )


def get_bytes(register: Register, document: str) -> bytes | None:
    """The raw bytes of one document, by id or unambiguous prefix; None if the register does not have them."""
    with register.reading() as connection:
        return load_bytes(connection, find_document(connection, document)["sha256"])


def get_statements(register: Register, ids: Iterable[str]) -> dict[str, StatementRow]:
    """Several statements by their whole ids, in one query; those that are not there are left out."""
    query = select(*STATEMENT_COLUMNS).join_from(statements, documents, statements.c.document == documents.c.id)
    with register.reading() as connection:
        rows = connection.execute(query.where(statements.c.id.in_(list(ids)))).mappings()
        return {row["id"]: statement_row(row) for row in rows}


def get_statement(register: Register, statement: str) -> StatementRow:
    """One statement by id or unambiguous prefix of it. Raises PactaError if there is none."""
    with register.reading() as connection:
        return statement_row(find_statement(connection, statement))


def _page(
    connection: Connection, query: Select[Any], order: list[ColumnElement[Any]], page: int, size: int
) -> tuple[int, Any]:
    """How many rows there are, and those of one page."""
    total = connection.execute(query.with_only_columns(func.count(), maintain_column_froms=True)).scalar_one()
    rows = connection.execute(query.order_by(*order).limit(size).offset((page - 1) * size))
    return total, rows.mappings()
