"""The reader's encoder: one pass over a document serves all heads of statement extraction."""

import os

# The official builds of ONNX Runtime report their use to their maker unless told not to before they are
# imported (its Privacy.md). Pacta sends nothing to anybody.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

from pacta.annotate.encoder.stage import TOKENIZER, encode, weights_of

__all__ = ["TOKENIZER", "encode", "weights_of"]
