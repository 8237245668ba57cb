"""No act stands inside the content of another (codebook, section 1: contents are not statements).

Where the encoder proposes a cue inside the content of the one before, one of them yields: a weak cue is
part of the content; before a strong one the content ends; and a reporting verb whose content opens with
a strong act ("said that the two sides will ...") leaves the act to speak for itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pacta.extract.decode import RawCue
from pacta.model import Span

WEAK = 0.97  # below this chance a cue inside a content gives way
SHORT = 12  # code points: a content this short after cutting said nothing of its own
_JOINT = re.compile(r"\s*(?:[,;:—–]|,?\s*\b(?:and|but|while|which|that|as well as)\b)[^,;:—–]*$", re.IGNORECASE)


def untangled(text: str, found: Iterable[RawCue]) -> Iterator[RawCue]:
    """The cues in text order, none inside the content of another; each as soon as no later one can touch it."""
    kept: list[RawCue] = []
    for raw in found:
        while kept and _ends_before(kept[0], raw):
            yield kept.pop(0)
        if kept and kept[-1].cue.overlaps(raw.cue):  # "agreed that X will" may come twice: as such and by its verb
            raw = max(kept.pop(), raw, key=lambda one: sum(one.chances))
        while kept and _holds(kept[-1], raw):
            if sum(raw.chances) < min(WEAK, sum(kept[-1].chances)):
                break
            shorter = _cut(text, kept.pop(), raw)
            if shorter is not None:
                kept.append(shorter)
                break
        if not (kept and _holds(kept[-1], raw)):
            kept.append(raw)
    yield from kept


def _ends_before(earlier: RawCue, later: RawCue) -> bool:
    end = max(earlier.cue.end, earlier.content.end if earlier.content else 0)
    return end <= later.cue.start


def _holds(outer: RawCue, inner: RawCue) -> bool:
    content = outer.content
    return content is not None and content.start <= inner.cue.start < content.end


def _cut(text: str, outer: RawCue, inner: RawCue) -> RawCue | None:
    """``outer`` with its content ended before the clause of ``inner``; None where nothing is left of it."""
    if outer.content is None:
        return None
    words = text[outer.content.start : inner.cue.start]
    joint = _JOINT.search(words)
    end = outer.content.start + (joint.start() if joint else 0)
    if end - outer.content.start < SHORT:
        return None
    return replace(outer, content=Span(outer.content.start, end))
