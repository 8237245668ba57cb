"""The noun phrase beside a figure: what is counted or measured."""

from __future__ import annotations

import re

_WORD = re.compile(r"[ ,]{1,3}(?:and +)?([A-Za-z\u00c0-\u024f][\w'.&\u00c0-\u024f-]*)")
_STOPS = frozenset(
    "of in on at to for from by with as is are was were be been being have has had will would can could may might "
    "shall should must that which who whom whose when where while if than then and or but not nor into onto over "
    "under about after before during since until between among through across against within without per via it "
    "its they them their this these those he she we you i our your his her an the also came went said took made "
    "including such both each every all more less up down out off only so because although though however compared "
    "respectively annually a now currently already today yesterday tomorrow last next".split()
)
_IRREGULAR = frozenset(
    "people men women children aircraft personnel staff cattle sheep police troops media data crew youth livestock "
    "infantry cavalry fish deer species series alumni militia poultry spacecraft hovercraft offspring".split()
)
_NOT_PLURAL = frozenset("as is was has its this thus us plus across less various previous famous religious "
                        "numerous joint-stock dangerous serious business process access congress".split())  # fmt: skip
_REACH = 9  # words after the number in which the counted noun has to come


def counted_noun(text: str, position: int) -> str | None:
    """The noun phrase that a number counts, up to its plural head; None where nothing is counted.

    "12 nuclear power plant units in" gives "nuclear power plant units".
    """
    words: list[str] = []
    head = 0
    at = position
    for match in iter(lambda: _WORD.match(text, at), None):
        word = match[1].rstrip(".")
        if word.lower() in _STOPS or len(words) == _REACH or ("," in match[0] and not words):
            break
        words.append(word)
        at = match.end()
        if _is_plural(word):
            head = len(words)
        if match[1].endswith(".") and "." not in word:
            break
    return " ".join(words[:head]) or None


def _is_plural(word: str) -> bool:
    lower = word.lower().removesuffix("'")
    if lower in _IRREGULAR:
        return True
    return len(lower) > 3 and lower.endswith("s") and not lower.endswith(("ss", "ous", "'s")) and lower not in _NOT_PLURAL


def noun_phrase_after(text: str, position: int, limit: int) -> tuple[int, int] | None:
    """Start and end of the words after ``position`` up to the clause's end: the indicator of a count."""
    start = position + len(re.match(r" *(?:in +|of +|worth +of +|for +)?(?:an? +|the +)?", text[position:limit])[0])  # type: ignore[index]
    end = re.compile(r"[.,;:()\[\]\n\"“”!?]|(?<= )(?:which|that|who|and|but|while|as|compared|by|from|at|with)(?= )").search(
        text, start, limit)  # fmt: skip
    stop = end.start() if end else limit
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    return (start, stop) if stop > start else None
