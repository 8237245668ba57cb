"""The reader as an ONNX graph, written node by node.

Tracing the model in PyTorch gives 700 nodes, with guards against fully masked rows that no window has and three
products where one does. This graph has 74 and the same outputs to five decimals; in int8, ONNX
Runtime runs it some forty percent faster (docs/speed.md). ``Attention`` and ``BiasGelu`` are operators of ONNX
Runtime's own (domain com.microsoft).
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from reader.model import LAYER, layers_of
from torch import Tensor

EPSILON = 1e-12  # of the layer norms, as in the pretrained encoder's configuration
OPSET = 17


def reader_graph(state: Mapping[str, Tensor], heads: int) -> onnx.ModelProto:
    """The model whose weights are ``state`` (of `reader.model.Reader`), with so many attention heads a layer.

    Inputs ``ids`` and ``mask`` are (batch, tokens) of int64, ``output`` is (batch, tokens, COLUMNS) of float32.
    """
    writer = _Writer(state, heads)
    hidden = writer.embedded()
    for layer in range(layers_of(state)):
        hidden = writer.layer(f"{LAYER}{layer}", hidden)
    writer.add("Add", [writer.product(hidden, "heads"), writer.weight("heads.bias")], "output")
    columns = state["heads.weight"].shape[0]
    axes = ["batch", "tokens"]
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, axes) for name in ("ids", "mask")]
    output = helper.make_tensor_value_info("output", TensorProto.FLOAT, [*axes, columns])
    graph = helper.make_graph(writer.nodes, "reader", inputs, [output], writer.weights)
    domains = [helper.make_opsetid("", OPSET), helper.make_opsetid("com.microsoft", 1)]
    return helper.make_model(graph, opset_imports=domains, ir_version=8)


class _Writer:
    def __init__(self, state: Mapping[str, Tensor], heads: int) -> None:
        self._state, self._heads = state, heads
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def embedded(self) -> str:
        """Word, position and type embeddings, added up and normalised."""
        at = "encoder.embeddings"
        types = self._values(f"{at}.token_type_embeddings.weight")[0]
        positions = self.given(f"{at}.positions", self._values(f"{at}.position_embeddings.weight") + types)
        words = self.add("Gather", [self.weight(f"{at}.word_embeddings.weight"), "ids"], f"{at}.words")
        size = self.add("Shape", ["ids"], f"{at}.size", start=1, end=2)
        zero = self.given(f"{at}.zero", np.zeros(1, np.int64))
        places = self.add("Slice", [positions, zero, size, zero], f"{at}.places")
        self.add("Cast", ["mask"], "mask32", to=TensorProto.INT32)
        return self.normalised(self.add("Add", [words, places], f"{at}.sum"), f"{at}.LayerNorm")

    def layer(self, name: str, hidden: str) -> str:
        attended = self.dense(self.attention(f"{name}.attention.self", hidden), f"{name}.attention.output.dense")
        attended = self.normalised(self.sum_of(attended, hidden), f"{name}.attention.output.LayerNorm")
        product = self.product(attended, f"{name}.intermediate.dense")
        bias = self.weight(f"{name}.intermediate.dense.bias")
        grown = self.add("BiasGelu", [product, bias], f"{name}.grown", domain="com.microsoft")
        shrunk = self.dense(grown, f"{name}.output.dense")
        return self.normalised(self.sum_of(shrunk, attended), f"{name}.output.LayerNorm")

    def attention(self, name: str, hidden: str) -> str:
        """Self-attention; queries, keys and values are one product."""
        parts = [f"{name}.{part}" for part in ("query", "key", "value")]
        weight = np.concatenate([self._values(f"{part}.weight").T for part in parts], axis=1)
        bias = np.concatenate([self._values(f"{part}.bias") for part in parts])
        inputs = [hidden, self.given(f"{name}.weight", weight), self.given(f"{name}.bias", bias), "mask32"]
        return self.add("Attention", inputs, f"{name}.out", domain="com.microsoft", num_heads=self._heads)

    def dense(self, inputs: str, name: str) -> str:
        return self.add("Add", [self.product(inputs, name), self.weight(f"{name}.bias")], f"{name}.out")

    def product(self, inputs: str, name: str) -> str:
        weight = self.given(f"{name}.weight", self._values(f"{name}.weight").T)
        return self.add("MatMul", [inputs, weight], f"{name}.product")

    def sum_of(self, first: str, second: str) -> str:
        return self.add("Add", [first, second], f"{first}.sum")

    def normalised(self, inputs: str, name: str) -> str:
        weights = [self.weight(f"{name}.weight"), self.weight(f"{name}.bias")]
        return self.add("LayerNormalization", [inputs, *weights], f"{name}.out", axis=-1, epsilon=EPSILON)

    def weight(self, name: str) -> str:
        return self.given(name, self._values(name))

    def given(self, name: str, values: NDArray[np.generic]) -> str:
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def add(self, kind: str, inputs: list[str], output: str, **attributes: object) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [output], name=output, **attributes))
        return output

    def _values(self, name: str) -> NDArray[np.float32]:
        values: NDArray[np.float32] = self._state[name].numpy()
        return values
