"""The reader's encoder: one pass over a document serves all heads of statement extraction."""

from pacta.annotate.encoder.stage import encode

__all__ = ["encode"]
