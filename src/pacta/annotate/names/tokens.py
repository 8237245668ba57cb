"""Words and marks of a stretch of text, as the reader of names needs them: linear in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from unicodedata import normalize

# Dotted acronyms; possessives; a function word that lost its space before a name ("ofIndonesia"); words;
# numbers; any other mark.
_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}|['’]s(?!\w)|(?:of|the|and|by|in|on|from|with|for|at)(?=[A-Z][a-z])"
    r"|[^\W\d_](?:[\w\u0300-\u036f]|['’](?!s(?!\w))(?=[^\W\d_]))*|\d+(?:[.,]\d+)*\w*|[^\w\s]|_"
)
_LABEL = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ.’' -]{4,80}(?=\s*[:(])")
_SENTENCE_MARKS = frozenset('.!?:•*|;"“”»«()[]')
_HYPHENS = frozenset("-–—‑/")


@dataclass(frozen=True, slots=True)
class Token:
    """``key`` is the spelling for look-ups; ``initial`` is True where a capital says nothing (start of a
    sentence, line or quotation); ``glued`` where no space stands before it."""

    start: int
    end: int
    key: str
    initial: bool
    glued: bool

    @property
    def capital(self) -> bool:
        return self.key[0].isupper()

    @property
    def acronym(self) -> bool:
        return len(self.key) > 1 and self.key.isupper()

    @property
    def number(self) -> bool:
        return self.key[0].isdigit()

    @property
    def hyphen(self) -> bool:
        return self.key in _HYPHENS


def tokens(text: str, start: int, end: int, headline: bool = False) -> list[Token]:
    """The tokens of ``text[start:end]``, which is one line or block. A line or speaker's label set wholly in
    capitals is read as if it were in title case; in a headline every word is ``initial``."""
    shouted = _shouted(text, start, end)
    headline = headline or shouted >= end > start or _headline(text, start, end)
    found: list[Token] = []
    previous, initial = start, True
    for match in _TOKEN.finditer(text, start, end):
        key = folded_token(match[0], match.end() <= shouted)
        found.append(Token(match.start(), match.end(), key, initial or headline, match.start() == previous))
        initial = _opens_sentence(found, initial)
        previous = match.end()
    return found


def folded_token(word: str, shouted: bool = False) -> str:
    """One spelling of a word: composed letters, plain apostrophes; title case for shouted words."""
    key = word if word.isascii() else normalize("NFC", word).replace("’", "'")
    if not shouted or len(key) < 2 or "." in key:
        return key
    return key.lower() if key in _SHOUTED_FUNCTION_WORDS else key[0] + key[1:].lower()


def keys_of(phrase: str) -> tuple[str, ...]:
    """A phrase of a table as the keys of its tokens."""
    return tuple(folded_token(match[0]) for match in _TOKEN.finditer(phrase))


def _shouted(text: str, start: int, end: int) -> int:
    """Where words set in capitals for emphasis end: at the line's end, after a label ("PRESIDENT X:"), or at
    once."""
    line = text[start : min(end, start + 4000)]
    if line.isupper() and line.count(" ") >= 2:
        return end
    label = _LABEL.match(text, start, end)
    return label.end() if label else start


def _headline(text: str, start: int, end: int) -> bool:
    """A short line in title case: all its long words are capitalised."""
    if not 0 < end - start < 300 or text[end - 1] in ".;,":
        return False
    words = [word for word in text[start:end].split() if len(word) > 3 and word[0].isalpha()]
    return len(words) > 1 and sum(word[0].isupper() for word in words) > 0.85 * len(words)


def _opens_sentence(found: list[Token], initial: bool) -> bool:
    key = found[-1].key
    if key == ".":
        return not _abbreviation(found)
    if key in _SENTENCE_MARKS:
        return True
    return initial and not key[0].isalpha()


def _abbreviation(found: list[Token]) -> bool:
    word = found[-2].key if len(found) > 1 and found[-1].glued else ""
    return word in _ABBREVIATIONS or (len(word) == 1 and word.isupper())


_ABBREVIATIONS = frozenset(
    {"Mr", "Mrs", "Ms", "Dr", "St", "Gen", "Sen", "Rep", "Jr", "Sr", "No", "Hon", "Rt", "Prof"}
)
_SHOUTED_FUNCTION_WORDS = frozenset(
    {"OF", "THE", "AND", "FOR", "ON", "IN", "BY", "TO", "WITH", "FROM", "AT", "A", "AN", "BETWEEN", "AGAINST"}
)
