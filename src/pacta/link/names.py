"""When two names name the same thing. Names only; who is meant by the same name is for `entities`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from pacta.link.words import STATE, fold, terms
from pacta.model import NameType

_BRACKETS = re.compile(r"\([^()]{0,200}\)")
_LETTERS = re.compile(r"[^\W\d_]+")
_TYPO = 6  # letters from which one wrong letter is a misspelling, not another word
_LONG = 4  # terms from which a name stays itself with one term more or less

# Types that one thing can be taken for: a joint centre is a body or a project, as one looks at it.
FAMILY: dict[NameType, str] = {
    "ORG": "body", "MECHANISM": "body", "PROJECT": "body", "INSTRUMENT": "text", "PERSON": "person",
    "OFFICE": "office", "EVENT": "event", "PLACE": "place", "STATE": "state",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class NameForm:
    """A name as it is compared: its terms, the states and the numbers in it."""

    family: str
    terms: frozenset[str]
    states: frozenset[str]
    numbers: frozenset[str]

    def with_states(self, states: frozenset[str]) -> NameForm:
        return NameForm(self.family, self.terms, states, self.numbers)


@lru_cache(maxsize=100_000)
def name_form(name: str, kind: NameType) -> NameForm:
    """The comparable form of a name; order of words and of parties, accents and spelling do not count."""
    if kind == "PERSON":
        return NameForm("person", frozenset(map(fold, _LETTERS.findall(name))), frozenset(), frozenset())
    found = terms(_BRACKETS.sub(" ", name)) or terms(name)
    states = frozenset(term for term in found if term[0] == STATE)
    numbers = frozenset(term for term in found if term[0].isdigit())
    rest = frozenset(term.lstrip("~") for term in found) - states - numbers
    return NameForm(FAMILY[kind], rest, states, numbers)


def same_name(a: NameForm, b: NameForm) -> bool:
    """True only where the names themselves are enough to say so."""
    if a.family != b.family or a.states != b.states or not a.terms or not b.terms:
        return False
    if a.numbers and b.numbers and a.numbers != b.numbers:
        return False
    if a.family == "person":
        return _same_person(a.terms, b.terms)
    only_a, only_b = _unmatched(a.terms, b.terms)
    if only_a and only_b:
        return False
    return len(only_a) + len(only_b) <= (1 if min(len(a.terms), len(b.terms)) >= _LONG else 0)


def _same_person(a: frozenset[str], b: frozenset[str]) -> bool:
    """All parts, in any order; a patronymic or middle name may be left out."""
    only_a, only_b = _unmatched(a, b)
    return not (only_a and only_b) and min(len(a), len(b)) >= 2 and len(only_a) + len(only_b) <= 1


def _unmatched(a: frozenset[str], b: frozenset[str]) -> tuple[set[str], set[str]]:
    """Terms that only one side has, misspellings of one letter left aside."""
    only_a, only_b = set(a - b), set(b - a)
    for term in sorted(only_a):
        twin = next((other for other in sorted(only_b) if _misspelt(term, other)), None)
        if twin is not None:
            only_a.discard(term)
            only_b.discard(twin)
    return only_a, only_b


def _misspelt(a: str, b: str) -> bool:
    return min(len(a), len(b)) >= _TYPO and Levenshtein.distance(a, b, score_cutoff=1) <= 1
