"""The structure stage: blocks, speaker turns and quotations of one document."""

from __future__ import annotations

from dataclasses import replace

from pacta.model import Annotations, Config, Document, Structure
from pacta.structure.blocks import draft_blocks
from pacta.structure.nesting import nested
from pacta.structure.people import People
from pacta.structure.quotations import find_quotations
from pacta.structure.sole import sole_turn
from pacta.structure.titles import with_title
from pacta.structure.turns import labelled_turns


def structure(document: Document, annotations: Annotations, config: Config) -> Annotations:
    """Adds ``structure``: what each line or paragraph is, who speaks, who is quoted."""
    blocks = nested(document.text, with_title(document.text, draft_blocks(document)))
    silent = tuple(block.span for block in blocks if block.kind in ("furniture", "caption"))
    people = People(document, silent)
    turns = labelled_turns(document.text, blocks, people)
    quotations = find_quotations(document.text, blocks, turns, people)
    turns = turns or sole_turn(document, blocks, quotations, people)
    return replace(annotations, structure=Structure(blocks, turns, quotations))
