"""The encoders: one reads a document once for all heads of statement extraction, another looks at single acts."""

import os

# The official builds of ONNX Runtime report their use to their maker unless told not to before they are
# imported (its Privacy.md). Pacta sends nothing to anybody.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

from pacta.encoders.session import TOKENIZER, Reader, batches, load_reader, weights_of, weights_of_acts

__all__ = ["TOKENIZER", "Reader", "batches", "load_reader", "weights_of", "weights_of_acts"]
