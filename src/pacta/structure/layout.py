"""What the file format itself said: layout marks laid over the blocks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from pacta.model import BlockKind, LayoutMark, Span

KINDS: dict[str, BlockKind] = {
    "title": "title", "heading": "heading", "list-item": "bullet", "table": "table",
    "caption": "caption", "furniture": "furniture",
}  # fmt: skip
_STRONGEST = ("furniture", "caption", "table", "title", "heading", "list-item")


def marks_of(marks: Sequence[LayoutMark], spans: list[Span]) -> dict[int, LayoutMark]:
    """For each block that marks cover, the one that decides its kind.

    Where several cover it the strongest does: a heading inside a navigation bar is furniture.
    """
    found: dict[int, LayoutMark] = {}
    starts = [span.start for span in spans]
    for mark in marks:
        i = bisect_left(starts, mark.span.start) if mark.role in KINDS else len(spans)
        while i < len(spans) and spans[i].end <= mark.span.end:
            if i not in found or _rank(mark) < _rank(found[i]):
                found[i] = mark
            i += 1
    return found


def edges(marks: Sequence[LayoutMark]) -> frozenset[int]:
    """Offsets at which a block begins or ends because the format says so."""
    return frozenset(at for mark in marks if mark.role in KINDS for at in (mark.span.start, mark.span.end))


def _rank(mark: LayoutMark) -> int:
    return _STRONGEST.index(mark.role)
