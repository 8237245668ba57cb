"""Where a proposal's words stand in the document. What is not there, or there twice, stays unlocated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pacta.model import Span
from pacta.second_reader.types import Proposal

_CLASSES = ("'’‘ʼ", '"“”„', "-‐‑‒–—−")
_ALIKE = {one: f"[{group}]" for group in _CLASSES for one in group}
_PART = re.compile(r"\s+|.", re.DOTALL)


def align(proposal: Proposal, text: str, within: Span, after: int = 0) -> Proposal:
    """The proposal with its places and the document's own spelling, or as it was.

    Only inside ``within``; of several occurrences the first from ``after`` on is taken, since answers are in text
    order. Spaces, line breaks and kinds of quotation marks and dashes may differ; letters may not.
    """
    places = list(_occurrences(proposal.words, text, within))
    span = next((place for place in places if place.start >= after), places[0] if len(places) == 1 else None)
    if span is None:
        return proposal
    cue = next(_occurrences(proposal.cue, text, span), None)
    if cue is None:
        return proposal
    return replace(proposal, words=span.of(text), cue=cue.of(text), span=span, cue_span=cue)


def _occurrences(words: str, text: str, within: Span) -> Iterator[Span]:
    if not words:
        return
    pattern = re.compile("".join(_loose(part) for part in _PART.findall(words)))
    for found in pattern.finditer(text, within.start, within.end):
        yield Span(*found.span())


def _loose(part: str) -> str:
    return r"\s+" if part.isspace() else _ALIKE.get(part, re.escape(part))
