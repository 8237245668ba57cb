"""Who acts and whose words: chances over the candidates, summed over all ways to reach the same answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pacta.extract.setting import JOINT, Candidate, Setting
from pacta.model import HEADS

Array = NDArray[np.float32]
Value = tuple[str, ...]


def choose_voice(
    setting: Setting, output: Array, cue: tuple[int, int], offset: int, candidates: Sequence[Candidate]
) -> str:
    """The voice of the cue at tokens ``cue``, which stands at ``offset`` of the text."""
    base = (setting.base_voice(offset),)
    return _choose("voice", output, cue, [base, (JOINT,)], candidates, default=base)[0]


def choose_actors(
    setting: Setting, output: Array, cue: tuple[int, int], voice: str, candidates: Sequence[Candidate]
) -> Value:
    """Who would act, or whose stance it is: all parties, the state that the voice acts for, or a name nearby.

    A person whose state the text does not tell acts for himself or herself.
    """
    itself = (voice,) if setting.is_person(voice) else ()
    fixed = [setting.parties, setting.state_of(voice) or itself]
    return _choose("actor", output, cue, fixed, candidates, default=fixed[1] or fixed[0])


def _choose(
    head: str,
    output: Array,
    cue: tuple[int, int],
    fixed: Sequence[Value],
    named: Sequence[Candidate],
    default: Value,
) -> Value:
    rows = output[cue[0] : cue[1] + 1]
    classes = _softmax(rows[:, HEADS[f"{head} class"]].mean(axis=0))
    chances: dict[Value, float] = defaultdict(float)
    for value, chance in zip(fixed, classes, strict=False):
        if value:
            chances[value] += float(chance)
    if named:
        query = rows[:, HEADS[f"{head} query"]].mean(axis=0)
        keys = np.stack([output[c.first : c.last + 1, HEADS[f"{head} key"]].mean(axis=0) for c in named])
        for candidate, chance in zip(named, _softmax(keys @ query), strict=True):
            chances[candidate.value] += float(chance * classes[-1])
    return max(sorted(chances), key=chances.__getitem__, default=default)


def _softmax(logits: Array) -> Array:
    powers = np.exp(logits - logits.max())
    result: Array = powers / powers.sum()
    return result
