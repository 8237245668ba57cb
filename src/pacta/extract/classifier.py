"""A classifier of acts over surface features: logistic regression, trained by ``training/acts``.

It knows no context beyond the sentence, but it counts words where the encoder generalises: the two err
in different places, and together they are better than either (docs/evaluation.md).
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pacta.extract.weigh import Chances, softmax
from pacta.model import CUE_CLASSES

__all__ = ["Classifier", "classifier_weights", "load_classifier"]

NAME = "acts.npz"


class Classifier:
    """``weights`` is (features, classes) in the order of ``names`` and CUE_CLASSES, ``bias`` is (classes,)."""

    def __init__(self, names: list[str], weights: NDArray[np.float32], bias: NDArray[np.float32]) -> None:
        self._row = {name: row for row, name in enumerate(names)}
        self._weights, self._bias = weights, bias

    def chances(self, found: Iterable[str]) -> Chances:
        """The chance of each of CUE_CLASSES, given that one of them stands here. They sum to 1."""
        rows = sorted(self._row[name] for name in found if name in self._row)
        logits = self._bias + self._weights[rows].sum(axis=0, dtype=np.float64)
        return softmax(logits)


def load_classifier() -> Classifier:
    return _load(classifier_weights())


def classifier_weights() -> Path:
    """The file of the shipped classifier, or of the one beside the weights that a cross-validation names."""
    other = os.environ.get("PACTA_READER")
    own = Path(other) / NAME if other else None
    shipped = Path(str(files("pacta.extract") / "weights" / NAME))
    return own if own and own.is_file() else shipped


@cache
def _load(path: Path) -> Classifier:
    with np.load(path, allow_pickle=False) as stored:
        names = bytes(stored["names"]).decode("utf-8").split("\n")
        weights = stored["weights"].astype(np.float32) * stored["scale"].astype(np.float32)
        bias = stored["bias"].astype(np.float32)
    if weights.shape != (len(names), len(CUE_CLASSES)):
        raise ValueError(f"{path}: weights for {weights.shape}, not for {len(names)} features; train them again")
    return Classifier(names, weights, bias)
