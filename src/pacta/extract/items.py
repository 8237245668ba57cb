"""The items of a commitment or request: separately trackable measures under one cue.

Items are conjuncts, so they begin and end where coordination lets them. The likeliest path through the
reader's tags that keeps to that grammar is taken; a single item is no list.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]

OUT, FIRST, FURTHER = 0, 1, 2
# Words between conjuncts; an item ends before one, or where the content ends.
SEPARATORS = frozenset({",", ";", ":", "and", "or", "&", "as", "—", "–", "(", "•", "including", "while", "plus"})
# Words at which the last item may end before the content does: "... [health] and [trade] in accordance with law".
CLOSERS = frozenset({"in", "on", "for", "with", "to", "through", "by", "based", "within", "under", "that", "which"})
COSTLY = np.float32(-1.5)  # log price of beginning or ending an item at a word that is no separator
OPENING = np.float32(0.3)  # log prize of an item, against the many tokens that hold none
BARRED = np.float32(-1e4)


def best_items(words: list[str], logs: Array) -> list[tuple[int, int]]:
    """First and last word of each item, given log-probabilities (words, 3) of OUT, FIRST and FURTHER.

    ``words`` are the tokens of the content, in lower case; one that goes on the word before opens with "##".
    """
    path = _best_path(words, logs)
    starts = [i for i, tag in enumerate(path) if tag == FIRST]
    ends = [i for i, (a, b) in enumerate(pairwise([*path, OUT])) if a != OUT and b != FURTHER]
    return list(zip(starts, ends, strict=True)) if len(starts) > 1 else []


def _best_path(words: list[str], logs: Array) -> list[int]:
    if not words:
        return []
    back: list[list[int]] = []
    total = np.array([logs[0, OUT], logs[0, FIRST] + OPENING, BARRED], dtype=np.float32)
    for i in range(1, len(words)):
        begin, leave = _price_of_beginning(words, i), _price_of_leaving(words, i)
        steps = (
            (total[OUT], total[FIRST] + leave, total[FURTHER] + leave),
            (total[OUT] + begin, BARRED, BARRED),
            (BARRED, total[FIRST], total[FURTHER]),
        )
        best = [row.index(max(row)) for row in steps]
        back.append(best)
        total = np.array([steps[k][best[k]] + logs[i, k] for k in range(3)], dtype=np.float32)
    path = [int(total.argmax())]
    for choices in reversed(back):
        path.append(choices[path[-1]])
    return path[::-1]


def _price_of_beginning(words: list[str], i: int) -> np.float32:
    if words[i].startswith("##") or words[i] in SEPARATORS:
        return BARRED
    return OPENING if words[i - 1] in SEPARATORS else OPENING + COSTLY


def _price_of_leaving(words: list[str], i: int) -> np.float32:
    if words[i] in SEPARATORS:
        return np.float32(0)
    return COSTLY if words[i] in CLOSERS else BARRED
