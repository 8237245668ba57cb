"""Pages of rows that are made in memory."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

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
