"""The stages in order, and the loop over them.

A stage is a pure function of the document, what the stages before it found, and the config. The order
is the order of what each needs: names know the dates inside them, parties know the names, the encoder is told
whose words it reads, and statements know all of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pacta.annotate.dates import dates
from pacta.annotate.encoder import encode
from pacta.annotate.figures import figures
from pacta.annotate.names import names
from pacta.annotate.parties import parties
from pacta.extract import statements
from pacta.model import Annotations, Config, Document
from pacta.structure import profile, structure, trust

Stage = Callable[[Document, Annotations, Config], Annotations]

STAGES: tuple[Stage, ...] = (structure, profile, trust, dates, figures, names, parties, encode, statements)


def read(document: Document, config: Config = Config()) -> Annotations:
    """Everything that is read in one document. Same document, version and config: same annotations."""
    annotations = Annotations()
    for stage in STAGES:
        annotations = stage(document, annotations, config)
    return replace(annotations, signals=None)
