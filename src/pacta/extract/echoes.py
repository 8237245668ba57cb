"""A verb that performs an act performs another where its sentence repeats it.

"The two sides support the United Nations; support its reform and support its work in the field": the encoder hears
the first verb and takes the rest for its content.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from pacta.extract.cues import FOLLOWING, cue_rules
from pacta.extract.reporting import sentence_end
from pacta.model import Window

__all__ = ["echoed"]

Array = NDArray[np.float32]

_VERB = re.compile(r"[a-z]{4,}(?<!ing)")  # in small letters: it does not open its sentence
_JOINED = re.compile(r"(?:[;,]|\band|\bas well as)\s+(?:(?:also|further|and|as well as)\s+)*$")
_NOUN = re.compile(r"\s+(?:for|of|from|to|by|in)\b")  # "and support for its work" repeats no verb
_REACH = 30  # code points before a word in which what joins it stands


def echoed(text: str, window: Window, start: int, chances: Array, runs: Sequence[tuple[int, int]]) -> Array | None:
    """The chances (tokens, tags) with those of a cue given to each of its repetitions; None where there is none.

    ``chances`` are those of the tokens of ``window`` from ``start`` on; a run is a first and a last token.
    """
    taken = {token for first, last in runs for token in range(first, last + 1)}
    result = None
    for first, last in runs:
        for place in _repetitions(text, window, start, (first, last), len(chances)):
            size = last + 1 - first
            if taken.isdisjoint(range(place, place + size)):
                result = chances.copy() if result is None else result
                result[place : place + size] = chances[first : last + 1]
    return result


def _repetitions(text: str, window: Window, start: int, run: tuple[int, int], size: int) -> Iterator[int]:
    """Where the first token of each repetition of a cue stands, behind a joining word of its sentence."""
    cue = window.text_span(start + run[0], start + run[1])
    word = cue.of(text)
    if not _VERB.fullmatch(word) or not _performs(word, text[cue.end : cue.end + FOLLOWING]):
        return
    end = min(sentence_end(text, window, start + run[1]) - start, size)
    for place in range(run[1] + 1, end):
        at = window.spans[start + place][0]
        last = place + run[1] - run[0]
        same = last < end and text[at : window.spans[start + last][1]] == word
        joined = same and _JOINED.search(text[max(cue.end, at - _REACH) : at])
        if joined and not _NOUN.match(text, at + len(word)):
            yield place


def _performs(verb: str, following: str) -> bool:
    """Whether a rule knows the verb, and not for a report: "grew" and "signed" are told once for all."""
    rules = cue_rules(verb, following)
    return bool(rules) and rules[0].data["kind"] != "report"
