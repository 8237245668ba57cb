"""A cue that only reports gives way to the acts in the clause that it opens.

"I would like to note that our ties are developing well": the encoder often hears "note" and next to it the verb
that the codebook wants, each as the one cue of the sentence. Told that "note" is none, it knows the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from pacta.lexicon import load_table
from pacta.model import Window

__all__ = ["freed", "sentence_end"]

Array = NDArray[np.float32]

LOUDER = np.float32(20.0)  # times the odds of a cue, where the one before it has fallen silent
_THAT = re.compile(r"\s+that\b", re.IGNORECASE)
_STOPS = (".", "!", "?")
_LONGEST = 60  # code points of a cue that only reports


def freed(text: str, window: Window, start: int, chances: Array, runs: Iterable[tuple[int, int]]) -> Array | None:
    """The chances (tokens, tags) once no cue of ``runs`` merely reports; None where none did.

    ``chances`` are those of the tokens of ``window`` from ``start`` on; a run is a first and a last token.
    """
    empty = [run for run in runs if _only_reports(text, window, start + run[0], start + run[1])]
    if not empty:
        return None
    result = chances.copy()
    for first, last in empty:
        result[first : last + 1, 1:] = 0
        result[first : last + 1, 0] = 1
        end = sentence_end(text, window, start + last) - start
        louder = result[last + 1 : min(end, len(result))]
        louder[:, 1:] *= LOUDER
        louder /= louder.sum(axis=1, keepdims=True)
    return result


def _only_reports(text: str, window: Window, first: int, last: int) -> bool:
    span = window.text_span(first, last)
    if span.end - span.start > _LONGEST:
        return False
    that = _THAT.match(text, span.end)
    words = text[span.start : that.end() if that else span.end]
    return any(rule.pattern.search(words) for rule in load_table("reporting"))


def sentence_end(text: str, window: Window, token: int) -> int:
    """The token after the sentence of ``token``, as far as its block reaches."""
    line = window.lines[token]
    end = token + 1
    while end < len(window.lines) and window.lines[end] == line:
        stops = text[window.spans[end][0] : window.spans[end][1]] in _STOPS
        if stops and text[window.spans[end][1] : window.spans[end][1] + 1].strip() == "":
            break
        end += 1
    return end
