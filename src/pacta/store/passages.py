"""What full-text search looks through: paragraphs, and pieces of very long ones."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pacta.model import Block, Document, Span
from pacta.store.search import searchable

LONG = 1500  # code points; longer blocks are cut at sentences, so that a hit stays a place one can look at
LONGEST = 4000  # code points; longer sentences are cut at white space
SILENT = frozenset({"furniture", "separator"})


def passages_of(document: Document, blocks: tuple[Block, ...]) -> Iterator[dict[str, Any]]:
    """Rows of ``passages``. A document without blocks is searched by its lines."""
    spans = (span for block in blocks if block.kind not in SILENT for span in _pieces(block))
    for span in spans if blocks else _lines(document.text):
        for piece in _cut(document.text, span):
            words = searchable(document.quote(piece))
            yield {"document": document.id, "span_start": piece.start, "text": words}


def _pieces(block: Block) -> Iterator[Span]:
    if len(block.span) <= LONG or not block.sentences:
        yield block.span
        return
    start, end = block.span.start, block.span.start
    for sentence in block.sentences:
        if sentence.end - start > LONG and end > start:
            yield Span(start, end)
            start = sentence.start
        end = sentence.end
    yield Span(start, block.span.end)


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield Span(start, start + len(line.rstrip()))
        start += len(line)


def _cut(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    while span.end - start > LONGEST:
        gap = text.rfind(" ", start + 1, start + LONGEST)
        end = gap if gap > 0 else start + LONGEST
        yield Span(start, end)
        start = end
    yield Span(start, span.end)
