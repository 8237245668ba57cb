"""Expressions that SQLite and PostgreSQL understand alike."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, func, literal_column


def beginning(column: ColumnElement[Any], length: int) -> ColumnElement[str]:
    """The first characters of a column: a year, a month. The numbers stand in the SQL itself, so that PostgreSQL
    sees that what is grouped by is what is selected."""
    return func.substr(column, literal_column("1"), literal_column(str(length)))
