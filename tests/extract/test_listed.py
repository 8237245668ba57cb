"""The items of an act follow from the reader's tags and from what a second look says of the same words."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from pacta.extract.decode import decode
from pacta.extract.items import FIRST, FURTHER, OUT
from pacta.extract.listed import Tags, items_of, may_list, suspects_list, tagged_content
from pacta.model import HEADS, Signals, Span
from support.tagged import TEXT, WORDS, random_signals, scores, window

BRIDGE, SCHOOL = TEXT.index("a bridge"), TEXT.index("a school")


def found(output: np.ndarray, looked: Tags | None = None) -> list[str]:
    signals = Signals((window(),), (output,))
    (raw,) = decode(TEXT, signals)
    return [TEXT[item.start : item.end] for item in items_of(TEXT, signals, raw, looked)]


def sure_of(firsts: set[int], further: set[int]) -> Tags:
    """Tags of the whole content, each nearly certain."""
    chances = {start: FIRST if start in firsts else FURTHER if start in further else OUT for start, _ in WORDS}
    return {start: np.log(np.where(np.arange(3) == tag, 0.998, 0.001)) for start, tag in chances.items()}


def test_items_are_what_the_reader_tags() -> None:
    assert found(scores()) == ["a bridge", "a school"]


def test_the_second_look_outweighs_a_reader_in_doubt() -> None:
    unsure = scores()
    unsure[:, HEADS["item"]] = 0
    assert found(unsure, sure_of({BRIDGE, SCHOOL}, {BRIDGE + 2, SCHOOL + 2})) == ["a bridge", "a school"]
    assert found(unsure, sure_of(set(), set())) == []


def test_only_a_content_behind_its_cue_that_joins_words_may_hold_a_list() -> None:
    cue = Span(3, 7)
    assert may_list("We will open a bridge and a school.", cue, Span(8, 34))
    assert not may_list("We will open a bandstand at the school.", cue, Span(8, 38))
    assert not may_list("A bridge and a school will follow.", Span(22, 26), Span(0, 21))
    assert not may_list("We will.", cue, None)


def test_a_list_is_suspected_where_the_reader_gives_the_beginning_of_an_item_any_chance() -> None:
    sure_of_none = scores()
    sure_of_none[:, HEADS["item"]] = np.where(np.arange(3) == OUT, 9.0, 0.0)
    for output, expected in ((scores(), True), (sure_of_none, False)):
        signals = Signals((window(),), (output,))
        (raw,) = decode(TEXT, signals)
        assert suspects_list(TEXT, signals, raw) is expected


def test_where_the_second_look_did_not_reach_the_reader_is_believed() -> None:
    signals = Signals((window(),), (scores(),))
    (raw,) = decode(TEXT, signals)
    alone, partly = tagged_content(TEXT, signals, raw), tagged_content(TEXT, signals, raw, {BRIDGE: np.zeros(3)})
    assert alone is not None and partly is not None
    reached = [start == BRIDGE for start, _ in alone.spans]
    assert any(reached)
    for i, there in enumerate(reached):
        assert np.allclose(alone.logs[i], partly.logs[i]) is not there


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_items_lie_inside_the_content_whatever_the_scores(seed: int) -> None:
    signals = random_signals(seed)
    for raw in decode(TEXT, signals):
        items = items_of(TEXT, signals, raw)
        assert not items or (raw.content is not None and all(raw.content.contains(item) for item in items))
