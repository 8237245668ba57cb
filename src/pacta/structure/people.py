"""Who a label names: offices set apart from names, short forms completed from the document itself."""

from __future__ import annotations

import re
import unicodedata

from pacta.model import Document

_OFFICE = frozenset(
    "president vice prime minister deputy general secretary secretary-general foreign chancellor chairman chairwoman "
    "chairperson chair king queen crown prince emir amir sultan pope governor mayor ambassador senator representative "
    "speaker premier taoiseach director director-general administrator commissioner high spokesperson spokesman first "
    "lady admiral head leader state counsellor counselor national security advisor adviser mr mrs ms dr sir madam his "
    "her your excellency excellencies h.e h.e. honorable honourable hon hon. rt right comrade federal acting former "
    "under assistant undersecretary defense defence treasury commerce the of and for to moderator host participant "
    "interpreter question senior administration official press new then-president dear friend "
    "republic federation kingdom union states committee council party ministry affairs assembly parliament government "
    "central commission organisation organization bank foundation duma senate office department agency office "
    "relations policy security finance trade energy defence".split()
)
_PARTICLE = frozenset("de del della da dos van von bin ibn al el der la le".split())
_TOKEN = re.compile(r"[^\W\d_][\w’'.-]*")


def fold(words: str) -> str:
    """Lower case without diacritics, so that "TRỌNG" and "Trong" are the same name."""
    folded = unicodedata.normalize("NFKD", words.replace("Đ", "D").replace("đ", "d"))
    return "".join(c for c in folded if not unicodedata.combining(c)).casefold()


def person_in(label: str) -> tuple[str, str | None]:
    """``(name, office)`` of a label: "President of Arland Anton Orr" -> ("Anton Orr", "President of Arland").

    The name is the run of capitalised words at the end which are no office; it may be empty.
    """
    tokens = list(_TOKEN.finditer(label))
    first = len(tokens)
    while first > 0 and _is_name(tokens[first - 1][0]):
        first -= 1
    first += _state_words([token[0] for token in tokens], first)
    while first < len(tokens) and tokens[first][0].lower() in _PARTICLE:
        first += 1
    at = tokens[first].start() if first < len(tokens) else len(label)
    office = label[:at].strip(" ,")
    return label[at:].strip(" ,"), office or None


def _is_name(token: str) -> bool:
    return token.lower().rstrip(".") not in _OFFICE and (token[0].isupper() or token.lower() in _PARTICLE)


def _state_words(tokens: list[str], first: int) -> int:
    """How many words after "of" name the state and not the person: "of | South Africa | Anna Lind"."""
    if first == 0 or tokens[first - 1].lower() not in ("of", "the"):
        return 0
    words = len(tokens) - first
    if words < 2:
        return words
    return 2 if tokens[first].lower() in _TWO_WORD_STATES and words > 2 else 1


_TWO_WORD_STATES = frozenset(
    "south north new saudi sri costa el san sierra burkina papua united czech dominican central equatorial ivory "
    "cape east west great northern viet hong".split()
)


class People:
    """The people that a document's labels name, with their full names as found anywhere in it."""

    def __init__(self, document: Document, labels: tuple[str, ...]) -> None:
        self._text = f"{document.given.title or ''}\n{document.text}"
        self._known = [name for name, office in map(person_in, labels) if name and " " in name]
        self._memory: dict[str, tuple[str, str | None]] = {}

    def resolve(self, label: str) -> tuple[str, str | None]:
        """The speaker's full name and office; the label itself where it names nobody."""
        if label not in self._memory:
            name, office = person_in(label)
            self._memory[label] = (self._full(name) if name else label, office)
        return self._memory[label]

    def _full(self, name: str) -> str:
        return name
