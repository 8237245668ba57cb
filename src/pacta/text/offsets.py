"""The way back from the canonical text to the decoded source, through the named cleaning steps, and forth.

A step replaces stretches of a text. Outside them a character keeps its neighbours, so its new offset is its
old one plus a constant; inside them only the borders are known. Offsets are code points.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from pacta.model import CleaningStep, Span

Replacement = tuple[int, int, str]  # start, end in the text before; the words that stand there afterwards


def clean(text: str, name: str, replacements: Iterable[Replacement]) -> tuple[str, CleaningStep]:
    """The text with the replacements made, and the step that remembers them.

    Replacements are sorted and do not overlap; ValueError if they do.
    """
    parts: list[str] = []
    edits: list[tuple[int, int, int]] = []
    position = 0
    for start, end, words in replacements:
        if not position <= start <= end <= len(text):
            raise ValueError(f"replacement {start}..{end} overlaps another or leaves the text")
        parts += (text[position:start], words)
        edits.append((start, end, len(words)))
        position = end
    return "".join((*parts, text[position:])), CleaningStep(name, tuple(edits))


class OffsetMap:
    """Maps offsets and spans between the text before some steps and the text after them.

    A look-up takes logarithmic time in the number of edits. Where a stretch was deleted, one offset of the
    text after answers to two of the text before: spans take the tighter one.
    """

    def __init__(self, steps: Iterable[CleaningStep]) -> None:
        self._steps = tuple(_StepMap(step.edits) for step in steps if step.edits)

    def span_to_source(self, span: Span) -> Span:
        """The stretch of the source that became this span; whole replacements, never parts of them."""
        start, end = span.start, span.end
        for step in reversed(self._steps):
            start, end = step.before(start, end)
        return Span(start, end)

    def span_to_canonical(self, span: Span) -> Span:
        """What became of this stretch of the source."""
        start, end = span.start, span.end
        for step in self._steps:
            start, end = step.after(start, end)
        return Span(start, end)

    def to_source(self, offset: int) -> int:
        """The offset in the source of the character at ``offset`` of the canonical text."""
        return self.span_to_source(Span(offset, offset + 1)).start

    def to_canonical(self, offset: int) -> int:
        """The offset in the canonical text of the character at ``offset`` of the source."""
        return self.span_to_canonical(Span(offset, offset + 1)).start


class _StepMap:
    """One step as sorted borders of its edits: in the text before (old) and in the text after (new)."""

    def __init__(self, edits: Sequence[tuple[int, int, int]]) -> None:
        self._old = [(start, end) for start, end, _ in edits]
        shifts = accumulate((length - (end - start) for start, end, length in edits), initial=0)
        self._new = [
            (start + shift, start + shift + length)
            for (start, _, length), shift in zip(edits, shifts, strict=False)
        ]

    def before(self, start: int, end: int) -> tuple[int, int]:
        return _translate(self._new, self._old, start, end)

    def after(self, start: int, end: int) -> tuple[int, int]:
        return _translate(self._old, self._new, start, end)


Borders = list[tuple[int, int]]


def _translate(here: Borders, there: Borders, start: int, end: int) -> tuple[int, int]:
    first = _start(here, there, start)
    return first, max(first, _end(here, there, end))


def _start(here: Borders, there: Borders, offset: int) -> int:
    """A start inside an edit moves to the edit's start; one at the place of a deletion moves behind it."""
    index = bisect_right(here, (offset, offset)) - 1
    if index < 0:
        return offset
    if offset < here[index][1]:
        return there[index][0]
    return offset - here[index][1] + there[index][1]


def _end(here: Borders, there: Borders, offset: int) -> int:
    """An end inside an edit moves to the edit's end; one at the place of a deletion stays before it."""
    index = bisect_left(here, (offset, offset)) - 1
    if index < 0:
        return offset
    if offset < here[index][1]:
        return there[index][1]
    return offset - here[index][1] + there[index][1]
