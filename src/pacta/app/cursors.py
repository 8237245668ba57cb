"""Lists in batches that go on at the right place, whatever comes and goes between one batch and the next.

A cursor holds where its last row stands in the order of the list. As long as the register has not changed, the next
batch is simply the next page; when it has, the page on which that place lies now is looked for, and what came
before it is left out. So a row is never given twice and never passed over, unless it moved itself.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

from pacta.app.views import Page
from pacta.model import PactaError, digest

Row = TypeVar("Row")
Place = tuple[Any, ...]  # a row's values of the columns by which the list is in order
MOST = 500  # rows a batch
USUAL = 100
LONGEST = 4000  # characters of a cursor


class BadCursor(PactaError):  # noqa: N818 - named for what the user sees
    """Something that is no cursor of this list."""


class OutOfDate(PactaError):  # noqa: N818
    """The list has no order that outlives a change of the register, and the register has changed."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """``question`` and ``state`` are digests: of what is asked, and of the register when it was."""

    question: str
    state: str
    page: int  # the next one
    size: int
    place: Place

    def encode(self) -> str:
        plain = [self.question, self.state, self.page, self.size, *self.place]
        packed = json.dumps(plain, ensure_ascii=True, separators=(",", ":")).encode()
        return urlsafe_b64encode(packed).decode().rstrip("=")

    @classmethod
    def decode(cls, given: str) -> Cursor:
        """Raises `BadCursor` for what `encode` has not written."""
        try:
            packed = urlsafe_b64decode(given[:LONGEST] + "=" * (-len(given) % 4))
            question, state, page, size, *place = json.loads(packed)
            sound = isinstance(question, str) and isinstance(state, str) and 1 <= page < 10**9 and 1 <= size <= MOST
        except (ValueError, TypeError, RecursionError) as error:
            raise BadCursor(*NO_CURSOR) from error
        if not sound or not all(_is_value(value) for value in place):
            raise BadCursor(*NO_CURSOR)
        return cls(question, state, int(page), int(size), tuple(place))


NO_CURSOR = "That is no cursor of this list.", "Begin without one, and take those that the answers give."


@dataclass(frozen=True)
class Ordered(Generic[Row]):
    """A list in order. ``ask`` gives a page of it (``page``, ``size``). ``place`` says where a row stands, by
    values in which what is missing comes last and of which the first so many fall (``falling``; -1: all but the
    last); None where the order does not last."""

    ask: Callable[..., Page[Row]]
    place: Callable[[Row], Place] | None
    falling: int = 0

    def after(self, cursor: Cursor, size: int) -> tuple[Page[Row], tuple[Row, ...]]:
        """The first page with a row beyond the cursor's place, and its rows that are."""
        search = _Search(self, cursor.place, size)
        page = search.run(max(1, (cursor.page - 1) * cursor.size // size))
        return page, tuple(row for row in page.rows if search.is_beyond(row))


def batch(
    listed: Ordered[Row], question: Hashable, state: Hashable, cursor: str | None, size: int
) -> tuple[tuple[Row, ...], int, str | None]:
    """Rows, how many there are in all, and the cursor of the next. Raises `BadCursor`, `OutOfDate`."""
    asked, now = digest(question)[:12], digest(state)[:12]
    if cursor is None:
        page = listed.ask(page=1, size=size)
        rows = page.rows
    else:
        page, rows = _go_on(listed, _checked(cursor, asked), now, size)
    if not rows or page.number >= page.pages:
        return rows, page.total, None
    place = listed.place(rows[-1]) if listed.place else ()
    return rows, page.total, Cursor(asked, now, page.number + 1, size, place).encode()


def _checked(cursor: str, asked: str) -> Cursor:
    found = Cursor.decode(cursor)
    if found.question != asked:
        raise BadCursor(
            "That cursor belongs to another list.", "Keep filters and order while you go through a list."
        )
    return found


def _go_on(listed: Ordered[Row], cursor: Cursor, now: str, size: int) -> tuple[Page[Row], tuple[Row, ...]]:
    if cursor.state == now and cursor.size == size:
        page = listed.ask(page=cursor.page, size=size)
        return page, page.rows
    if listed.place is None:
        raise OutOfDate("The register has changed since this list was begun.", "Begin it again, without a cursor.")
    try:
        return listed.after(cursor, size)
    except TypeError as error:  # values of other kinds than this order has
        raise BadCursor(*NO_CURSOR) from error


class _Search(Generic[Row]):
    """Looks for the first page with a row beyond a place: at the page where it was, beside it, then by halves."""

    def __init__(self, listed: Ordered[Row], place: Place, size: int) -> None:
        self.listed, self.place, self.size = listed, place, size
        self.held: dict[int, Page[Row]] = {}

    def run(self, hint: int) -> Page[Row]:
        low, high = 1, self.at(hint).pages
        probe, near = min(hint, high), 2
        while low <= high:
            rows = self.at(probe).rows
            if rows and self.is_beyond(rows[-1]):
                if not self.is_beyond(rows[0]):
                    return self.at(probe)
                high = probe - 1
            else:
                low = probe + 1
            near -= 1
            step = high if rows and self.is_beyond(rows[-1]) else low
            probe = step if near > 0 else (low + high) // 2
        return self.at(low)

    def at(self, number: int) -> Page[Row]:
        if number not in self.held:
            self.held[number] = self.listed.ask(page=number, size=self.size)
        return self.held[number]

    def is_beyond(self, row: Row) -> bool:
        assert self.listed.place is not None
        return _Order(self.listed.place(row), self.listed.falling) > self.wanted

    @cached_property
    def wanted(self) -> _Order:
        return _Order(self.place, self.listed.falling)


class _Order:
    """A place that compares as the lists do."""

    def __init__(self, place: Place, falling: int) -> None:
        self.place, self.falling = place, falling if falling >= 0 else len(place) + falling

    def __gt__(self, other: _Order) -> bool:
        if len(self.place) != len(other.place):
            raise TypeError("places of different lists")
        for number, (ours, theirs) in enumerate(zip(self.place, other.place, strict=True)):
            if ours != theirs:
                if ours is None or theirs is None:
                    return ours is None
                later: bool = ours > theirs
                return later != (number < self.falling)
        return False


def _is_value(value: Any) -> bool:
    return value is None or (isinstance(value, str | int | float) and not isinstance(value, bool))
