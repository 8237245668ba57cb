"""Two documents, or two sets of documents, side by side: what is restated, reworded, new and gone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pacta.link.entities import resolve
from pacta.link.mentions import mentions
from pacta.link.relations import new_words, related
from pacta.link.similarity import Index, Weights, apart
from pacta.link.types import LinkedMention, Mention, ReadDocument
from pacta.model import Span

_ALIGNED = 0.3  # likeness from which two statements are two wordings of one


@dataclass(frozen=True, slots=True)
class Pair:
    """Two wordings of one statement. ``gone`` are words of ``a`` that ``b`` does not have; the words that are
    new in ``b`` are its ``marks``. ``likeness`` is 0 to 1."""

    a: Mention
    b: LinkedMention
    gone: tuple[Span, ...]
    likeness: float

    @property
    def same(self) -> bool:
        """Not a word differs."""
        return not self.gone and not self.b.marks


@dataclass(frozen=True, slots=True)
class Comparison:
    """``aligned`` in the order of A, ``gone`` from A and ``new`` in B in the order of their texts."""

    aligned: tuple[Pair, ...]
    gone: tuple[Mention, ...]
    new: tuple[Mention, ...]


def compare(a: Iterable[ReadDocument], b: Iterable[ReadDocument]) -> Comparison:
    """Aligns the statements of A with those of B, each with at most one, the most alike first."""
    first, second = list(a), list(b)
    entities = resolve([*first, *second])
    ours = [mention for read in first for mention in mentions(read, entities)]
    theirs = [mention for read in second for mention in mentions(read, entities)]
    aligned = _aligned(ours, theirs)
    pairs = tuple(_pair(ours[i], theirs[j], likeness) for i, (j, likeness) in sorted(aligned.items()))
    taken = {j for j, _ in aligned.values()}
    return Comparison(
        pairs,
        tuple(mention for i, mention in enumerate(ours) if i not in aligned),
        tuple(mention for j, mention in enumerate(theirs) if j not in taken),
    )


def _aligned(ours: Sequence[Mention], theirs: Sequence[Mention]) -> dict[int, tuple[int, float]]:
    weights, index = Weights([*ours, *theirs]), Index()
    for number, mention in enumerate(theirs):
        index.add(number, weights.vector(mention))
    candidates = [
        (likeness, i, j)
        for i, mention in enumerate(ours)
        for likeness, j in index.like(weights.vector(mention))
        if likeness >= _ALIGNED and not apart(mention, theirs[j])
    ]
    found: dict[int, tuple[int, float]] = {}
    taken: set[int] = set()
    for likeness, i, j in sorted(candidates, key=lambda c: (-c[0], c[1], c[2])):
        if i not in found and j not in taken:
            found[i] = (j, likeness)
            taken.add(j)
    return found


def _pair(a: Mention, b: Mention, likeness: float) -> Pair:
    return Pair(a, related(a, b), new_words(b, a), round(likeness, 3))
