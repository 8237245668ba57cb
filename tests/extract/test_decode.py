"""Decoding turns token scores into cues and contents that lie where they must."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from pacta.extract.decode import best_path, decode
from pacta.model import COLUMNS, HEADS, Signals, Window
from support.tagged import TEXT, random_signals, scores, window

TAGS = 3  # none, first, further


def test_a_cue_comes_with_its_class_and_its_content() -> None:
    signals = Signals((window(),), (scores(),))
    (raw,) = decode(TEXT, signals)
    assert raw.label == "commitment4"
    assert TEXT[raw.cue.start : raw.cue.end] == "agreed to"
    assert raw.content is not None and TEXT[raw.content.start : raw.content.end] == "open a bridge and a school"


def test_a_window_without_tokens_of_its_own_yields_nothing() -> None:
    empty = Window((1, 2), ((-1, -1), (-1, -1)), (-1, -1), (2, 2))
    assert list(decode(TEXT, Signals((empty,), (np.zeros((2, COLUMNS), np.float32),)))) == []


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 40), st.integers(0, 2**32 - 1))
def test_a_further_token_only_follows_a_token_of_a_cue(size: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    breaks = random.random(size) < 0.2
    path = best_path(random.normal(0, 3, (size, TAGS)).astype(np.float32), breaks)
    for i, tag in enumerate(path):
        if tag == 2:
            assert i > 0 and not breaks[i] and path[i - 1] in (1, 2)


def test_a_cue_between_two_classes_is_still_a_cue() -> None:
    output = scores()
    output[2] = 0
    output[2, HEADS["cue"].start] = 2  # likelier than any one class, less likely than all together
    (raw,) = decode(TEXT, Signals((window(),), (output,)))
    assert TEXT[raw.cue.start : raw.cue.end].startswith("agreed")


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_contents_lie_inside_the_block_whatever_the_scores(seed: int) -> None:
    for raw in decode(TEXT, random_signals(seed)):
        assert 0 <= raw.cue.start < raw.cue.end <= len(TEXT)
        assert 0 <= sum(raw.chances) <= 1.0001
        if raw.content is not None:
            assert not raw.content.overlaps(raw.cue)
