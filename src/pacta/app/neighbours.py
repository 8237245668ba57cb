"""The statements that stand next to one in its document."""

from __future__ import annotations

from sqlalchemy import select

from pacta.app.find import find_statement
from pacta.app.rows import STATEMENT_COLUMNS, statement_row
from pacta.app.views import StatementRow
from pacta.store import Register
from pacta.store.schema import documents, statements


def neighbours(register: Register, statement: str, reach: int) -> tuple[StatementRow, ...]:
    """Up to ``reach`` statements before and after it, in text order, itself left out."""
    with register.reading() as connection:
        row = find_statement(connection, statement)
        place = statements.c.position
        query = select(*STATEMENT_COLUMNS).join_from(statements, documents, statements.c.document == documents.c.id)
        near = query.where(statements.c.document == row["document"], statements.c.id != row["id"])
        near = near.where(place.between(row["position"] - reach, row["position"] + reach)).order_by(place)
        return tuple(map(statement_row, connection.execute(near).mappings()))
