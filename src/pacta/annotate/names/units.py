"""Tokens grouped into the units that names are built from: known names, capitalised words, links."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pacta.annotate.names.gazetteer import Entry, Gazetteer
from pacta.annotate.names.tokens import Token
from pacta.annotate.names.words import function_words

UnitKind = Literal["known", "word", "number", "hyphen", "link", "other"]

LINKS = frozenset({"of", "for", "on", "to", "in", "against", "between", "with", "and", "the", "&", ","})
_ORDINALS = frozenset({"First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh"})
_NEVER = frozenset({"I", "A", "The", "Of", "And", "We", "He", "She", "It", "They"})


@dataclass(frozen=True, slots=True)
class Unit:
    """``words`` are the keys of its tokens; ``initial`` and ``glued`` are those of its first token."""

    kind: UnitKind
    start: int
    end: int
    words: tuple[str, ...]
    initial: bool
    glued: bool
    entry: Entry | None = None

    @property
    def key(self) -> str:
        return self.words[0]

    @property
    def nominal(self) -> bool:
        return self.kind in ("known", "word")

    @property
    def state(self) -> bool:
        return self.entry is not None and self.entry.type == "STATE"


def units(tokens: list[Token], known: Gazetteer) -> list[Unit]:
    """The units of one line, in order; every token is in exactly one."""
    found: list[Unit] = []
    i = 0
    while i < len(tokens):
        match = known.at(tokens, i) if tokens[i].capital or tokens[i].number else None
        end = i + 1 if match is None else match[0]
        kind: UnitKind = _kind(tokens, i) if match is None else "known"
        if kind == "word" and _initial_letter(tokens, i):
            end = i + 2
        words = tuple(token.key for token in tokens[i:end])
        entry = None if match is None else match[1]
        found.append(
            Unit(kind, tokens[i].start, tokens[end - 1].end, words, tokens[i].initial, tokens[i].glued, entry)
        )
        i = end
    return found


def _kind(tokens: list[Token], i: int) -> UnitKind:
    token = tokens[i]
    if token.capital and _initial_letter(tokens, i):
        return "word"
    if token.key in LINKS or (token.key.lower() in LINKS and not _beside_capital(tokens, i)):
        return "link"
    if token.number:
        return "number"
    if token.hyphen:
        return "hyphen"
    if not token.capital or (token.key in function_words() and not _beside_capital(tokens, i)):
        return "other"
    return "word"


def _beside_capital(tokens: list[Token], i: int) -> bool:
    """A function word that is part of a name: "President To Lam", "the First Army"."""
    token = tokens[i]
    if token.initial or not token.capital or token.key in _NEVER:
        return False
    after_capital = i > 0 and tokens[i - 1].capital and tokens[i - 1].key not in function_words()
    return token.key in _ORDINALS or after_capital or (i + 1 < len(tokens) and tokens[i + 1].capital)


def _initial_letter(tokens: list[Token], i: int) -> bool:
    """ "S." in "S. M. Mironov": a letter with its stop, before a capital."""
    if len(tokens[i].key) != 1 or i + 2 >= len(tokens):
        return False
    return tokens[i + 1].key == "." and tokens[i + 1].glued and tokens[i + 2].capital
