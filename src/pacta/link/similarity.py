"""How alike two mentions are. Of the two alone: nothing else in the register bears on it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from itertools import combinations

from pacta.lexicon.rarity import rarity
from pacta.link.types import Mention
from pacta.link.words import MARKS, ORGANISATION, STATE, is_of_spirit, terms

_NAME_WEIGHT = 1.6  # a shared name says more than a shared word
_OF_STATE, _OF_ORGANISATION, _OF_MIXED = 4.0, 5.0, 6.0  # rarity of codes, and of words with digits
_OF_SPIRIT = 2.0  # of words of the spirit or setting of most texts
_HEAVIEST = 6  # terms of which a pair makes a key
_RARE = 6.6  # rarity from which a term is a key by itself: about every 700th sentence
_NAMED_TYPES = frozenset({"INSTRUMENT", "PROJECT", "MECHANISM", "EVENT"})

Vector = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Filed:
    """A mention as it is compared. ``named`` are the entities that can be its object, bodies left out;
    ``states`` those that it speaks of besides the parties; ``keys`` what it is filed under."""

    id: str
    when: str
    document: str
    vector: Vector
    terms: frozenset[str]
    places: frozenset[str]
    named: frozenset[str]
    states: frozenset[str]
    parties: frozenset[str]  # of its document
    dated: bool  # it has a deadline
    keys: tuple[str, ...]


def filed(mention: Mention, leader: Mapping[str, str]) -> Filed:
    """``leader`` maps forms of names to their entities."""
    vector = vector_of(mention, leader)
    return Filed(
        id=mention.statement,
        when=mention.when,
        document=mention.evidence.document,
        vector=vector,
        terms=frozenset(mention.terms),
        places=frozenset(mention.places),
        named=frozenset(leader[name.form] for name in mention.named if name.type in _NAMED_TYPES),
        states=frozenset(term for term in mention.terms if term[0] == STATE),
        parties=frozenset(mention.parties),
        dated=mention.deadline is not None,
        keys=tuple(_keys(vector, frozenset(mention.places))),
    )


def vector_of(mention: Mention, leader: Mapping[str, str]) -> Vector:
    """Terms, and entities with ``e:`` before them, by their weights; of length one."""
    weights = {term: weight(term) for term in mention.terms}
    for name in mention.named:
        rarest = max((weight(term.lstrip(MARKS)) for term in terms(name.words)), default=_OF_MIXED)
        weights["e:" + leader[name.form]] = _NAME_WEIGHT * rarest
    length = sum(value * value for value in weights.values()) ** 0.5
    return {feature: value / length for feature, value in sorted(weights.items())}


def weight(term: str) -> float:
    if is_of_spirit(term):
        return _OF_SPIRIT
    if term[0] == STATE:
        return _OF_STATE
    if term[0] == ORGANISATION:
        return _OF_ORGANISATION
    return rarity(term) if term.isalpha() else _OF_MIXED


def _keys(vector: Vector, places: Collection[str]) -> Iterator[str]:
    """Each entity, each rare term that is no place, and each pair of the heaviest terms."""
    words = [feature for feature in vector if not feature.startswith("e:")]
    yield from (feature for feature in vector if feature.startswith("e:"))
    yield from (term for term in words if term not in places and term.isalpha() and rarity(term) >= _RARE)
    heavy = sorted(words, key=lambda term: (-vector[term], term))[:_HEAVIEST]
    yield from (f"{a} {b}" for a, b in combinations(sorted(heavy), 2))


def likeness(a: Filed, b: Filed) -> float:
    """Cosine, 0 to 1; 0 if both speak of states other than the parties and not of the same ones: like words
    about Iraq and about the Congo are no two wordings of one thing."""
    if a.states and b.states and not a.states & b.states:
        return 0.0
    small, large = (a.vector, b.vector) if len(a.vector) <= len(b.vector) else (b.vector, a.vector)
    return sum(value * large[feature] for feature, value in small.items() if feature in large)


def key_of(words: str) -> int:
    """A key as it is stored: 63 bits of its hash."""
    return int.from_bytes(blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).digest()) >> 1
