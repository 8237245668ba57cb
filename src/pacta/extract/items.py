"""Lists of items as the reader's tags give them: separately trackable measures under one cue.

Items are conjuncts, so they begin and end where coordination lets them. The likeliest path through the tags that
keeps to that grammar is a list; how likely it has to be is a matter of price. `pacta.extract.lists` chooses among
the lists of several prices.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from pacta.extract.parallel import JOINTS

__all__ = ["FIRST", "FURTHER", "OUT", "Items", "likeliest_items"]

Array = NDArray[np.float32]
Items = tuple[tuple[int, int], ...]  # first and last word of each, in order; one item alone is no list

OUT, FIRST, FURTHER = 0, 1, 2
# Words between conjuncts; an item ends before one, or where the content ends.
SEPARATORS = frozenset({",", ";", ":", "and", "or", "&", "as", "—", "–", "(", "•", "including", "while", "plus"})
# Words at which the last item may end before the content does: "... [health] and [trade] in accordance with law".
CLOSERS = frozenset({"in", "on", "for", "with", "to", "through", "by", "based", "within", "under", "that", "which"})
COSTLY = np.float32(-1.5)  # log price of beginning or ending an item at a word that is no separator
PARALLEL = np.float32(4.0)  # log prize of beginning an item where a measure of the same form begins
ASKEW = np.float32(-3.0)  # log price of beginning or ending one elsewhere, where there are such measures
BARRED = np.float32(-1e4)


def likeliest_items(words: list[str], logs: Array, measures: frozenset[int], opening: float) -> Items:
    """The likeliest list, given log-probabilities (words, 3) of OUT, FIRST and FURTHER; () where none is likely.

    ``words`` are the tokens of the content, in lower case; one that goes on the word before opens with "##".
    ``measures`` are the places where parallel measures begin, if there are any, ``opening`` is the log prize of an
    item against the many tokens that hold none.
    """
    path = _best_path(words, logs, measures, np.float32(opening))
    starts = [i for i, tag in enumerate(path) if tag == FIRST]
    ends = [i for i, (a, b) in enumerate(pairwise([*path, OUT])) if a != OUT and b != FURTHER]
    return tuple(zip(starts, ends, strict=True)) if len(starts) > 1 else ()


def _best_path(words: list[str], logs: Array, measures: frozenset[int], opening: np.float32) -> list[int]:
    back: list[list[int]] = []
    first = opening + (PARALLEL if measures else np.float32(0))
    total = np.array([logs[0, OUT], logs[0, FIRST] + first, BARRED], dtype=np.float32)
    for i in range(1, len(words)):
        begin = opening + _price_of_beginning(words, i) + _prize(measures, i in measures)
        leave = _price_of_leaving(words, i) + _prize(measures, _leads_to(words, measures, i), np.float32(0))
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


def _prize(measures: frozenset[int], fits: bool, gain: np.float32 = PARALLEL) -> np.float32:
    """What it brings to begin or end an item here, given where the parallel measures begin, if there are any."""
    if not measures:
        return np.float32(0)
    return gain if fits else ASKEW


def _leads_to(words: list[str], measures: frozenset[int], i: int) -> bool:
    """Whether nothing but joining words stands between place ``i`` and the next measure."""
    while i < len(words) and i not in measures and (words[i] in JOINTS or words[i] in ("well", "also")):
        i += 1
    return i in measures


def _price_of_beginning(words: list[str], i: int) -> np.float32:
    if words[i].startswith("##") or words[i] in SEPARATORS:
        return BARRED
    return np.float32(0) if words[i - 1] in SEPARATORS else COSTLY


def _price_of_leaving(words: list[str], i: int) -> np.float32:
    if words[i] in SEPARATORS:
        return np.float32(0)
    return COSTLY if words[i] in CLOSERS else BARRED
