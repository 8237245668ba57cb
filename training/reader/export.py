"""Write trained weights as the ONNX file that ships.

    python -m reader.export --pretrained DIR --weights FILE --out FOLDER [--precision fp16|int8] [--name FILE]

fp16 stores the weights in half precision; they are widened when the file is loaded and all arithmetic is in
single precision. int8 is dynamic: weights by channel, activations by tensor as they come.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from reader.graph import reader_graph


def export(pretrained: Path, weights: Path, target: Path, precision: str) -> None:
    heads = json.loads((pretrained / "config.json").read_text(encoding="utf-8"))["num_attention_heads"]
    model = reader_graph(torch.load(weights, map_location="cpu"), heads)
    target.parent.mkdir(parents=True, exist_ok=True)
    if precision == "fp16":
        onnx.save(halved(model), target)
    else:
        onnx.save(model, target)
        quantize_dynamic(
            target,
            target,
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,  # no sum of products leaves 16 bits: processors without VNNI give the same integers
            extra_options={"DefaultTensorType": TensorProto.FLOAT},
        )
    shutil.copy(pretrained / "tokenizer.json", target.with_name("tokenizer.json"))


def halved(model: onnx.ModelProto) -> onnx.ModelProto:
    """The model with its large weights stored in half precision, each widened by a Cast of its own."""
    for weight in list(model.graph.initializer):
        values = numpy_helper.to_array(weight)
        if values.dtype == np.float32 and values.size > 1024:
            stored = f"{weight.name}_half"
            model.graph.initializer.remove(weight)
            model.graph.initializer.append(numpy_helper.from_array(values.astype(np.float16), stored))
            widen = helper.make_node("Cast", [stored], [weight.name], to=TensorProto.FLOAT)
            model.graph.node.insert(0, widen)
    return model


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("--pretrained", type=Path, required=True)
    ap.add_argument("--weights", type=Path, required=True)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--precision", choices=("fp16", "int8"), default="fp16")
    ap.add_argument(
        "--name", default="reader.onnx", help="of the file; fast.onnx and acts.onnx are the others that ship"
    )
    args = ap.parse_args()
    export(args.pretrained, args.weights, args.out / args.name, args.precision)


if __name__ == "__main__":
    main()
