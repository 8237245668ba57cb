"""What the file format itself said: layout marks laid over the blocks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from pacta.model import BlockKind, LayoutMark, Span

_KINDS: dict[str, BlockKind] = {
    "title": "title", "heading": "heading", "list-item": "bullet", "table": "table",
    "caption": "caption", "furniture": "furniture",
}  # fmt: skip
_STRONGEST = ("furniture", "caption", "table", "title", "heading", "list-item")


def marked_kinds(marks: Sequence[LayoutMark], spans: list[Span]) -> dict[int, tuple[BlockKind, str]]:
    """For each block that a mark covers: the kind the format gave it, and the mark's origin.

    Where several marks cover a block the strongest decides: a heading inside a navigation bar is furniture.
    """
    found: dict[int, tuple[int, tuple[BlockKind, str]]] = {}
    starts = [span.start for span in spans]
    for mark in marks:
        if mark.role not in _KINDS:
            continue
        rank = _STRONGEST.index(mark.role)
        verdict = (_KINDS[mark.role], mark.origin or f"layout:{mark.role}")
        i = bisect_left(starts, mark.span.start)
        while i < len(spans) and spans[i].end <= mark.span.end:
            if i not in found or rank < found[i][0]:
                found[i] = (rank, verdict)
            i += 1
    return {i: verdict for i, (_, verdict) in found.items()}
