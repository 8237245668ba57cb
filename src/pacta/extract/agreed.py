"""An agreement that somebody will act is that act: "agreed that Chile would host it" has "would" for its cue.

The codebook (sections 1 and 2) keeps "agreed" as the act where a principle is agreed, and "agreed to" where the
voices themselves act. Who acts in a clause of its own, the clause says.
"""

from __future__ import annotations

from dataclasses import replace

from pacta.extract.decode import RawCue, behind
from pacta.lexicon import load_table
from pacta.model import Span

__all__ = ["without_agreement"]

_REACH = 160  # code points behind the cue in which the verb of its clause stands


def without_agreement(text: str, raw: RawCue) -> RawCue:
    """``raw`` with the verb of the agreed clause as its cue, if it is a promise that names who will act."""
    if not raw.label.startswith("commitment"):
        return raw
    seen = text[raw.cue.start : raw.cue.end + _REACH]
    for rule in load_table("agreed"):
        found = rule.pattern.match(seen)
        if found and found.end() < len(seen):
            cue = Span(raw.cue.start + found.start("verb"), raw.cue.start + found.end("verb"))
            return replace(raw, cue=cue, content=behind(text, raw.content, cue) if raw.content else None)
    return raw
