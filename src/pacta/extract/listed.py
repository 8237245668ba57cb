"""The items of an act: what the reader's tags and a second look say of the words of its content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pacta.extract.decode import RawCue
from pacta.extract.items import FIRST, SEPARATORS
from pacta.extract.lists import best_items
from pacta.extract.parallel import parallel_starts
from pacta.extract.weigh import log_softmax
from pacta.model import HEADS, Signals, Span

__all__ = ["Tagged", "Tags", "items_of", "may_list", "suspects_list", "tagged_content"]

Array = NDArray[np.float32]
# By the code point where a token begins: the log chances that it is no part of an item, its first, a further one.
Tags = Mapping[int, Array]

NO_ITEM = 0.02  # a chance to begin an item below which, without parallel verbs, no list was chosen (0 of 417)
LOOK = 0.7  # the say of the second look beside the reader's, as a share of the log chances


@dataclass(frozen=True, slots=True)
class Tagged:
    """The tokens of a content: where each lies, its word (`pacta.extract.items`), its log chances (tokens, 3)."""

    spans: tuple[tuple[int, int], ...]
    words: list[str]
    logs: Array


def items_of(text: str, signals: Signals, raw: RawCue, looked: Tags | None = None) -> tuple[Span, ...]:
    """The items in the content of a cue, in text order; none where it holds no list.

    ``looked`` is None in a fast reading, which looks at nothing twice, and empty where no list can be.
    """
    tagged = tagged_content(text, signals, raw, looked)
    if tagged is None:
        return ()
    items = best_items(tagged.words, tagged.logs, fast=looked is None)
    return tuple(Span(tagged.spans[a][0], tagged.spans[b][1]) for a, b in items)


def may_list(text: str, cue: Span, content: Span | None) -> bool:
    """Whether a content stands behind its cue and joins words, as every list does."""
    words = content.of(text).lower() if content is not None and content.start >= cue.end else ""
    return any(mark in words if not mark.isalpha() else f" {mark} " in words for mark in SEPARATORS)


def suspects_list(text: str, signals: Signals, raw: RawCue) -> bool:
    """Whether a content may hold a list, and the reader gives one any chance or verbs in it stand side by side."""
    tagged = tagged_content(text, signals, raw) if may_list(text, raw.cue, raw.content) else None
    if tagged is None:
        return False
    return bool(np.exp(tagged.logs[:, FIRST]).max() >= NO_ITEM) or bool(parallel_starts(tagged.words))


def tagged_content(text: str, signals: Signals, raw: RawCue, looked: Tags | None = None) -> Tagged | None:
    """The content of a cue as it is tagged by the reader and by a second look, if there was one; None without a
    content."""
    if raw.content is None:
        return None
    found = signals.windows[raw.window].spans
    inside = [i for i, (a, b) in enumerate(found) if a >= raw.content.start and b <= raw.content.end and b > a]
    if not inside:
        return None
    spans = found[inside[0] : inside[-1] + 1]
    logs = log_softmax(signals.outputs[raw.window][inside[0] : inside[-1] + 1, HEADS["item"]])
    return Tagged(spans, _words(text, spans), _joined(spans, logs, looked) if looked else logs)


def _joined(spans: tuple[tuple[int, int], ...], logs: Array, looked: Tags) -> Array:
    """The log chances by both. Of a token that the second look did not reach the reader's stand."""
    other = np.array([looked.get(a, row) for (a, _), row in zip(spans, logs, strict=True)], dtype=np.float32)
    return log_softmax((1 - LOOK) * logs + LOOK * other)


def _words(text: str, spans: tuple[tuple[int, int], ...]) -> list[str]:
    """The tokens in lower case, "##" before those that go on the word or compound before them."""
    found: list[str] = []
    end = -1
    for a, b in spans:
        goes_on = a == end and text[a] not in ",;:()" and found[-1].lstrip("#") not in ("(", ",", ";")
        found.append(("##" if goes_on else "") + text[a:b].lower())
        end = b
    return found
