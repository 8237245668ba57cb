"""When two names name the same thing. Names only; what other documents say of it is for `entities`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rapidfuzz.distance import Levenshtein

from pacta.link.words import MARKS, STATE, fold, terms
from pacta.model import NameType, digest

_BRACKETS = re.compile(r"\([^()]{0,200}\)")
_LETTERS = re.compile(r"[^\W\d_]+")
_TYPO = 6  # letters from which one wrong letter is a misspelling, not another word
_LONG = 4  # terms from which a name stays itself with one term more or less
_ENDS = 3  # letters at the beginning or the end of a term that a misspelling leaves alone
_MOST_TERMS = 12  # of a name; longer ones are only found whole
CODE = "code"
PERSON = "person"
_BY_THE_WAY = frozenset({"jr", "sr", "dr", "mr", "mrs", "ms", "ii", "iii"})  # in the name of a person

# Types that one thing can be taken for: a joint centre is a body or a project, as one looks at it.
FAMILY: dict[NameType, str] = {
    "ORG": "body", "MECHANISM": "body", "PROJECT": "body", "INSTRUMENT": "text", "PERSON": PERSON,
    "OFFICE": "office", "EVENT": "event", "PLACE": "place", "STATE": "state",
}  # fmt: skip


@dataclass(frozen=True)
class NameForm:
    """A name as it is compared: its terms, the states and the numbers in it. A code is a form of its own."""

    family: str
    terms: frozenset[str]
    states: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()

    @cached_property
    def id(self) -> str:
        return "e" + digest("form", self.family, *self.plain()[1:])[:16]

    def plain(self) -> list[str]:
        """Family, terms, states and numbers, as they are stored."""
        return [self.family, *(" ".join(sorted(part)) for part in (self.terms, self.states, self.numbers))]

    @classmethod
    def of_plain(cls, plain: list[str]) -> NameForm:
        family, *parts = plain
        return cls(family, *(frozenset(part.split()) for part in parts))

    def with_states(self, states: frozenset[str]) -> NameForm:
        return NameForm(self.family, self.terms, states, self.numbers)


def code_form(code: str) -> NameForm:
    return NameForm(CODE, frozenset({"_".join(code.split())}))


@lru_cache(maxsize=100_000)
def name_form(name: str, kind: NameType) -> NameForm:
    """The comparable form of a name; order of words and of parties, accents and spelling do not count."""
    if kind == "PERSON":
        parts = frozenset(fold(part) for part in _LETTERS.findall(name)) - _BY_THE_WAY
        long = frozenset(part for part in parts if len(part) > 1)
        return NameForm(PERSON, long if len(long) > 1 or len(parts) == len(long) else parts)
    found = terms(_BRACKETS.sub(" ", name)) or terms(name)
    states = frozenset(term for term in found if term[0] == STATE)
    numbers = frozenset(term for term in found if term[0].isdigit())
    rest = frozenset(term.lstrip(MARKS) for term in found) - states - numbers
    return NameForm(FAMILY[kind], rest, states, numbers)


def same_name(a: NameForm, b: NameForm) -> bool:
    """True only where the names themselves are enough to say so."""
    if CODE in (a.family, b.family):
        return a == b
    if a.family != b.family or a.states != b.states or not a.terms or not b.terms:
        return False
    if a.numbers and b.numbers and a.numbers != b.numbers:
        return False
    if a.family == PERSON:
        return _same_person(a.terms, b.terms)
    only_a, only_b = _unmatched(a.terms, b.terms)
    if only_a and only_b:
        return False
    return len(only_a) + len(only_b) <= (1 if min(len(a.terms), len(b.terms)) >= _LONG else 0)


def keys(form: NameForm) -> Iterator[str]:
    """Two forms that are the same by `same_name` share one of these: the terms cut to their first, or to their
    last, letters, with at most one of them left out."""
    if form.family == CODE:
        return
    for end in (slice(None, _ENDS), slice(-_ENDS, None)):
        cut = [term[end] if len(term) >= _TYPO else term for term in sorted(form.terms)]
        for kept in _left_out(cut, form.family):
            yield " ".join([form.family, *sorted(kept), *sorted(form.states)])


def _left_out(cut: list[str], family: str) -> Iterator[list[str]]:
    """All terms, and all but one where a name stays itself without it."""
    yield cut
    if (family == PERSON and len(cut) > 2) or _LONG < len(cut) <= _MOST_TERMS:
        yield from (cut[:place] + cut[place + 1 :] for place in range(len(cut)))


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
