"""How near in meaning texts are: vectors of words, added up. Offline, no model to run.

The vectors were distilled from all-MiniLM-L6-v2 (Apache-2.0) by ``training/meaning/distil.py``. They know words,
not their order: "X supports Y" and "Y supports X" are one to them. So they propose what to look at, and decide
nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

LONGEST = 2000  # characters of a text that count

Vectors = NDArray[np.float32]  # (texts, dimensions), each of length 1, or 0 where no word is known


def vectors_of(texts: Sequence[str]) -> Vectors:
    """One vector a text; the dot product of two is their likeness, up to 1."""
    words, scale = _weights()
    found = np.zeros((len(texts), words.shape[1]), np.float32)
    encoded = _tokenizer().encode_batch([text[:LONGEST] for text in texts], add_special_tokens=False)
    for place, each in enumerate(encoded):
        ids = np.array(each.ids, np.int64)
        if len(ids):
            found[place] = (words[ids].astype(np.float32) * scale[ids, None]).sum(0)
    lengths = np.linalg.norm(found, axis=1, keepdims=True)
    lengths[lengths == 0] = 1
    normed: Vectors = found / lengths
    return normed


@cache
def _weights() -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    with (files("pacta.annotate.meaning") / "weights" / "vectors.npz").open("rb") as stream:
        held = np.load(stream)
        return held["vectors"], held["scale"]


@cache
def _tokenizer() -> Tokenizer:
    """The encoder's own: the two share their vocabulary."""
    text = (files("pacta.encoders") / "weights" / "tokenizer.json").read_text(encoding="utf-8")
    tokenizer: Tokenizer = Tokenizer.from_str(text)
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer
