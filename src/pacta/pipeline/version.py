"""What a reading depends on beside document and config: the version of Pacta and of the weights."""

from __future__ import annotations

import os
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from pacta import __version__


@cache
def reader_version() -> str:
    """``0.1.0+3f2a91c0``: the second part is a digest of the encoder's weights."""
    own = os.environ.get("PACTA_READER")
    folder = Path(own) if own else files("pacta.annotate.encoder") / "weights"
    found = folder.iterdir() if folder.is_dir() else ()
    weights = sorted((file for file in found if file.is_file()), key=lambda file: file.name)
    digest = sha256()
    for file in weights:
        digest.update(file.read_bytes())
    return f"{__version__}+{digest.hexdigest()[:8]}"
