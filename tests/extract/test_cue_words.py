"""A cue is made of whole words, and an adverb alone carries no act."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacta.extract.cue_words import whole_cue
from pacta.model import Span


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("Both sides underlined the need", "under", "underlined"),
        ("They resolutely condemned the raid", "resolutely", "resolutely condemned"),
        ("He then gratefully accepted the call", "gratefully", "gratefully accepted"),
        ("They strongly, and at once, protested", "strongly", "strongly"),
        ("Unfortunately the ferry sank", "Unfortunately", "Unfortunately"),
        ("They agreed to meet", "agreed to", "agreed to"),
    ],
)
def test_a_cue_grows_to_whole_words_and_past_adverbs(text: str, part: str, whole: str) -> None:
    at = text.index(part)
    assert whole_cue(text, Span(at, at + len(part)), len(text)).of(text) == whole


def test_a_cue_does_not_grow_into_the_next() -> None:
    text = "They firmly support the plan"
    assert whole_cue(text, Span(5, 11), 12).of(text) == "firmly"


@given(st.text(min_size=1, max_size=60), st.data())
def test_a_cue_never_shrinks_nor_passes_its_limit(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    limit = data.draw(st.integers(end, len(text)))
    grown = whole_cue(text, Span(start, end), limit)
    assert grown.start <= start and end <= grown.end <= limit
