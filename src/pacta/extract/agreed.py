"""An agreement that somebody will act is that act: "agreed that Chile would host it" has "would" for its cue.

The codebook (sections 1 and 2) keeps "agreed" as the act where a principle is agreed, and "agreed to" where the
voices themselves act. Who acts in a clause of its own, the clause says.
"""

from __future__ import annotations

from dataclasses import replace

from pacta.extract.decode import RawCue
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
            return replace(raw, cue=cue, content=_after(text, cue, raw.content))
    return raw


def _after(text: str, cue: Span, content: Span | None) -> Span | None:
    """What of a content stands behind the cue."""
    if content is None or content.end <= cue.end:
        return None
    start = cue.end
    while text[start].isspace():
        start += 1
    return Span(max(start, content.start), content.end)
