"""Structure: blocks, numbered paragraphs, speaker turns, quotations; and what kind of document it is."""

from pacta.structure.profile import profile
from pacta.structure.stage import structure
from pacta.structure.trust import trust

__all__ = ["profile", "structure", "trust"]
