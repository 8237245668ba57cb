"""Write trained weights as the ONNX file that ships.

    python -m reader.export --pretrained DIR --weights FILE --out FOLDER [--precision fp32|int8]

int8 is dynamic: weights by channel, activations by tensor as they come.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from reader.model import Reader


def export(pretrained: Path, weights: Path, folder: Path, precision: str) -> None:
    model = Reader(pretrained)
    model.load_state_dict(torch.load(weights))
    model.eval()
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / "reader.onnx"
    ids = torch.ones((2, 32), dtype=torch.int64)
    axes = {0: "batch", 1: "tokens"}
    torch.onnx.export(
        model,
        (ids, torch.ones_like(ids)),
        str(target),
        input_names=["ids", "mask"],
        output_names=["output"],
        dynamic_axes={"ids": axes, "mask": axes, "output": axes},
        opset_version=17,
        dynamo=False,
    )
    if precision == "int8":
        quantize_dynamic(str(target), str(target), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    shutil.copy(pretrained / "tokenizer.json", folder / "tokenizer.json")


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("--pretrained", type=Path, required=True)
    ap.add_argument("--weights", type=Path, required=True)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--precision", choices=("fp32", "int8"), default="int8")
    args = ap.parse_args()
    export(args.pretrained, args.weights, args.out, args.precision)


if __name__ == "__main__":
    main()
