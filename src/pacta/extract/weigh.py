"""What a cue says by the rules, weighed with what the encoder says.

The encoder reads the whole window but has seen few documents; the rules know the field's usage of a cue
but not its context. A rule speaks for its kind and firmness by a fixed number of log units. Measured on
documents that the weights had not seen: docs/evaluation.md.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pacta.lexicon import Rule
from pacta.model import CUE_CLASSES

KIND_WEIGHT = 0.75  # log units for a class of the rule's kind
FIRMNESS_WEIGHT = 1.0  # further log units for the class of the rule's firmness, too
STEM_STRENGTH = 3.0  # a bullet takes its stem's act (codebook, section 2), which the encoder may not see
SETTLED_WEIGHT = 4.0  # instead of both, where the codebook leaves no choice (column ``settled`` of cues.toml)

# Log-odds of a score to log-odds of being right (Platt's scaling), fitted on the gold documents with former weights
# that had seen none of them. The expected error of a probability (Brier) falls from 0.152 to 0.138 with these, too.
SLOPE, SHIFT = 0.56, -0.24

# The say of each witness beside the rules, as a power of its chances: of the first two while they are alone, and of
# all three. Where the first two are sure, nobody looks a second time.
ALONE, WITH_LOOK, LOOK = 1.0, 0.5, 1.4
CERTAIN = 0.9  # a kind that has this share of the chances needs no second look
_FLOOR = 1e-3  # no witness rules a class out

Chances = tuple[float, ...]


def softmax(logits: NDArray[np.floating[Any]]) -> Chances:
    """Chances that sum to 1, one for each logit."""
    powers = np.exp(logits - logits.max())
    return tuple((powers / powers.sum()).tolist())


def log_softmax(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    """The logs of the chances in each row of logits."""
    shifted = logits - logits.max(axis=-1, keepdims=True)
    result: NDArray[np.float32] = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return result


def joined(encoder: Chances, classifier: Chances, look: Chances | None = None) -> Chances:
    """The chances of CUE_CLASSES by all witnesses; they sum to the encoder's chance of any cue.

    ``look``: what a second look at the act alone says, if there was one.
    """
    weight = ALONE if look is None else WITH_LOOK
    logs = [_logs(encoder, weight), _logs(classifier, weight), *([_logs(look, LOOK)] if look is not None else [])]
    return _scaled([math.exp(sum(each)) for each in zip(*logs, strict=True)], sum(encoder))


def is_certain(chances: Chances) -> bool:
    """Whether one kind, whatever its firmness, has nearly all of the chances."""
    kinds: dict[str, float] = {}
    for name, chance in zip(CUE_CLASSES, chances, strict=True):
        kind = name.rstrip("1234")
        kinds[kind] = kinds.get(kind, 0.0) + chance
    return max(kinds.values()) >= CERTAIN * sum(chances)


def _logs(chances: Chances, weight: float) -> list[float]:
    return [weight * math.log(chance + _FLOOR) for chance in chances]


def weighed(chances: Chances, rules: tuple[Rule, ...], strength: float = 1.0) -> Chances:
    """The chances of CUE_CLASSES, moved towards the first rule that knows the cue. Their sum stays.

    ``strength`` is `STEM_STRENGTH` where the rule reads the stem above a bullet, else 1.
    """
    if not rules:
        return chances
    support = (math.exp(strength * _support(name, rules[0])) for name in CUE_CLASSES)
    moved = [chance * factor for chance, factor in zip(chances, support, strict=True)]
    return _scaled(moved, sum(chances))


def _scaled(values: list[float], total: float) -> Chances:
    scale = total / sum(values) if sum(values) else 1.0
    return tuple(value * scale for value in values)


def label_of(chances: Chances) -> str:
    """The likeliest of CUE_CLASSES; the first of equals."""
    return CUE_CLASSES[max(range(len(chances)), key=chances.__getitem__)]


def calibrated(chance: float) -> float:
    """The chance, between 0 and 1, that a careful annotator opens this statement with this kind."""
    bounded = min(max(chance, 1e-3), 1 - 1e-3)
    return 1 / (1 + math.exp(-(SLOPE * math.log(bounded / (1 - bounded)) + SHIFT)))


def _support(name: str, rule: Rule) -> float:
    """Log units that a rule gives to a class."""
    firmness = rule.data.get("firmness")
    if name.rstrip("1234") != rule.data["kind"]:
        return 0.0
    same_firmness = bool(firmness) and name.endswith(str(firmness))
    if rule.data.get("settled"):
        return SETTLED_WEIGHT if same_firmness or not firmness else 0.0
    return KIND_WEIGHT + (FIRMNESS_WEIGHT if same_firmness else 0.0)
