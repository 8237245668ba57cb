"""Pages of rows: those that are made in memory, and how many there are of those that a database counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, Select

from pacta.app.views import Page
from pacta.model import PactaError

Row = TypeVar("Row")


def page_of(
    rows: Sequence[Row], orders: Mapping[str, Callable[[Row], Any]], sort: str, number: int, size: int
) -> Page[Row]:
    """One page of the rows. ``sort`` names an order, with ``-`` before it for descending; equal rows stay in the
    order of their ids. Raises PactaError for an order that there is not."""
    order = orders.get(sort.removeprefix("-"))
    if order is None:
        raise PactaError(f"There is no order {sort!r}.", f"Sort by one of: {', '.join(orders)}.")
    by_id = sorted(rows, key=lambda row: getattr(row, "id", ""))
    ordered = sorted(by_id, key=order, reverse=sort.startswith("-"))
    return Page(tuple(ordered[(number - 1) * size : number * size]), len(ordered), number, size)


def in_all(connection: Connection, told: int | None, number: int, count: Select[Any]) -> int:
    """How many rows a list has, of which page ``number`` was asked for: ``told`` by its rows, which were counted in
    the same pass; ``count`` asks only where that page lies behind the last one and has none."""
    if told is not None or number == 1:
        return told or 0
    return int(connection.execute(count).scalar_one())
