"""Cleaning steps can be walked back: what was not edited is the same words on both sides."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacta.model import Span
from pacta.text.offsets import OffsetMap, clean

ALPHABET = "abcdef \n"
Case = tuple[str, list[tuple[int, int, str]]]


@st.composite
def edited(draw: st.DrawFn) -> Case:
    text = draw(st.text(ALPHABET, max_size=40))
    borders = sorted(draw(st.sets(st.integers(0, len(text)), max_size=10)))
    pairs = zip(borders[::2], borders[1::2], strict=False)
    return text, [(start, end, draw(st.text("XYZ", max_size=3))) for start, end in pairs]


@given(edited())
def test_every_unedited_character_is_found_on_the_other_side(case: Case) -> None:
    text, replacements = case
    after, step = clean(text, "test", replacements)
    offsets = OffsetMap([step])
    touched = {i for start, end, _ in replacements for i in range(start, end)}
    for i in set(range(len(text))) - touched:
        assert after[offsets.to_canonical(i)] == text[i]
        assert offsets.to_source(offsets.to_canonical(i)) == i


@given(edited(), st.data())
def test_a_span_maps_back_to_a_stretch_that_cleans_to_it(case: Case, data: st.DataObject) -> None:
    text, replacements = case
    after, step = clean(text, "test", replacements)
    start = data.draw(st.integers(0, len(after)))
    span = Span(start, data.draw(st.integers(start, len(after))))
    offsets = OffsetMap([step])
    source = offsets.span_to_source(span)
    assert source.end <= len(text)
    if len(span):
        assert offsets.span_to_canonical(source).contains(span) or len(source) == 0
    kept = "".join(c for c in span.of(after) if c in ALPHABET)
    inside = [r for r in replacements if source.start <= r[0] and r[1] <= source.end]
    touched = {i for start, end, _ in inside for i in range(start, end)}
    assert "".join(text[i] for i in range(source.start, source.end) if i not in touched) == kept


@given(edited(), st.data())
def test_two_steps_map_as_one_after_the_other(case: Case, data: st.DataObject) -> None:
    text, replacements = case
    middle, first = clean(text, "first", replacements)
    after, second = clean(middle, "second", [(i, i + 1, "") for i, c in enumerate(middle) if c == "X"])
    offset = data.draw(st.integers(0, max(0, len(after) - 1)))
    if after:
        one = OffsetMap([second]).to_source(offset)
        assert OffsetMap([first, second]).to_source(offset) == OffsetMap([first]).to_source(one)


def test_no_steps_change_nothing() -> None:
    assert OffsetMap(()).span_to_source(Span(3, 9)) == Span(3, 9)


def test_a_deletion_belongs_to_neither_neighbour() -> None:
    after, step = clean("imple-\nment it", "hyphens joined", [(5, 7, "")])
    offsets = OffsetMap([step])
    assert after == "implement it"
    assert offsets.span_to_source(Span(0, 5)) == Span(0, 5)
    assert offsets.span_to_source(Span(5, 9)) == Span(7, 11)
    assert offsets.span_to_source(Span(0, 9)) == Span(0, 11)


def test_replacements_that_overlap_are_refused() -> None:
    with pytest.raises(ValueError, match="overlaps"):
        clean("abcdef", "test", [(0, 3, ""), (2, 4, "")])
