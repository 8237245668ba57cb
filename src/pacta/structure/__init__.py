"""Structure: blocks, numbered paragraphs, speaker turns, quotations; and what kind of document it is."""

from pacta.structure.stage import structure

__all__ = ["structure"]
