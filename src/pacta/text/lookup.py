"""Find what stands at a place of a text, in logarithmic time."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Generic, Protocol, TypeVar

from pacta.model import Span


class Spanned(Protocol):
    @property
    def span(self) -> Span: ...


T = TypeVar("T", bound=Spanned)


class Located(Generic[T]):
    """Things with spans, in text order."""

    def __init__(self, items: Sequence[T]) -> None:
        self._items = items
        self._starts = [item.span.start for item in items]

    def at(self, offset: int) -> T | None:
        """The last one that begins at or before ``offset``, if it reaches over it."""
        index = bisect_right(self._starts, offset) - 1
        return self._items[index] if index >= 0 and offset < self._items[index].span.end else None

    def starting(self, start: int, end: int) -> Sequence[T]:
        """Those that begin at ``start`` or later and before ``end``."""
        return self._items[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
