"""From the encoder's outputs to spans: cues with their class, and the content of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from pacta.extract.cue_words import whole_cue
from pacta.extract.echoes import echoed
from pacta.extract.reporting import freed
from pacta.extract.weigh import label_of, log_softmax
from pacta.model import CUE_CLASSES, HEADS, Signals, Span, Window

Array = NDArray[np.float32]

MAX_CUE_TOKENS = 14
_FURTHER, _TAGS = 2, 3  # 0 is no part of a cue, 1 its first token
_BARRED = np.float32(-1e4)


@dataclass(frozen=True, slots=True)
class RawCue:
    """A decoded cue. ``tokens`` are the first and last token in ``window``; ``chances`` sum to the chance
    that a cue stands here at all, one for each of CUE_CLASSES."""

    window: int
    tokens: tuple[int, int]
    cue: Span
    content: Span | None
    deadlines: tuple[Span, ...]  # words tagged as a deadline anywhere in the cue's block
    chances: tuple[float, ...]

    @property
    def label(self) -> str:
        return label_of(self.chances)


def decode(text: str, signals: Signals) -> Iterator[RawCue]:
    """The cues of a document in text order."""
    for index, (window, output) in enumerate(zip(signals.windows, signals.outputs, strict=True)):
        yield from _decode_window(text, index, window, output)


def _decode_window(text: str, index: int, window: Window, output: Array) -> Iterator[RawCue]:
    first, last = window.core
    logs = log_softmax(output[first:last, HEADS["cue"]])
    logs[np.asarray(window.lines[first:last]) < 0, 1:] = _BARRED  # a separator is nobody's word
    chances = np.exp(logs)
    breaks = _breaks(window.lines[first:last])
    runs = list(_runs(best_path(_of_any_class(chances), breaks)))
    for reheard in (freed, echoed):
        other = reheard(text, window, first, chances, runs)
        if other is not None:
            chances = other
            runs = list(_runs(best_path(_of_any_class(chances), breaks)))
    nexts = [window.spans[first + a][0] for a, _ in runs[1:]] + [len(text)] * bool(runs)
    for (a, b), next_cue in zip(runs, nexts, strict=True):
        mean = chances[a : b + 1].mean(axis=0)
        by_class = tuple(float(mean[1 + 2 * c] + mean[2 + 2 * c]) for c in range(len(CUE_CLASSES)))
        tokens = (first + a, first + b)
        content = _content(window, output, tokens)
        line_end = window.spans[_line(window, tokens[0])[1]][1]
        cue = whole_cue(text, window.text_span(*tokens), min(line_end, next_cue))
        yield RawCue(
            window=index,
            tokens=tokens,
            cue=cue,
            content=_beyond(text, window.text_span(*content), cue) if content else None,
            deadlines=_tagged(window, output[:, HEADS["deadline"]], _line(window, tokens[0])),
            chances=by_class,
        )


def _beyond(text: str, content: Span, cue: Span) -> Span | None:
    """The content without the words that have become part of the cue."""
    if not content.overlaps(cue):
        return content
    return behind(text, content, cue) if content.start >= cue.start else None


def behind(text: str, content: Span, cue: Span) -> Span | None:
    """What of a content stands behind a cue; None where nothing does."""
    start = cue.end
    while start < content.end and text[start].isspace():
        start += 1
    return Span(max(start, content.start), content.end) if start < content.end else None


def _of_any_class(chances: Array) -> Array:
    """Log chances (tokens, 3) that a token is no part of a cue, its first or a further one, whatever the class.

    Whether an act stands here and which it is are two questions: a cue between two classes is still a cue.
    """
    parts = [chances[:, 0], chances[:, 1::2].sum(axis=1), chances[:, 2::2].sum(axis=1)]
    logs: Array = np.log(np.stack(parts, axis=1) + np.float32(1e-9))
    return logs


def best_path(logs: Array, breaks: NDArray[np.bool_]) -> NDArray[np.intp]:
    """The likeliest tags (Viterbi): a further token follows a first or further token.

    ``logs`` is (tokens, 3) log-probabilities; where ``breaks`` is True no cue runs on from the token before.
    """
    path = np.asarray(logs.argmax(axis=1), dtype=np.intp)
    if _keeps_to_grammar(path, breaks):
        return path
    size = len(logs)
    back = np.zeros((size, _TAGS), dtype=np.intp)
    total = logs[0] + _prices(opens=True)[0]
    for i in range(1, size):
        steps = total[:, None] + _prices(opens=bool(breaks[i]))
        back[i] = steps.argmax(axis=0)
        total = steps[back[i], np.arange(_TAGS)] + logs[i]
    path[-1] = int(total.argmax())
    for i in range(size - 1, 0, -1):
        path[i - 1] = back[i, path[i]]
    return path


def _keeps_to_grammar(path: NDArray[np.intp], breaks: NDArray[np.bool_]) -> bool:
    """Whether the likeliest tag of each token makes a path that is allowed: then no other can be likelier."""
    goes_on = ~breaks & (np.concatenate([[0], path[:-1]]) > 0)
    return bool((goes_on | (path != _FURTHER)).all())


@cache
def _prices(*, opens: bool) -> Array:
    """Log prices of going from a tag (row) to the next (column). Where a line ``opens``, nothing goes on."""
    prices = np.zeros((_TAGS, _TAGS), dtype=np.float32)
    prices[slice(None) if opens else 0, _FURTHER] = _BARRED
    return prices


def _runs(path: NDArray[np.intp]) -> Iterator[tuple[int, int]]:
    """First and last index of each cue on a path."""
    at = 0
    while at < len(path):
        end = at
        if path[at]:
            while end + 1 < len(path) and path[end + 1] == _FURTHER:
                end += 1
            yield at, min(end, at + MAX_CUE_TOKENS - 1)
        at = end + 1


def _breaks(lines: tuple[int, ...]) -> NDArray[np.bool_]:
    row = np.asarray(lines)
    return np.concatenate([[True], (row[1:] != row[:-1]) | (row[1:] < 0)]) if len(row) else np.zeros(0, dtype=bool)


def _line(window: Window, token: int) -> tuple[int, int]:
    """First and last token of the block that holds ``token``, as far as the window shows it."""
    first = last = token
    while first > 0 and window.lines[first - 1] == window.lines[token]:
        first -= 1
    while last + 1 < len(window.lines) and window.lines[last + 1] == window.lines[token]:
        last += 1
    return first, last


def _content(window: Window, output: Array, cue: tuple[int, int]) -> tuple[int, int] | None:
    """First and last token of the content: the best pair on one side of the cue, in its block."""
    first, last = _line(window, cue[0])
    start = _pointer(output, "start", cue, first, last)
    end = _pointer(output, "end", cue, first, last)
    after = _best_pair(start, end, cue[1] + 1 - first, last + 1 - first)
    before = _best_pair(start, end, 0, cue[0] - first)
    best = max((x for x in (after, before) if x), default=None)
    return (first + best[1], first + best[2]) if best else None


def _pointer(output: Array, name: str, cue: tuple[int, int], first: int, last: int) -> Array:
    query = output[cue[0] : cue[1] + 1, HEADS[f"{name} query"]].mean(axis=0)
    scores: Array = output[first : last + 1, HEADS[f"{name} key"]] @ query
    return scores


def _best_pair(start: Array, end: Array, low: int, high: int) -> tuple[float, int, int] | None:
    """The best ``(score, i, j)`` with low <= i <= j < high, in one pass."""
    if low >= high:
        return None
    best_start = np.maximum.accumulate(start[low:high])
    total = best_start + end[low:high]
    j = int(total.argmax())
    i = int(start[low : low + j + 1].argmax())
    return float(total[j]), low + i, low + j


def _tagged(window: Window, logits: Array, inside: tuple[int, int]) -> tuple[Span, ...]:
    """Spans of a three-tag head (none, first, further) between two tokens, both included."""
    tags = logits[inside[0] : inside[1] + 1].argmax(axis=1)
    found: list[tuple[int, int]] = []
    for i, tag in enumerate(tags):
        if tag == 1 or (tag == 2 and not (found and found[-1][1] == i - 1)):
            found.append((i, i))
        elif tag == 2:
            found[-1] = (found[-1][0], i)
    return tuple(window.text_span(inside[0] + a, inside[0] + b) for a, b in found)
