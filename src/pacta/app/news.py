"""What came into the register since a moment."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from pacta.app import conditions
from pacta.app.rows import DOCUMENT_COLUMNS, document_rows
from pacta.app.views import DocumentRow, Filters
from pacta.store import Register
from pacta.store.schema import documents, runs, statements


@dataclass(frozen=True, slots=True)
class News:
    documents: tuple[DocumentRow, ...]  # the latest few
    total: int
    statements: int
    commitments: int


def added_since(register: Register, moment: str, filters: Filters = Filters(), *, most: int = 4) -> News:
    """Documents that a run which began at or after ``moment`` (ISO 8601, UTC) has added, latest document first."""
    new = [
        documents.c.added.in_(select(runs.c.id).where(runs.c.started >= moment)),
        *conditions.of_documents(filters),
    ]
    made = func.count().filter(statements.c.kind == "commitment")
    with register.reading() as connection:
        total = connection.execute(select(func.count()).select_from(documents).where(*new)).scalar_one()
        query = select(*DOCUMENT_COLUMNS).where(*new).order_by(documents.c.date.desc(), documents.c.id).limit(most)
        rows = document_rows(connection, connection.execute(query).mappings())
        found, commitments = connection.execute(
            select(func.count(), made).join_from(statements, documents, statements.c.document == documents.c.id)
            .where(*new)
        ).one()  # fmt: skip
    return News(rows, total, found, commitments)
