"""A reader plain enough for tests that are not about how well Pacta reads."""

from __future__ import annotations

import re
from dataclasses import replace

from pacta.model import Annotations, Config, Document
from support import samples

SENTENCE = re.compile(r"We will [^.]*\.")


def plain_stages(document: Document, config: Config = Config()) -> Annotations:
    """Instead of the pipeline: each "We will ..." is a commitment;
    the codes of the config's parties are warnings."""
    found = (samples.statement(document, words) for words in dict.fromkeys(SENTENCE.findall(document.text)))
    return replace(samples.reading(document, *found), warnings=tuple(party.code for party in config.parties))
