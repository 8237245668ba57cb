"""The encoders at run time: ONNX Runtime on a CPU, offline. The weights are made by ``training`` and named by their
digest, which is part of what a run records."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import file_digest
from importlib.resources import files
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

__all__ = ["TOKENIZER", "Reader", "batches", "load_reader", "weights_of", "weights_of_acts"]

BATCH_TOKENS = 512  # of a batch, padding included: larger ones take more memory and, on one core, more time
TOKENIZER, ACTS = "tokenizer.json", "acts.onnx"  # beside the weights
SLOWER = ["SkipLayerNormFusion"]  # a fusion whose product takes six times as long as its parts


class Reader:
    """An encoder with its tokenizer. ``version`` changes when the weights do."""

    def __init__(self, weights: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = int(os.environ.get("PACTA_THREADS", "0"))
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(weights), options, providers=["CPUExecutionProvider"], disabled_optimizers=SLOWER
        )
        with weights.open("rb") as stored:
            kind = "look" if weights.name == ACTS else "reader"
            self.version = f"{kind}-{file_digest(stored, 'sha256').hexdigest()[:8]}"
        self.tokenizer: Tokenizer = Tokenizer.from_file(str(weights.with_name(TOKENIZER)))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()

    def run(self, batch: Sequence[Sequence[int]]) -> Iterator[NDArray[np.float32]]:
        """(tokens, columns) for each row of vocabulary ids."""
        size = max(map(len, batch))
        ids = np.zeros((len(batch), size), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, found in enumerate(batch):
            ids[row, : len(found)] = found
            mask[row, : len(found)] = 1
        (output,) = self._session.run(["output"], {"ids": ids, "mask": mask})
        return (output[row, : len(found)] for row, found in enumerate(batch))


@cache
def load_reader(weights: Path) -> Reader:
    """The reader of a file beside which ``tokenizer.json`` lies; loaded once a process."""
    return Reader(weights)


def weights_of(fast: bool) -> Path:
    """The file of the shipped weights, exact or fast, or of those that training names while it cross-validates."""
    own = os.environ.get("PACTA_READER")
    return (Path(own) if own else _shipped()) / ("fast.onnx" if fast else "reader.onnx")


def weights_of_acts() -> Path:
    """The file of the encoder that reads each act by itself, shipped or beside those that training names."""
    own = os.environ.get("PACTA_READER")
    named = Path(own) / ACTS if own else None
    return named if named and named.is_file() else _shipped() / ACTS


def _shipped() -> Path:
    return Path(str(files("pacta.encoders") / "weights"))


def batches(sizes: Sequence[int]) -> Iterator[list[int]]:
    """Indices of rows of similar length, so that little is padding. The order depends on the lengths alone."""
    order = sorted(range(len(sizes)), key=lambda i: (sizes[i], i))
    batch: list[int] = []
    for index in order:
        if batch and (len(batch) + 1) * sizes[index] > BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch
