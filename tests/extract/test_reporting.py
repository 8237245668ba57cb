"""A cue that only reports gives way to the act in the clause that it opens."""

from __future__ import annotations

import numpy as np
import pytest

from pacta.extract.reporting import freed
from pacta.model import CUE_CLASSES
from support import samples

TAGS = 1 + 2 * len(CUE_CLASSES)


def chances_of(size: int, cues: dict[int, float]) -> np.ndarray:
    rows = np.full((size, TAGS), 1e-4, np.float32)
    for token, chance in cues.items():
        rows[token, 1] = chance
    rows[:, 0] = 1 - rows[:, 1:].sum(axis=1)
    return rows


def test_the_verb_behind_note_that_becomes_the_cue() -> None:
    text = "We note that trade is growing. Peace holds."
    window = samples.window(text)
    after = freed(text, window, 0, chances_of(9, {1: 0.9, 4: 0.1, 7: 0.1}), [(1, 2)])
    assert after is not None
    assert after[1, 0] == 1
    assert after[4, 1] > 0.5
    assert after[7, 1] < 0.2  # the next sentence is not spoken of
    assert np.allclose(after.sum(axis=1), 1)


@pytest.mark.parametrize(
    "text", ["We emphasise that trade is growing.", "We were pleased to note that trade grew."]
)
def test_an_act_of_its_own_stays_the_cue(text: str) -> None:
    window = samples.window(text)
    last = text.replace(".", " .").split().index("that") - 1
    assert freed(text, window, 0, chances_of(len(window.ids), {1: 0.9}), [(1, last)]) is None
