"""Words as search compares them: without case and accents, and where each stands in its text.

The same folding as SQLite's ``unicode61 remove_diacritics 2`` makes for letters with marks; PostgreSQL's side of
it is the function ``pacta_words`` of the migrations.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

WORD = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+")
MARKS = re.compile("[\u0300-\u036f]+")


@dataclass(frozen=True, slots=True)
class Word:
    """``folded`` stands at ``text[start:end]``."""

    folded: str
    start: int
    end: int


def fold(text: str) -> str:
    """``Việt`` -> ``viet``."""
    return text.lower() if text.isascii() else MARKS.sub("", unicodedata.normalize("NFD", text)).lower()


def words(text: str) -> Iterator[Word]:
    """The words of a text in order."""
    for match in WORD.finditer(text):
        yield Word(fold(match[0]), match.start(), match.end())


def occurrences(found: Sequence[Word], phrase: Sequence[str], *, prefix: bool) -> Iterator[tuple[int, int]]:
    """Start and end of each place where the folded words of ``phrase`` follow each other."""
    size = len(phrase)
    for place in range(len(found) - size + 1 if phrase else 0):
        here = [word.folded for word in found[place : place + size]]
        last = here[-1].startswith(phrase[-1]) if prefix else here[-1] == phrase[-1]
        if last and here[:-1] == list(phrase[:-1]):
            yield found[place].start, found[place + size - 1].end
