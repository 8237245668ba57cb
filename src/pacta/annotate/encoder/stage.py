"""The encode stage: what the reader's encoder says of each token.

Runs on a CPU, offline, with ONNX Runtime. The weights are made by ``training/reader`` and named by their
digest, which is part of what a run records.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from hashlib import file_digest
from importlib.resources import files
from pathlib import Path
from typing import overload

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from pacta.annotate.encoder.windows import windows
from pacta.model import COLUMNS, Annotations, Config, Document, Signals, Window

BATCH_TOKENS = 512  # of a batch, padding included: larger ones take more memory and, on one core, more time
TOKENIZER = "tokenizer.json"  # beside the weights
AT_ONCE = 64  # windows whose outputs are held together: some 10,000 words, 35 MB
SLOWER = ["SkipLayerNormFusion"]  # a fusion whose product takes six times as long as its parts

Output = NDArray[np.float32]  # (tokens, COLUMNS)


def encode(document: Document, annotations: Annotations, config: Config) -> Annotations:
    """Adds ``signals``. Needs ``structure`` and ``profile``."""
    reader = load_reader(weights_of(config.fast))
    found = windows(document, annotations.structure, annotations.profile, reader.tokenizer)
    outputs = tuple(_outputs(reader, found)) if len(found) <= AT_ONCE else _Gradually(reader, found)
    return replace(annotations, signals=Signals(tuple(found), outputs, reader.version))


def _outputs(reader: Reader, found: list[Window]) -> list[Output]:
    outputs: list[Output] = [np.zeros((0, COLUMNS), np.float32)] * len(found)
    for batch in _batches(found):
        for index, output in zip(batch, reader.run([found[i] for i in batch]), strict=True):
            outputs[index] = output
    return outputs


class _Gradually(Sequence[Output]):
    """The outputs of a long document, computed when they are read, so that memory is bounded.

    Meant for reading in order: the outputs of one stretch of windows are kept until another is asked for.
    """

    def __init__(self, reader: Reader, found: list[Window]) -> None:
        self._reader, self._windows = reader, found
        self._stretch, self._outputs = -1, list[Output]()

    def __len__(self) -> int:
        return len(self._windows)

    @overload
    def __getitem__(self, index: int) -> Output: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Output]: ...
    def __getitem__(self, index: int | slice) -> Output | Sequence[Output]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        stretch, place = divmod(range(len(self))[index], AT_ONCE)
        if stretch != self._stretch:
            start = stretch * AT_ONCE
            self._outputs = _outputs(self._reader, self._windows[start : start + AT_ONCE])
            self._stretch = stretch
        return self._outputs[place]


class Reader:
    """The encoder with its tokenizer. ``version`` changes when the weights do."""

    def __init__(self, weights: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = int(os.environ.get("PACTA_THREADS", "0"))
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(weights), options, providers=["CPUExecutionProvider"], disabled_optimizers=SLOWER
        )
        with weights.open("rb") as stored:
            self.version = "reader-" + file_digest(stored, "sha256").hexdigest()[:8]
        self.tokenizer: Tokenizer = Tokenizer.from_file(str(weights.with_name(TOKENIZER)))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()

    def run(self, batch: list[Window]) -> Iterator[NDArray[np.float32]]:
        """(tokens, COLUMNS) for each window of the batch."""
        size = max(len(window.ids) for window in batch)
        ids = np.zeros((len(batch), size), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, window in enumerate(batch):
            ids[row, : len(window.ids)] = window.ids
            mask[row, : len(window.ids)] = 1
        (output,) = self._session.run(["output"], {"ids": ids, "mask": mask})
        return (output[row, : len(window.ids)] for row, window in enumerate(batch))


@cache
def load_reader(weights: Path) -> Reader:
    """The reader of a file beside which ``tokenizer.json`` lies; loaded once a process."""
    return Reader(weights)


def weights_of(fast: bool) -> Path:
    """The file of the shipped weights, exact or fast, or of those that training names while it cross-validates."""
    own = os.environ.get("PACTA_READER")
    folder = Path(own) if own else Path(str(files("pacta.annotate.encoder") / "weights"))
    return folder / ("fast.onnx" if fast else "reader.onnx")


def _batches(found: list[Window]) -> Iterator[list[int]]:
    """Indices of windows of similar length, so that little is padding. The order depends on the document alone."""
    order = sorted(range(len(found)), key=lambda i: (len(found[i].ids), i))
    batch: list[int] = []
    for index in order:
        if batch and (len(batch) + 1) * len(found[index].ids) > BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch
