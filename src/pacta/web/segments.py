"""Cuts a text into pieces that each belong to at most one statement, so that overlapping spans can be shown.

Statements overlap and nest: a participle inside a commitment, two acts that share a subject. Each piece goes
to the statement whose cue it is, else to the one with the shortest cue-and-content around it, else to the
one with the shortest quotation. One sweep with heaps: O(n log n) however deep the nesting.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import accumulate, pairwise

from pacta.app.views import StatementRow
from pacta.model import Span

Claim = tuple[int, int, int]  # length of the claiming span, index of the statement, end


@dataclass(frozen=True, slots=True)
class Piece:
    """``owner``: index of the statement; ``cue``: the piece is that statement's cue; ``item`` likewise."""

    start: int
    end: int
    owner: int | None
    cue: bool = False
    item: bool = False


@dataclass(slots=True)
class _Claims:
    """Spans of one rank; gives the shortest that covers the sweep's position."""

    starts: list[tuple[int, Claim]]
    heap: list[Claim] = field(default_factory=list)
    next: int = 0

    def at(self, position: int) -> int | None:
        while self.next < len(self.starts) and self.starts[self.next][0] <= position:
            heappush(self.heap, self.starts[self.next][1])
            self.next += 1
        while self.heap and self.heap[0][2] <= position:
            heappop(self.heap)
        return self.heap[0][1] if self.heap else None


@dataclass(frozen=True, slots=True)
class _Items:
    """A statement's items by their starts, with the furthest end up to each."""

    starts: tuple[int, ...]
    reach: tuple[int, ...]

    @classmethod
    def of(cls, row: StatementRow) -> _Items:
        items = sorted(row.items)
        return cls(tuple(i.start for i in items), tuple(accumulate((i.end for i in items), max)))

    def hold(self, start: int, end: int) -> bool:
        """True if one of the items covers the piece; pieces are cut at the items' ends."""
        at = bisect_right(self.starts, start)
        return at > 0 and self.reach[at - 1] >= end


def cut(length: int, statements: Sequence[StatementRow], cuts: Iterable[int] = ()) -> Iterator[Piece]:
    """The pieces of a text of ``length`` code points, in order, without gaps; cut at ``cuts`` as well."""
    ranks = [_claims(spans) for spans in zip(*map(_claimed, statements), strict=True)]
    points = {0, length, *cuts}
    for row in statements:
        points.update(point for span in (*_claimed(row), *row.items) for point in (span.start, span.end))
    ordered = sorted(point for point in points if 0 <= point <= length)
    items = [_Items.of(row) for row in statements]
    for start, end in pairwise(ordered):
        owners = [rank.at(start) for rank in ranks]
        owner = next((each for each in owners if each is not None), None)
        is_cue = bool(owners) and owners[0] is not None
        yield Piece(start, end, owner, is_cue, owner is not None and items[owner].hold(start, end))


def _claimed(row: StatementRow) -> tuple[Span, Span, Span]:
    """The spans by which a statement claims text, strongest first: cue, cue to content, quotation."""
    content = row.content or row.cue
    core = Span(min(row.cue.start, content.start), max(row.cue.end, content.end))
    return row.cue, core, row.span


def _claims(spans: Iterable[Span]) -> _Claims:
    return _Claims(sorted((s.start, (len(s), index, s.end)) for index, s in enumerate(spans)))
