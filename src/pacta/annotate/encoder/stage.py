"""The encode stage: what the reader's encoder says of each token."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import overload

import numpy as np
from numpy.typing import NDArray

from pacta.annotate.encoder.windows import EXACT, FAST, windows
from pacta.encoders import Reader, batches, load_reader, weights_of
from pacta.model import COLUMNS, STRETCH, Annotations, Config, Document, Signals, Window

Output = NDArray[np.float32]  # (tokens, COLUMNS)


def encode(document: Document, annotations: Annotations, config: Config) -> Annotations:
    """Adds ``signals``. Needs ``structure`` and ``profile``."""
    reader = load_reader(weights_of(config.fast))
    cut = FAST if config.fast else EXACT
    found = windows(document, annotations.structure, annotations.profile, reader.tokenizer, cut)
    outputs = tuple(_outputs(reader, found)) if len(found) <= STRETCH else _Gradually(reader, found)
    return replace(annotations, signals=Signals(tuple(found), outputs, reader.version))


def _outputs(reader: Reader, found: list[Window]) -> list[Output]:
    outputs: list[Output] = [np.zeros((0, COLUMNS), np.float32)] * len(found)
    for batch in batches([len(window.ids) for window in found]):
        for index, output in zip(batch, reader.run([found[i].ids for i in batch]), strict=True):
            outputs[index] = output
    return outputs


class _Gradually(Sequence[Output]):
    """The outputs of a long document, computed when they are read, so that memory is bounded.

    Meant for reading in order: the outputs of the last two stretches of windows are kept, so that what follows a
    stretch may be looked at before it is done with.
    """

    def __init__(self, reader: Reader, found: list[Window]) -> None:
        self._reader, self._windows = reader, found
        self._kept: dict[int, list[Output]] = {}

    def __len__(self) -> int:
        return len(self._windows)

    @overload
    def __getitem__(self, index: int) -> Output: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Output]: ...
    def __getitem__(self, index: int | slice) -> Output | Sequence[Output]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        stretch, place = divmod(range(len(self))[index], STRETCH)
        if stretch not in self._kept:
            if len(self._kept) == 2:
                del self._kept[min(self._kept)]
            start = stretch * STRETCH
            self._kept[stretch] = _outputs(self._reader, self._windows[start : start + STRETCH])
        return self._kept[stretch][place]
