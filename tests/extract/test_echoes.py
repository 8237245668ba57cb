"""A verb that performs an act performs another where its sentence repeats it."""

from __future__ import annotations

import numpy as np
import pytest

from pacta.extract.echoes import echoed
from pacta.model import CUE_CLASSES
from support import samples

TAGS = 1 + 2 * len(CUE_CLASSES)


def heard(text: str, cue: str) -> list[int]:
    """The places of the words that have the cue's chances, where the first word ``cue`` alone was heard."""
    window = samples.window(text)
    spans = window.spans
    rows = np.full((len(spans), TAGS), 1e-4, np.float32)
    first = next(i for i, (a, b) in enumerate(spans) if text[a:b] == cue)
    rows[first, 1] = 0.9
    rows[:, 0] = 1 - rows[:, 1:].sum(axis=1)
    after = echoed(text, window, 0, rows, [(first, first)])
    return [] if after is None else [i for i in range(len(spans)) if after[i, 1] > 0.5]


@pytest.mark.parametrize(
    ("text", "cue", "places"),
    [
        ("Both sides support the council; support its reform.", "support", [2, 6]),
        ("Both sides support the council, and support its reform.", "support", [2, 7]),
        ("Both sides oppose the tariff, as well as oppose the quota.", "oppose", [2, 9]),
        ("Both sides also welcome the port and further welcome the railway.", "welcome", [3, 8]),
    ],
)
def test_a_repeated_verb_is_heard_again(text: str, cue: str, places: list[int]) -> None:
    assert heard(text, cue) == places


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Both sides support the council. We support its reform.", "support"),
        ("Both sides support the council and support for its reform.", "support"),
        ("Both sides support those who support the council.", "support"),
        ("Trade grew in May; grew again in June.", "grew"),
        ("Both sides support the council.", "support"),
    ],
)
def test_what_repeats_no_act_is_not_heard(text: str, cue: str) -> None:
    assert heard(text, cue) == []
