"""Words as they are compared across documents: states by code, one spelling, no endings."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from pacta.lexicon import Rule, load_table
from pacta.lexicon.states import organisation_forms, state_forms

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_POSSESSIVE = re.compile(r"['’]s?\Z")
_ENDING = re.compile(r"(?<=\w{4})(?:ations?|ings?|ments?|ions?|ies|ed|es|e|s|y)\Z")
_LONGEST_NAME = 5  # words of a state or organisation in its usual form
MARKS = "~^"  # before a stem: see `terms`
_MARKED = ("conduct", "spirit")
STATE = "="  # before the code of a state
ORGANISATION = "+"


def terms(text: str) -> list[str]:
    """Comparable terms in text order, function words left out: ``=VNM`` for a state, ``+UN`` for a known
    organisation, else a folded stem, with ``~`` before words of conduct (how states act, not on what) and ``^``
    before words of the spirit or setting of most texts. Linear in the length of the text."""
    tokens = [(match[0], match.start()) for match in _TOKEN.finditer(text)]
    words = [_POSSESSIVE.sub("", token) for token, _ in tokens]
    found: list[str] = []
    place = 0
    while place < len(words):
        code, width = _coded(words, place)
        if code is not None:
            found.append(code)
        elif term := _term(words[place]):
            found.append(term)
        place += width
    return found


def is_conduct(term: str) -> bool:
    return term.startswith("~")


def states_in(found: list[str]) -> tuple[str, ...]:
    """The states among terms, in text order, each once."""
    return tuple(dict.fromkeys(term[1:] for term in found if term[0] == STATE))


def _coded(words: list[str], place: int) -> tuple[str | None, int]:
    if words[place][:1].isupper():
        for width in range(min(_LONGEST_NAME, len(words) - place), 0, -1):
            phrase = " ".join(words[place : place + width])
            if code := state_forms().get(phrase):
                return STATE + code, width
            if code := organisation_forms().get(phrase):
                return ORGANISATION + code, width
    return None, 1


def is_of_spirit(term: str) -> bool:
    return term.startswith("^")


@lru_cache(maxsize=200_000)
def _term(word: str) -> str:
    """One word as a term: empty for a function word, with ``~`` before a word of conduct and ``^`` before a word of
    the spirit or setting of most texts."""
    folded = fold(word)
    if _one("stop").pattern.fullmatch(folded):
        return ""
    mark = (
        "~"
        if _one("conduct").pattern.fullmatch(folded)
        else "^"
        if _one("spirit").pattern.fullmatch(folded)
        else ""
    )
    for rule in _spellings():
        folded = rule.pattern.sub(rule.data["to"], folded)
    return mark + _ENDING.sub("", folded)


def fold(word: str) -> str:
    """Lower case without accents."""
    if word.isascii():
        return word.casefold()
    plain = unicodedata.normalize("NFKD", word.replace("đ", "d").replace("Đ", "D"))
    return "".join(char for char in plain if not unicodedata.combining(char)).casefold()


@lru_cache
def _spellings() -> tuple[Rule, ...]:
    return tuple(rule for rule in load_table("link_words") if rule.data["role"] == "spelling")


@lru_cache
def _one(role: str) -> Rule:
    return next(rule for rule in load_table("link_words") if rule.data["role"] == role)
