"""How alike two mentions are, and an index that finds the like ones without comparing all pairs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from heapq import nlargest
from math import log

from pacta.link.types import Mention
from pacta.link.words import STATE

_ENTITY_WEIGHT = 2.0  # a shared name says more than a shared word
_KEYS = 6  # rarest features under which a mention is filed and looked up
_POSTINGS = 40  # latest mentions under a feature that are looked at: bounds the work of each mention

_NEAREST = 12  # of these, those that share most of their heavy features are compared in full

Vector = dict[str, float]


class Weights:
    """Inverse document frequency of features over a collection."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._frequency: Counter[str] = Counter()
        self._total = 0
        for mention in mentions:
            self._frequency.update(features(mention))
            self._total += 1

    def vector(self, mention: Mention) -> Vector:
        """Features with their weights, of length one."""
        weights = {feature: self._weight(feature) for feature in features(mention)}
        length = sum(weight * weight for weight in weights.values()) ** 0.5
        return {feature: weight / length for feature, weight in weights.items()} if length else {}

    def _weight(self, feature: str) -> float:
        # Half a mention more on both sides: in a small collection a word of one text is no rarity.
        rarity = log((self._total + 1.5) / (self._frequency[feature] + 0.5))
        return rarity * (_ENTITY_WEIGHT if feature.startswith("e:") else 1.0)


class Index:
    """Numbered vectors by their heaviest features."""

    def __init__(self) -> None:
        self._postings: dict[str, list[int]] = defaultdict(list)
        self.vectors: dict[int, Vector] = {}

    def add(self, number: int, vector: Vector) -> None:
        self.vectors[number] = vector
        for feature in _heaviest(vector):
            self._postings[feature].append(number)

    def like(self, vector: Vector) -> list[tuple[float, int]]:
        """Likeness (cosine, 0 to 1) and number of those that share a heavy feature, most alike first."""
        heavy: dict[int, float] = defaultdict(float)
        for feature in _heaviest(vector):
            weight = vector[feature]
            for number in self._postings.get(feature, [])[-_POSTINGS:]:
                heavy[number] += weight * self.vectors[number][feature]
        near = nlargest(_NEAREST, heavy, key=lambda number: (heavy[number], number))
        return sorted(((cosine(vector, self.vectors[number]), number) for number in near), reverse=True)


def cosine(a: Vector, b: Vector) -> float:
    small, large = (a, b) if len(a) <= len(b) else (b, a)
    return sum(weight * large[feature] for feature, weight in small.items() if feature in large)


def apart(a: Mention, b: Mention) -> bool:
    """True if both speak of states other than the parties, and not of the same ones: like words about Iraq and
    about the Congo are no two wordings of one thing."""
    ours = {term for term in a.terms if term[0] == STATE}
    theirs = {term for term in b.terms if term[0] == STATE}
    return bool(ours and theirs and not ours & theirs)


def features(mention: Mention) -> Sequence[str]:
    """What a mention is compared by: its terms, and its entities with ``e:`` before them."""
    return sorted(mention.terms) + [f"e:{entity}" for entity in mention.entities]


def _heaviest(vector: Vector) -> list[str]:
    return sorted(vector, key=lambda feature: (-vector[feature], feature))[:_KEYS]
