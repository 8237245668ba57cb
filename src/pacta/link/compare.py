"""Two documents, or two sets of documents, side by side: what is restated, reworded, new and gone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pacta.link.facts import DocumentFacts, facts_of
from pacta.link.relations import new_words, related, same_words
from pacta.link.resolving import resolve_all
from pacta.link.similarity import Filed, filed, likeness
from pacta.link.types import LinkedMention, Mention, ReadDocument
from pacta.model import Span

_ALIGNED = 0.3  # likeness from which two statements may be two wordings of one
_MOST = 200  # statements under one key that are looked at: bounds the work
_DOUBTFUL = 0.6  # likeness below which that is for the reader to say: of pairs read by eye, most above it hold


@dataclass(frozen=True, slots=True)
class Pair:
    """Two wordings of one statement. ``same``: not a word differs. ``likeness`` is 0 to 1."""

    a: Mention
    later: Mention
    likeness: float
    same: bool

    @property
    def doubtful(self) -> bool:
        """Too little alike to be sure that the two are wordings of one statement."""
        return self.likeness < _DOUBTFUL

    @property
    def b(self) -> LinkedMention:
        """The later one as it follows the earlier: its ``marks`` are the words that are new. Worked out when asked
        for: of two years side by side only a few of many thousand pairs are read."""
        return related(self.a, self.later)

    @property
    def gone(self) -> tuple[Span, ...]:
        """The words of ``a`` that the later one does not have."""
        return new_words(self.later, self.a)


@dataclass(frozen=True, slots=True)
class Comparison:
    """``aligned`` in the order of A, ``gone`` from A and ``new`` in B in the order of their texts."""

    aligned: tuple[Pair, ...]
    gone: tuple[Mention, ...]
    new: tuple[Mention, ...]


def compare(a: Iterable[ReadDocument], b: Iterable[ReadDocument]) -> Comparison:
    """Aligns the statements of A with those of B, each with at most one, the most alike first."""
    first, second = [facts_of(read) for read in a], [facts_of(read) for read in b]
    leader = _leader([*first, *second])
    return align(
        [mention for facts in first for mention in facts.mentions],
        [mention for facts in second for mention in facts.mentions],
        leader,
    )


def align(ours: Sequence[Mention], theirs: Sequence[Mention], leader: Mapping[str, str]) -> Comparison:
    """The same of mentions, in the order in which they are to be shown. ``leader`` maps forms to entities."""
    aligned = _aligned([filed(one, leader) for one in ours], [filed(one, leader) for one in theirs])
    pairs = tuple(_pair(ours[i], theirs[j], likeness) for i, (j, likeness) in sorted(aligned.items()))
    taken = {j for j, _ in aligned.values()}
    return Comparison(
        pairs,
        tuple(mention for i, mention in enumerate(ours) if i not in aligned),
        tuple(mention for j, mention in enumerate(theirs) if j not in taken),
    )


def _leader(facts: Sequence[DocumentFacts]) -> Mapping[str, str]:
    forms = (form for one in facts for form in one.forms)
    return resolve_all(forms, {pair for one in facts for pair in one.aliases}).leader


def _aligned(ours: Sequence[Filed], theirs: Sequence[Filed]) -> dict[int, tuple[int, float]]:
    candidates = [
        (value, i, j)
        for i, j in _sharing_a_key(ours, theirs)
        if (value := likeness(ours[i], theirs[j])) >= _ALIGNED
    ]
    found: dict[int, tuple[int, float]] = {}
    taken: set[int] = set()
    for value, i, j in sorted(candidates, key=lambda c: (-c[0], c[1], c[2])):
        if i not in found and j not in taken:
            found[i] = (j, value)
            taken.add(j)
    return found


def _sharing_a_key(ours: Sequence[Filed], theirs: Sequence[Filed]) -> Iterator[tuple[int, int]]:
    filing: dict[str, list[int]] = defaultdict(list)
    for j, mention in enumerate(theirs):
        for key in mention.keys:
            filing[key].append(j)
    for i, mention in enumerate(ours):
        for j in sorted({j for key in mention.keys for j in filing.get(key, ())[:_MOST]}):
            yield i, j


def _pair(a: Mention, b: Mention, likeness: float) -> Pair:
    return Pair(a, b, round(likeness, 3), same_words(a, b))
