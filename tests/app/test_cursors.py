"""Lists in batches: whatever comes and goes between two of them, no row is given twice and none is passed over."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacta.app.cursors import BadCursor, Cursor, Ordered, OutOfDate, batch
from pacta.app.views import Page

Row = tuple[int | None, int]  # a value to sort by, and an id
values = st.none() | st.integers(-3, 3)


class Held:
    """A list that changes, as the register answers it."""

    def __init__(self, rows: dict[int, int | None], falling: bool) -> None:
        self.rows, self.falling, self.asked = rows, falling, 0

    def ask(self, *, page: int, size: int) -> Page[Row]:
        self.asked += 1
        sign = -1 if self.falling else 1
        found = sorted(
            ((v, i) for i, v in self.rows.items()), key=lambda r: (r[0] is None, sign * (r[0] or 0), r[1])
        )
        return Page(tuple(found[(page - 1) * size : page * size]), len(found), page, size)


@given(
    rows=st.dictionaries(st.integers(0, 99), values, max_size=30), falling=st.booleans(),
    steps=st.lists(
        st.tuples(st.integers(1, 5), st.dictionaries(st.integers(100, 199), values, max_size=8),
                  st.sets(st.integers(0, 199), max_size=8)), min_size=40, max_size=40),
)  # fmt: skip
def test_rows_that_stay_are_given_once_in_order(
    rows: dict[int, int | None], falling: bool, steps: list[tuple[int, dict[int, int | None], set[int]]]
) -> None:
    held = Held(dict(rows), falling)
    listed = Ordered(partial(held.ask), lambda row: row, int(falling))
    gone: set[int] = set()
    seen: list[Row] = []
    cursor: str | None = None
    for number, (size, added, removed) in enumerate(steps):
        found, total, cursor = batch(listed, "list", number, cursor, size)
        assert total == len(held.rows) and len(found) <= size
        seen += found
        if cursor is None:
            break
        held.rows |= {id_: value for id_, value in added.items() if id_ not in held.rows and id_ not in gone}
        gone |= removed
        held.rows = {id_: value for id_, value in held.rows.items() if id_ not in removed}
    ids = [row[1] for row in seen]
    assert len(ids) == len(set(ids))
    if cursor is None:
        assert {id_ for id_ in rows if id_ not in gone} <= set(ids)


def test_a_list_that_has_not_changed_is_asked_for_once_a_batch() -> None:
    held = Held(dict.fromkeys(range(100), 0), False)
    listed = Ordered(held.ask, lambda row: row)
    cursor, batches = None, 0
    while batches == 0 or cursor:
        _, _, cursor = batch(listed, "list", "state", cursor, 10)
        batches += 1
    assert held.asked == batches == 10


def test_a_long_list_that_has_changed_is_searched_by_halves() -> None:
    held = Held({number: number for number in range(20_000)}, False)
    listed = Ordered(held.ask, lambda row: row)
    _, _, cursor = batch(listed, "list", "before", None, 50)
    held.rows |= {-number: -number for number in range(1, 10_000)}
    held.asked = 0
    found, _, _ = batch(listed, "list", "after", cursor, 50)
    assert found[0][1] == 50 and held.asked < 15


@pytest.mark.parametrize("given_", ["", "x", "W10", "e30", "bnVsbA", "A" * 9000, "é", "WzEsMiwzLDRd", "-" * 50])
def test_what_is_no_cursor_is_refused(given_: str) -> None:
    held = Held({1: 1, 2: 2}, False)
    with pytest.raises(BadCursor):
        batch(Ordered(held.ask, lambda row: row), "list", "state", given_, 1)


@given(
    st.lists(
        st.none() | st.integers(-(2**60), 2**60) | st.text(max_size=20) | st.floats(allow_nan=False), max_size=6
    )
)
def test_a_cursor_comes_back_as_it_was(place: list[object]) -> None:
    cursor = Cursor("a" * 12, "b" * 12, 7, 50, tuple(place))
    assert Cursor.decode(cursor.encode()) == cursor


def test_places_of_other_kinds_are_refused() -> None:
    held = Held({1: 1, 2: 2}, False)
    listed = Ordered(held.ask, lambda row: row)
    _, _, cursor = batch(listed, "list", "state", None, 1)
    assert cursor is not None
    found = Cursor.decode(cursor)
    for place in (("x", 1), (1,), (1, 1, 1), ()):
        forged = Cursor(found.question, "other", found.page, found.size, place).encode()
        with pytest.raises(BadCursor):
            batch(listed, "list", "state", forged, 1)


def test_an_order_that_does_not_last_says_so() -> None:
    held = Held({1: 1, 2: 2}, False)
    listed = Ordered(held.ask, None)
    _, _, cursor = batch(listed, "list", "before", None, 1)
    with pytest.raises(OutOfDate):
        batch(listed, "list", "after", cursor, 1)
