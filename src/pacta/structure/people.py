"""Who is named: offices set apart from names, short forms completed from the document itself."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import cache

from pacta.lexicon import load_table
from pacta.model import Document

_TOKEN = re.compile(r"[^\W\d_][\w’'.-]*")
_WORD = r"(?!\d)(?:[A-ZÀ-ÞĀ-Ž]|Đ)[\w’'.-]*"
_LINK = r"(?:of|the|for|on|de|del|van|von|bin|al|el)"
# A run of capitalised words, joined by small words or by the comma of "the Minister, Anna Lind,".
_RUN = re.compile(
    rf"\b{_WORD}(?:,?[ \u00a0\u202f]{_WORD}|(?:[ \u00a0\u202f]{_LINK}){{1,2}}[ \u00a0\u202f]{_WORD}){{1,16}}"
)
_LONGEST_NAME = 5  # words


@dataclass(frozen=True, slots=True)
class Mention:
    """A person named with an office or in full, and where."""

    at: int
    name: str
    office: str | None


def fold(words: str) -> str:
    """Lower case without diacritics, so that "TRỌNG" and "Trong" are one name."""
    folded = unicodedata.normalize("NFKD", words.replace("Đ", "D").replace("đ", "d"))
    return "".join(c for c in folded if not unicodedata.combining(c)).casefold()


def person_in(label: str) -> tuple[str, str | None]:
    """``(name, office)``: "President of Arland Anton Orr" -> ``("Anton Orr", "President of Arland")``.

    The name is the run of words at the end that name no office, body or state; it may be empty.
    """
    tokens = _without_repetition(list(_TOKEN.finditer(label)))
    words = [token[0].rstrip(".,") for token in tokens]
    first = len(words)
    while first > 0 and len(words) - first < _LONGEST_NAME + 2 and _may_be_name(words[first - 1]):
        first -= 1
    first += _state_words(words, first)
    while first < len(words) and not words[first][0].isupper():
        first += 1
    if first == len(words):
        return "", label.strip(" ,\u00a0") or None
    office = _plain(label[: tokens[first].start()])
    return _plain(label[tokens[first].start() : tokens[-1].end()]), office or None


def _plain(words: str) -> str:
    return " ".join(words.split()).strip(" ,")


def _without_repetition(tokens: list[re.Match[str]]) -> list[re.Match[str]]:
    """Cuts a name card that a page repeats inside its text: "Anton Orr Orr AntonPresident of ..."."""
    words = [token[0] for token in tokens]
    for i in range(2, len(words)):
        if words[i] == words[i - 1] or (i + 1 < len(words) and i > 3 and words[i : i + 2] == words[i - 3 : i - 1]):
            return tokens[:i]
    return tokens


@cache
def _kind(word: str) -> str | None:
    """What a single word is besides a name: office, honorific, body, particle; None: nothing else."""
    return next((r.data["kind"] for r in load_table("turns_people") if r.pattern.match(word)), None)


def _may_be_name(word: str) -> bool:
    kind = _kind(word)
    return kind == "particle" or (word[0].isupper() and kind in (None, "state"))


def _state_words(words: list[str], first: int) -> int:
    """How many words after "of" name a state and not the person: "of | South Arland | Anna Lind"."""
    if first == 0 or words[first - 1].lower() not in ("of", "the"):
        return 0
    count = len(words) - first
    if count < 2:
        return count
    return 2 if count > 2 and _kind(words[first]) == "state" else 1


class People:
    """The people whom a document names, with their fullest names and the places where they stand."""

    def __init__(self, document: Document) -> None:
        title = document.given.title or ""
        self.mentions = [*self._read(title, -len(title) - 1), *self._read(document.text, 0)]
        self._starts = [mention.at for mention in self.mentions]
        self._full = Counter(mention.name for mention in self.mentions if " " in mention.name)
        self._memory: dict[str, str] = {}

    @staticmethod
    def _read(text: str, offset: int) -> list[Mention]:
        found = []
        for run in _RUN.finditer(text):
            name, office = person_in(run[0])
            if name and len(name.split()) <= _LONGEST_NAME and (office is None or _names_office(office)):
                found.append(Mention(offset + run.start(), name, office))
        return found

    def resolve(self, label: str) -> tuple[str, str | None]:
        """The full name and office of a speaker's label; the label itself where it names nobody."""
        name, office = person_in(label)
        return (self.full(name), office) if name else (self._holder(label) or _cased(_plain(label)), office)

    def full(self, name: str) -> str:
        """The fullest form in which the document names the person: "ORR" -> "Anton Orr"."""
        if name not in self._memory:
            self._memory[name] = self._fullest(name)
        return self._memory[name]

    def _fullest(self, name: str) -> str:
        wanted = fold(name).split()
        ranked = [
            (fold(full).split()[-len(wanted) :] == wanted, count, full)
            for full, count in self._full.items()
            if set(wanted) < set(fold(full).split())
        ]
        if ranked and len(wanted) < 3:
            return _cased(max(ranked, key=lambda row: row[:2])[2])
        return _cased(name)

    def _holder(self, label: str) -> str | None:
        """Who "THE PRESIDENT" is: the first person named with that very office."""
        office = fold(label).removeprefix("the ").strip()
        return next((self.full(m.name) for m in self.mentions if m.office and fold(m.office) == office), None)

    def last_before(self, at: int, office: str | None = None) -> Mention | None:
        """The person named last before an offset, if given with an office that ends in ``office``."""
        for i in range(bisect_right(self._starts, at) - 1, max(-1, bisect_right(self._starts, at) - 41), -1):
            mention = self.mentions[i]
            if mention.office and (office is None or office in fold(mention.office)):
                return mention
        return None


def _names_office(words: str) -> bool:
    return any(_kind(word.rstrip(".,")) in ("office", "honorific") for word in _TOKEN.findall(words))


def _cased(name: str) -> str:
    """ "VAN ORR" -> "Van Orr"; a name that is not in capitals stays as it is."""
    if name.upper() != name:
        return name
    return re.sub(r"[^\W\d_]+", lambda m: m[0].capitalize(), name)
