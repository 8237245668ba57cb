"""Take the weights out of an ONNX file that `reader.export` wrote, to train on from them.

    python -m reader.unpack --pretrained DIR --onnx FILE --out FILE

What half precision has rounded stays rounded.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from reader.model import Reader
from torch import Tensor

EMBEDDINGS = "encoder.embeddings"
PARTS = ("query", "key", "value")  # of attention; one product in the graph


def unpacked(stored: Mapping[str, NDArray[np.float32]], empty: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """The state of a `Reader` like ``empty``, whose other values do not matter but for the token types."""
    types = empty[f"{EMBEDDINGS}.token_type_embeddings.weight"]
    state = {}
    for name, weight in empty.items():
        owner, _, kind = name.rpartition(".")
        if owner == f"{EMBEDDINGS}.token_type_embeddings":
            state[name] = weight
        elif owner == f"{EMBEDDINGS}.position_embeddings":
            state[name] = torch.tensor(stored[f"{EMBEDDINGS}.positions"]) - types[0]
        elif ".attention.self." in name:
            attention, _, part = owner.rpartition(".")
            whole = np.split(stored[f"{attention}.{kind}"], len(PARTS), axis=-1)
            state[name] = torch.tensor(np.ascontiguousarray(whole[PARTS.index(part)].T))
        else:
            turned = weight.ndim == 2 and not owner.startswith(EMBEDDINGS)
            state[name] = torch.tensor(np.ascontiguousarray(stored[name].T if turned else stored[name]))
    return state


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("--pretrained", type=Path, required=True)
    ap.add_argument("--onnx", type=Path, required=True)
    ap.add_argument("--out", type=Path, required=True)
    args = ap.parse_args()
    weights = onnx.load(args.onnx).graph.initializer
    stored = {w.name.removesuffix("_half"): numpy_helper.to_array(w).astype(np.float32) for w in weights}
    empty = Reader(args.pretrained, columns=stored["heads.bias"].size)
    torch.save(unpacked(stored, empty.state_dict()), args.out)


if __name__ == "__main__":
    main()
