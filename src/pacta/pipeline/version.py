"""What a reading depends on beside document and config: the version of Pacta and of the weights."""

from __future__ import annotations

from functools import cache
from hashlib import sha256

from pacta import __version__
from pacta.encoders import TOKENIZER, weights_of, weights_of_acts
from pacta.extract.classifier import classifier_weights
from pacta.extract.lists import list_weights


@cache
def reader_version(fast: bool = False) -> str:
    """``0.1.0+3f2a91c0``: the second part is a digest of the weights, the encoder's exact or fast ones."""
    weights, digest = weights_of(fast), sha256()
    looks = () if fast else (weights_of_acts(),)
    for file in (weights, weights.with_name(TOKENIZER), classifier_weights(), list_weights(fast), *looks):
        digest.update(file.read_bytes() if file.is_file() else b"")
    return f"{__version__}+{digest.hexdigest()[:8]}"
