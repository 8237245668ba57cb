"""Two readings side by side: where they agree, where they differ, what only one of them has."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from pacta.model import Span, Statement
from pacta.second_reader.types import Opinion, Proposal


def compare(
    statements: Iterable[Statement], proposals: Iterable[Proposal], read: Iterable[Span]
) -> tuple[Opinion, ...]:
    """Opinions in text order, unlocated ones last. ``read`` are the passages that the second reader answered for:
    elsewhere its silence means nothing."""
    answered = tuple(read)
    first = [one for one in statements if any(span.contains(one.cue) for span in answered)]
    proposed = tuple(proposals)
    located = sorted((one for one in proposed if one.cue_span), key=_cue_place)
    pairs = dict(_pairs(first, located))
    found = [_opinion(first[n], proposal) for n, proposal in pairs.items()]
    met = {id(proposal) for proposal in pairs.values()}
    found += [Opinion("doubted", one.id) for n, one in enumerate(first) if n not in pairs]
    found += [Opinion("missed", None, one) for one in located if id(one) not in met]
    places = {one.id: one.cue.start for one in first}
    found.sort(key=lambda one: _place(one, places))
    return (*found, *(Opinion("unlocated", None, one) for one in proposed if one.cue_span is None))


def _cue_place(proposal: Proposal) -> tuple[int, int]:
    return (proposal.cue_span.end, proposal.cue_span.start) if proposal.cue_span else (0, 0)


def _pairs(first: Sequence[Statement], second: Sequence[Proposal]) -> Iterator[tuple[int, Proposal]]:
    """Statements (by number) and proposals whose cues share words, those that share most first; each once."""
    shared = [(size, n, m) for n, one in enumerate(first) for size, m in _sharing(one.cue, second)]
    taken: set[int] = set()
    given: set[int] = set()
    for _, n, m in sorted(shared, key=lambda row: (-row[0], row[1], row[2])):
        if n not in given and m not in taken:
            given.add(n)
            taken.add(m)
            yield n, second[m]


def _sharing(cue: Span, second: Sequence[Proposal]) -> Iterator[tuple[int, int]]:
    """How many code points of the cue each of these (in order of their own) has, and its number."""
    first = bisect_left(second, cue.start, key=lambda one: one.cue_span.end if one.cue_span else 0)
    for m in range(first, len(second)):
        own = second[m].cue_span
        if own is None or own.start >= cue.end:
            return
        if own.overlaps(cue):
            yield min(own.end, cue.end) - max(own.start, cue.start), m


def _opinion(statement: Statement, proposal: Proposal) -> Opinion:
    fields = tuple(name for name, value in proposal.values().items() if value != _own(statement, name))
    return Opinion("values" if fields else "same", statement.id, proposal, fields)


def _own(statement: Statement, name: str) -> object:
    value = getattr(statement, name)
    return sorted(value) if isinstance(value, tuple) else value


def _place(opinion: Opinion, places: dict[str, int]) -> tuple[int, str]:
    if opinion.statement is not None:
        return places[opinion.statement], opinion.statement
    span = opinion.proposal.span if opinion.proposal else None
    return (span.start if span else 0), ""
