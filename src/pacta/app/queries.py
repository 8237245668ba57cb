"""Questions that the shells ask of a register. Read-only; each answer is one consistent view."""

from __future__ import annotations

from pacta.app.views import DocumentRow, DocumentView, Filters, Hit, Overview, Page, StatementRow
from pacta.store import Register


def overview(register: Register) -> Overview:
    """What is in here and what was found."""
    raise NotImplementedError


def list_documents(
    register: Register, filters: Filters = Filters(), *, sort: str = "-date", page: int = 1, size: int = 50
) -> Page[DocumentRow]:
    """Documents, newest first; superseded versions are left out."""
    raise NotImplementedError


def list_statements(
    register: Register, filters: Filters = Filters(), *, sort: str = "document", page: int = 1, size: int = 50
) -> Page[StatementRow]:
    """Statements under the filters; ``sort``: document (date, then text order), firmness, deadline, score, kind."""
    raise NotImplementedError


def get_document(register: Register, document: str) -> DocumentView:
    """One document by id or unambiguous prefix of it. Raises PactaError if there is none."""
    raise NotImplementedError


def get_statement(register: Register, statement: str) -> StatementRow:
    """One statement by id or unambiguous prefix of it. Raises PactaError if there is none."""
    raise NotImplementedError


def search(register: Register, query: str, filters: Filters = Filters(), *, page: int = 1, size: int = 20) -> Page[Hit]:
    """Full-text search: words, "phrases", prefix*. A query that cannot be parsed is searched as plain words."""
    raise NotImplementedError
