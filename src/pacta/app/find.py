"""One thing by its id, or by as much of the id as tells it apart."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Connection, Select, select

from pacta.app.rows import STATEMENT_COLUMNS
from pacta.model import PactaError
from pacta.store.schema import documents, statements

Row = dict[str, Any]


def find_document(connection: Connection, wanted: str) -> Row:
    """The row of ``documents``. Raises PactaError for none or more than one."""
    return one(connection, select(documents), documents.c.id, wanted, "document")


def find_statement(connection: Connection, wanted: str) -> Row:
    """The row of ``statements`` with its document's title and date. Raises PactaError for none or more."""
    query = select(*STATEMENT_COLUMNS).join_from(statements, documents, statements.c.document == documents.c.id)
    return one(connection, query, statements.c.id, wanted, "statement")


def one(connection: Connection, query: Select[Any], id_column: Column[Any], wanted: str, what: str) -> Row:
    whole = connection.execute(query.where(id_column == wanted)).mappings().first()
    if whole is not None:
        return dict(whole)
    ids = select(id_column).where(id_column.startswith(wanted, autoescape=True)).order_by(id_column).limit(2)
    found = list(connection.execute(ids).scalars())
    if not wanted or not found:
        raise PactaError(f"There is no {what} {wanted}.", f"pacta list {what}s shows the ids.")
    if len(found) > 1:
        raise PactaError(f"More than one {what} begins with {wanted}.", "Give more of the id.")
    return dict(connection.execute(query.where(id_column == found[0])).mappings().one())
