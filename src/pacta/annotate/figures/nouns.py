"""The noun phrase beside a figure: what is counted or measured."""

from __future__ import annotations

import re

from pacta.lexicon import load_table

_WORD = re.compile(r"[ ,]{1,3}(?:and +)?([A-Za-z\u00c0-\u024f][\w'.&\u00c0-\u024f-]*)")
_REACH = 9  # words after the number in which the counted noun has to come
_LINK = re.compile(r" *(?:in +|of +|worth +of +|for +)?(?:an? +|the +)?")
_CLAUSE_END = re.compile(
    r"[.,;:()\[\]\n\"“”!?]|(?<= )(?:which|that|who|and|but|while|as|compared|by|from|at|with)(?= )"
)


def counted_noun(text: str, position: int) -> str | None:
    """The noun phrase that a number counts, up to its plural head; None where nothing is counted.

    "12 nuclear power plant units in" gives "nuclear power plant units".
    """
    words: list[str] = []
    head = 0
    match = _WORD.match(text, position)
    while match and len(words) < _REACH and not ("," in match[0] and not words):
        word = match[1].rstrip(".")
        role = role_of(word)
        if role == "end":
            break
        words.append(word)
        head = len(words) if role == "plural" else head
        if match[1].endswith(".") and "." not in word:
            break
        match = _WORD.match(text, match.end())
    return " ".join(words[:head]) or None


def role_of(word: str) -> str | None:
    """ "end" for words that no counted noun phrase holds, "plural" for its head, "singular" or None else."""
    return next((rule.data["role"] for rule in load_table("figures_nouns") if rule.pattern.search(word)), None)


def noun_phrase_after(text: str, position: int, limit: int) -> tuple[int, int] | None:
    """Start and end of the words after ``position`` up to the clause's end: the indicator of a count."""
    link = _LINK.match(text, position, limit)
    start = link.end() if link else position
    end = _CLAUSE_END.search(text, start, limit)
    stop = end.start() if end else limit
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    return (start, stop) if stop > start else None
