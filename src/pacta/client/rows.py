"""Lists that are asked for as they are read, however long they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pacta.client.records import Record

if TYPE_CHECKING:
    import pandas
    import polars

R = TypeVar("R", bound=Record)
SHOWN = 20  # rows in a notebook


@dataclass(frozen=True, slots=True)
class Batch(Generic[R]):
    """Some rows of a list, how many the whole list has, and the cursor of those after these; None: no more."""

    items: tuple[R, ...]
    total: int
    next: str | None = None


Ask = Callable[[str | None], Batch[R]]  # a cursor (None: from the beginning) -> the rows there


class Rows(Generic[R]):
    """A list of a register. Nothing is asked before it is needed; iterating asks batch by batch and goes on at the
    right place whatever is added meanwhile. ``len`` is that of the whole list."""

    def __init__(self, ask: Ask[R], kind: type[R]) -> None:
        self._ask, self.kind = ask, kind
        self._held: Batch[R] | None = None

    def __iter__(self) -> Iterator[R]:
        batch = self._first
        yield from batch.items
        while batch.next is not None:
            batch = self._ask(batch.next)
            yield from batch.items

    def __len__(self) -> int:
        return self._first.total

    def __bool__(self) -> bool:
        return len(self) > 0

    def __getitem__(self, place: int) -> R:
        """The row at a place from 0; all rows before it are asked for."""
        if place < 0:
            place += len(self)
        for row in islice(self, max(place, 0), None) if place >= 0 else ():
            return row
        raise IndexError(f"The list has {len(self)} rows.")

    def first(self, count: int) -> list[R]:
        """At most so many rows from the beginning."""
        return list(islice(self, count))

    def to_dicts(self) -> list[dict[str, Any]]:
        """Every row as a dictionary of plain values."""
        return [row.to_dict() for row in self]

    def to_polars(self) -> polars.DataFrame:
        """Every row as a data frame. Raises PactaError without Polars."""
        from pacta.client.frames import to_polars

        return to_polars(self, self.kind)

    def to_pandas(self) -> pandas.DataFrame:
        """Every row as a data frame. Raises PactaError without pandas."""
        from pacta.client.frames import to_pandas

        return to_pandas(self, self.kind)

    @property
    def _first(self) -> Batch[R]:
        if self._held is None:
            self._held = self._ask(None)
        return self._held

    def __repr__(self) -> str:
        return f"<{len(self)} rows of {self.kind.__name__}>"

    def _repr_html_(self) -> str:
        from pacta.client.html import rows_html

        return rows_html(self._first.items[:SHOWN], self.kind, self._first.total)
