"""The clause to show for each statement, and which cues stand where nobody performs an act."""

from __future__ import annotations

import re
from bisect import bisect_right

from pacta.extract.decode import RawCue
from pacta.model import Annotations, Document, Span
from pacta.text.lookup import Located

SPOKEN = frozenset({"paragraph", "bullet", "table"})  # titles, headings, datelines and captions perform no act
JOINS = ";,.:–—-•*▪●◦)”»"  # punctuation that stands between two clauses, or marks a bullet
OPENING = {'"': '"', "“": "”", "«": "»", "„": "“"}
# The heading that a bullet may open with: "Trade: the two sides will ...".
_RUN_IN = re.compile(r"\W*(?P<words>\w[^.:!?\n]{2,110}?)\W{0,2}:\W{0,2}[ \u00a0](?=[“\"]?[^\W\d_a-z])")
_HEADING_WORDS = 12
_LABEL = 24  # code points that a printed number takes at most: "Paragraph 12(b)."
_SPACES_AND_JOINS = re.compile(rf"[\s{re.escape(JOINS)}]*")


class Quotes:
    """From the end of the statement before in its sentence to its own end, without the printed number."""

    def __init__(self, document: Document, annotations: Annotations) -> None:
        blocks = annotations.structure.blocks
        self._text = document.text
        self._block_at = Located(blocks).at
        self._turn_at = Located(annotations.structure.turns).at
        self._sentences = [s for block in blocks for s in block.sentences]
        self._starts = [s.start for s in self._sentences]
        self._end = 0

    def spoken(self, raw: RawCue) -> bool:
        """Whether the cue stands where words can perform an act: in body text, not in a bullet's own heading nor in
        a journalist's question."""
        block, turn = self._block_at(raw.cue.start), self._turn_at(raw.cue.start)
        if block is None or block.kind not in SPOKEN or (turn is not None and turn.role == "question"):
            return False
        heading = _RUN_IN.match(self._text, block.span.start, block.span.end) if block.kind == "bullet" else None
        short = heading is not None and heading["words"].count(" ") < _HEADING_WORDS
        return not (heading and short and raw.cue.start < heading.end("words"))

    def of(self, raw: RawCue) -> Span:
        """The quotation of a cue. Cues come in text order."""
        parts = [raw.cue, *([raw.content] if raw.content else [])]
        start, end = min(p.start for p in parts), max(p.end for p in parts)
        index = bisect_right(self._starts, start) - 1
        floor = max(self._sentences[index].start if index >= 0 else start, self._end)
        if floor < start:
            start = self._trimmed(floor, start, end)
        self._end = max(self._end, end)
        return Span(start, end)

    def _trimmed(self, floor: int, start: int, end: int) -> int:
        """Skip the number of the paragraph, what joins two clauses, and a quotation mark that nothing closes."""
        floor = self._past_joins(self._past_number(floor, start), start)
        closing = OPENING.get(self._text[floor]) if floor < start else None
        if closing and self._text.find(closing, floor + 1, end) < 0:
            return self._past_joins(floor + 1, start)
        return floor

    def _past_number(self, floor: int, start: int) -> int:
        block = self._block_at(floor)
        if block is None or block.number is None or floor != block.span.start:
            return floor
        at = self._text.find(block.number, floor, min(start, floor + _LABEL))
        return at + len(block.number) if at >= 0 else floor

    def _past_joins(self, floor: int, start: int) -> int:
        match = _SPACES_AND_JOINS.match(self._text, floor, start)
        return match.end() if match else floor
