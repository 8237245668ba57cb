"""Which fields of cooperation or concern a statement is about, by the terms of a taxonomy.

Terms are words, not regular expressions, so that a user's taxonomy can be neither wrong in syntax nor
slow: every word of the statement is looked up a few times in a dictionary, whatever the taxonomy's size.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import zip_longest

from pacta.lexicon.taxonomy import Taxonomy, load_taxonomy

__all__ = ["Taxonomy", "load_taxonomy", "pillars_of"]

NEEDED = 2  # one strong term, or two different weak ones
_WEIGHTS = {"strong": 2, "weak": 1, "barred": 0}
_WORD = re.compile(r"[^\W_]+")
_TERM_WORD = re.compile(r"[^\W_]+\*?|\*")


@dataclass(frozen=True, slots=True)
class _Term:
    pillar: int
    weight: int
    words: tuple[str, ...]  # "*" stands for any one word, "invest*" for any word that begins so
    second: str  # how the second word begins: enough to pass over most terms at once

    def fits(self, words: Sequence[str], at: int) -> bool:
        if at + len(self.words) > len(words):
            return False
        return all(_is_like(word, words[at + i]) for i, word in enumerate(self.words))


@dataclass(frozen=True, slots=True, eq=False)
class _Index:
    """Terms by their first word, and by the beginning of their first word where that may go on."""

    whole: dict[str, tuple[_Term, ...]]
    beginnings: dict[str, tuple[_Term, ...]]
    lengths: tuple[int, ...]  # of the beginnings


@lru_cache(maxsize=32_768)  # the same words come again and again
def _starting_with(word: str, index: _Index) -> tuple[_Term, ...]:
    beginnings = (index.beginnings.get(word[:length], ()) for length in index.lengths if length <= len(word))
    return index.whole.get(word, ()) + tuple(term for terms in beginnings for term in terms)


def pillars_of(words: str, taxonomy: Taxonomy) -> tuple[str, ...]:
    """Ids of the pillars that ``words`` (a statement's cue and content) name, in the taxonomy's order, or ()."""
    found = _matches(_WORD.findall(words.casefold()), _index(taxonomy))
    return tuple(taxonomy.pillars[number].id for number in sorted(found) if _score(found[number]) >= NEEDED)


_Match = tuple[int, _Term]  # where it begins, what it is


def _matches(words: Sequence[str], index: _Index) -> dict[int, list[_Match]]:
    found: defaultdict[int, list[_Match]] = defaultdict(list)
    for at, (word, following) in enumerate(zip_longest(words, words[1:], fillvalue="")):
        for term in _starting_with(word, index):
            if following.startswith(term.second) and (len(term.words) == 1 or term.fits(words, at)):
                found[term.pillar].append((at, term))
    return found


def _score(matches: Sequence[_Match]) -> int:
    """The weights of the different terms that no barred phrase of their length or more touches."""
    barred: dict[int, int] = {}
    for at, term in matches:
        if not term.weight:
            barred |= {i: max(len(term.words), barred.get(i, 0)) for i in range(at, at + len(term.words))}
    return sum({term.words: term.weight for at, term in matches if not _is_barred(at, term, barred)}.values())


def _is_barred(at: int, term: _Term, barred: dict[int, int]) -> bool:
    size = len(term.words)
    return not term.weight or (bool(barred) and any(barred.get(i, 0) >= size for i in range(at, at + size)))


def _is_like(pattern: str, word: str) -> bool:
    return word.startswith(pattern[:-1]) if pattern[-1] == "*" else word == pattern


@cache
def _index(taxonomy: Taxonomy) -> _Index:
    whole: defaultdict[str, list[_Term]] = defaultdict(list)
    beginnings: defaultdict[str, list[_Term]] = defaultdict(list)
    for term in _terms(taxonomy):
        first = term.words[0]
        (beginnings[first[:-1]] if first[-1] == "*" else whole[first]).append(term)
    return _Index(
        {word: tuple(terms) for word, terms in whole.items()},
        {word: tuple(terms) for word, terms in beginnings.items()},
        tuple(sorted({len(word) for word in beginnings})),
    )


def _terms(taxonomy: Taxonomy) -> Iterator[_Term]:
    for number, pillar in enumerate(taxonomy.pillars):
        for column, weight in _WEIGHTS.items():
            for term in getattr(pillar, column):
                words = tuple(_TERM_WORD.findall(term.casefold()))
                yield _Term(number, weight, words, "".join(words[1:2]).rstrip("*"))
