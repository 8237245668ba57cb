"""A sentence with the scores of an encoder that knows what it says, for tests of what is made of such scores."""

from __future__ import annotations

import numpy as np

from pacta.model import COLUMNS, CUE_CLASSES, HEADS, Signals, Window

TEXT = "Both sides agreed to open a bridge and a school by May."
WORDS = [
    (0, 4),
    (5, 10),
    (11, 17),
    (18, 20),
    (21, 25),
    (26, 27),
    (28, 34),
    (35, 38),
    (39, 40),
    (41, 47),
    (48, 50),
    (51, 54),
    (54, 55),
]


def window() -> Window:
    return Window(tuple(range(len(WORDS))), tuple(WORDS), (0,) * len(WORDS), (0, len(WORDS)))


def scores() -> np.ndarray:
    """Scores that say: "agreed to" is a commitment of firmness 4 about "open a bridge and a school"."""
    output = np.zeros((len(WORDS), COLUMNS), np.float32)
    output[:, HEADS["cue"].start] = 5
    first = HEADS["cue"].start + 1 + 2 * CUE_CLASSES.index("commitment4")
    output[2, first], output[3, first + 1] = 12, 12
    for name, token in (("start", 4), ("end", 9)):
        output[2:4, HEADS[f"{name} query"].start] = 1
        output[token, HEADS[f"{name} key"].start] = 9
    output[:, HEADS["item"].start] = 1
    for first_token, last_token in ((5, 6), (8, 9)):
        output[first_token, HEADS["item"].start + 1] = 4
        output[last_token, HEADS["item"].start + 2] = 4
    return output


def random_signals(seed: int) -> Signals:
    """Scores that say nothing, for what must hold whatever they are."""
    output = np.random.default_rng(seed).normal(0, 4, (len(WORDS), COLUMNS)).astype(np.float32)
    return Signals((window(),), (output,))
