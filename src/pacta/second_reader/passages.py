"""The passages of a document that a second reader is shown: everything but page furniture, in text order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pacta.model import Annotations, Block, Document, Span

MOST = 6_000  # code points of a passage; an answer to more is cut off by many endpoints
UNREAD = ("furniture", "separator")


@dataclass(frozen=True, slots=True)
class Passage:
    """``span`` of the document's text; ``number`` counts the passages of the document from 1."""

    number: int
    span: Span


def passages_to_read(document: Document, annotations: Annotations) -> tuple[Passage, ...]:
    """Runs of blocks, each at most `MOST` code points: a longer block is cut between sentences, a longer sentence
    where it must be. Furniture ends a passage and is in none."""
    found: list[Span] = []
    open_: Span | None = None
    for piece in _pieces(annotations.structure.blocks):
        if piece is None or (open_ and piece.end - open_.start > MOST):
            found += [open_] if open_ else []
            open_ = piece
        else:
            open_ = Span(open_.start, piece.end) if open_ else piece
    found += [open_] if open_ else []
    return tuple(Passage(number, span) for number, span in enumerate(found, 1) if span.of(document.text).strip())


def _pieces(blocks: tuple[Block, ...]) -> Iterator[Span | None]:
    """What may stand together in a passage; None where one must end."""
    for block in blocks:
        if block.kind in UNREAD:
            yield None
        elif len(block.span) <= MOST:
            yield block.span
        else:
            yield from _cut(block)


def _cut(block: Block) -> Iterator[Span]:
    starts = [sentence.start for sentence in block.sentences[1:]] + [block.span.end]
    start = block.span.start
    for end in starts:
        while end - start > MOST:
            yield Span(start, start + MOST)
            start += MOST
        if end > start:
            yield Span(start, end)
        start = end
