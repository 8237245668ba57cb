"""The word tables by which a capitalised name is typed."""

from __future__ import annotations

from functools import cache
from typing import cast

from pacta.lexicon.states import load_gazetteer
from pacta.model import NameType


@cache
def head_types() -> dict[str, NameType]:
    """Head noun -> type of the name that it heads."""
    return _by_word("heads")


@cache
def phrase_types() -> dict[tuple[str, ...], NameType]:
    """Last words of a name -> its type."""
    return {tuple(phrase.split()): kind for phrase, kind in _by_word("phrases").items()}


@cache
def lower_heads() -> dict[str, NameType]:
    """Lower-case head after a capitalised modifier -> type."""
    return _by_word("lower")


@cache
def generic_modifiers() -> frozenset[str]:
    return frozenset(load_gazetteer("heads")["generic"]["modifiers"])


@cache
def generic_words() -> frozenset[str]:
    return frozenset(load_gazetteer("heads")["generic"]["words"])


@cache
def office_modifiers() -> frozenset[str]:
    return frozenset(load_gazetteer("heads")["office"]["modifiers"])


@cache
def portfolios() -> frozenset[str]:
    return frozenset(load_gazetteer("heads")["office"]["portfolios"])


@cache
def stops(column: str) -> frozenset[str]:
    """Words at which a name ends: ``calendar`` or ``subject``."""
    return frozenset(load_gazetteer("heads")["stops"][column])


@cache
def function_words() -> frozenset[str]:
    return frozenset(load_gazetteer("function_words")["words"])


@cache
def person_words(column: str) -> frozenset[str]:
    """A column of the persons table: given_names, family_names_first, particles, titles, suffixes, ..."""
    return frozenset(load_gazetteer("persons")[column])


def head_type(words: tuple[str, ...]) -> NameType | None:
    """The type that the last words of a name give it."""
    for length in (3, 2):
        if (kind := phrase_types().get(words[-length:])) is not None and len(words) >= length:
            return kind
    return head_types().get(words[-1]) if words else None


def _by_word(table: str) -> dict[str, NameType]:
    rows = load_gazetteer("heads")[table]
    return {word: cast(NameType, kind) for kind, words in rows.items() for word in words}
