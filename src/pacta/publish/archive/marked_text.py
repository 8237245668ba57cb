"""A document's text cut for XML: its blocks, who speaks in them, and marks where claims begin and end.

The pieces, with the white space between them, are the text: every code point once, in order. So what a reader
takes out of the XML has the offsets of the register, and a quotation is what stands between its two marks.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from pacta.model import Block, Span, Turn
from pacta.publish.archive.claims import Claim, Source
from pacta.publish.xml_text import xml_text

WHITE = " \t\r\n"  # what XML takes for white space; a no-break space is a word to it
Mark = tuple[int, bool, str]  # offset, whether a claim begins there, id of the claim
MakeMark = Callable[[str, bool], etree._Element]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text of one kind: that of its block, "speech" inside a turn, "label" for a speaker's label, or
    "gap" for white space between blocks, which no element holds. ``turn`` is the index of the turn."""

    span: Span
    kind: str
    block: Block | None = None
    turn: int | None = None


def pieces(source: Source) -> Iterator[Piece]:
    """The text in order, without a hole."""
    text, at = source.document.text, 0
    turns = _TurnCuts(source.structure.turns)
    marked = sorted(offset if begins else offset - 1 for offset, begins, _ in marks(source.claims))
    for block in source.structure.blocks:
        if block.span.start > at:
            yield _between(Span(at, block.span.start), text, marked)
        for span, kind, turn in turns.of(block.span):
            yield Piece(span, kind or block.kind, block, turn)
        at = max(at, block.span.end)
    if at < len(text):
        yield _between(Span(at, len(text)), text, marked)


def marks(claims: Iterable[Claim]) -> list[Mark]:
    """Where claims begin and end, in order; what ends at a place before what begins there."""
    both = [(claim.span.start, True, claim.id) for claim in claims]
    return sorted([*both, *((claim.span.end, False, claim.id) for claim in claims)])


class MarkedText:
    """Puts the text of pieces into elements, with an element of ``make`` at each mark."""

    def __init__(self, source: Source, make: MakeMark) -> None:
        self.text, self.make = source.document.text, make
        self.marks = marks(source.claims)
        self.next = 0

    def fill(self, element: etree._Element, span: Span) -> None:
        """Appends the text of a span, which comes after those before. A mark at the edge of two pieces stands
        in the piece whose words its claim has."""
        at = span.start
        while self.next < len(self.marks):
            offset, begins, claim = self.marks[self.next]
            if offset > span.end or (begins and offset == span.end):
                break
            append_text(element, self.text[at:offset])
            element.append(self.make(claim, begins))
            at, self.next = offset, self.next + 1
        append_text(element, self.text[at : span.end])


def append_text(element: etree._Element, text: str) -> None:
    """Text after what the element holds by now."""
    if not text:
        return
    fit = xml_text(text)
    if len(element):
        element[-1].tail = (element[-1].tail or "") + fit
    else:
        element.text = (element.text or "") + fit


class _TurnCuts:
    """Labels and turns as stretches that do not overlap."""

    def __init__(self, turns: tuple[Turn, ...]) -> None:
        found = [(turn.label, "label", number) for number, turn in enumerate(turns)]
        found += [(turn.span, "speech", number) for number, turn in enumerate(turns)]
        self.cuts: list[tuple[int, int, str, int]] = []
        at = 0
        for span, kind, number in sorted(found, key=lambda each: (each[0], each[2])):
            if span.end > max(at, span.start):
                self.cuts.append((max(at, span.start), span.end, kind, number))
                at = span.end
        self.ends = [end for _, end, _, _ in self.cuts]

    def of(self, span: Span) -> Iterator[tuple[Span, str, int | None]]:
        """The parts of a block: inside a turn, inside its label, or neither."""
        at, place = span.start, bisect_left(self.ends, span.start + 1)
        while at < span.end and place < len(self.cuts) and self.cuts[place][0] < span.end:
            start, end, kind, number = self.cuts[place]
            if start > at:
                yield Span(at, start), "", None
            at = min(end, span.end)
            yield Span(max(start, span.start), at), kind, number
            place += 1
        if at < span.end:
            yield Span(at, span.end), "", None


def _between(span: Span, text: str, marked: list[int]) -> Piece:
    """White space is a gap; what no block holds, or has the first or last code point of a claim (``marked``), is a
    piece of its own."""
    first = bisect_left(marked, span.start)
    inside = first < len(marked) and marked[first] < span.end
    words = xml_text(text[span.start : span.end]).strip(WHITE)
    return Piece(span, "other" if inside or words else "gap")
