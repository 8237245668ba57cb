"""An anchor finds its words again, tells their occurrences apart, and abstains where it cannot."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pacta.model import Span
from pacta.review import anchor, locate


@given(st.text(min_size=1, max_size=80), st.data())
def test_a_quotation_that_stands_once_is_found_where_it_was(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    found = locate(anchor(text, span), text)
    if text.count(span.of(text)) == 1:
        assert found == span
    assert found is None or found.of(text) == span.of(text)


def test_words_moved_by_an_edit_above_them_are_found() -> None:
    before = "1. The sides will build a bridge."
    where = anchor(before, Span(13, 17))
    after = "Preamble, added later.\n\n" + before
    found = locate(where, after)
    assert found is not None and found.of(after) == "will" and found.start == 13 + 24


def test_the_surroundings_tell_two_occurrences_apart() -> None:
    text = "Arland will pay. Belmark will wait."
    second = Span(text.rindex("will"), text.rindex("will") + 4)
    assert locate(anchor(text, second), text) == second


def test_occurrences_that_nothing_tells_apart_are_left_open() -> None:
    where = anchor("will", Span(0, 4))
    assert locate(where, "x will y. x will y.") is None


def test_words_that_are_gone_are_not_found() -> None:
    assert locate(anchor("will pay", Span(0, 8)), "may pay") is None
