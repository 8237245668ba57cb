"""Which list of items a content holds, if any: of the lists that its words allow, the likest.

The tags of single words cannot see that three items open alike, or that two verbs tell one act twice. So a few
whole lists are made, from shy to bold, and no list beside them, and one is chosen by what a whole list shows. What
each sign is worth is learned from lists that the reader has not been trained on (``training/lists``), and can be
read in ``weights/lists.json`` and, for a fast reading, in ``weights/lists_fast.json``.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pacta.extract.items import FIRST, FURTHER, OUT, Items, likeliest_items
from pacta.extract.parallel import measure_form, parallel_starts, whole_measures, whole_words

__all__ = ["best_items", "list_weights", "possible_lists", "signs"]

Array = NDArray[np.float32]
Signs = dict[str, float]

BOLDEST = 3.0
OPENINGS = (-1.0, 0.6, BOLDEST)  # log prizes of an item, from shy to bold (`pacta.extract.items`)
NO_LIST: Items = ()
_LEADS = frozenset(
    {
        "including",
        "both",
        ":",
        "—",
        "–",
        "in",
        "on",
        "of",
        "for",
        "to",
        "with",
        "through",
        "by",
        "between",
        "from",
        "as",
    }
    | {",", ";"}
)
_DETERMINERS = frozenset({"the", "a", "an", "our", "their", "its"})
_JOINED = frozenset({",", ";", "and", ", and", "; and", "or", ", or", "as well as", ", as well as", "while", "•"})
_LONG_GAP = 3  # words between two items: more is no joint


def best_items(words: list[str], logs: Array, fast: bool = False) -> Items:
    """First and last word of each item, given log-probabilities (words, 3) of OUT, FIRST and FURTHER; () for none.

    ``words`` are the tokens of the content, in lower case; one that goes on the word before opens with "##".
    ``fast``: the logs are a fast reading's, with no second look in them; signs are worth something else then.
    """
    found = possible_lists(words, logs)
    if len(found) == 1:
        return NO_LIST
    weights = _weights(fast)

    def worth(items: Items) -> float:
        return sum(weights.get(name, 0.0) * value for name, value in signs(words, logs, items).items())

    return max(found, key=worth)


def possible_lists(words: list[str], logs: Array) -> list[Items]:
    """The lists to choose from, each once and sorted; the first is no list."""
    found = {NO_LIST}
    measures = parallel_starts(words)
    if measures:
        found.add(tuple(whole_measures(words, measures)))
    for starts in {frozenset(), measures}:
        if words and likeliest_items(words, logs, starts, BOLDEST):  # else none shyer finds a list
            found |= {likeliest_items(words, logs, starts, opening) for opening in OPENINGS}
    return sorted(found)


def signs(words: list[str], logs: Array, items: Items) -> Signs:
    """What speaks for or against these items as the list of the content, by name."""
    if not items:
        tagged = float((1 - np.exp(logs[:, OUT])).mean())
        return {"no list": 1.0, "no list, length": min(len(words), 60) / 30, "no list, tags": tagged}
    return {
        **_of_tags(logs, items),
        **_of_shape(words, items),
        **_of_openings(words, items),
        **_of_joints(words, items),
    }


def _of_tags(logs: Array, items: Items) -> Signs:
    """How well the items agree with the reader's tags, in log units."""
    begins = [float(logs[a, FIRST] - logs[a, OUT]) for a, _ in items]
    goes_on = [float((logs[a + 1 : b + 1, FURTHER] - logs[a + 1 : b + 1, OUT]).sum()) for a, b in items]
    inside = {i for a, b in items for i in range(a, b + 1)}
    outside = [float(logs[i, OUT]) for i in range(len(logs)) if i not in inside]
    total = sum(begins) + sum(goes_on)
    return {
        "tags": total / len(inside),
        "tags, all": max(-3.0, min(3.0, total / 20)),
        "tags, beginnings": float(np.mean(begins)),
        "tags, weakest beginning": min(begins),
        "tags, first beginning": begins[0],
        "tags, outside": float(np.mean(outside)) if outside else 0.0,
        "tags, word behind": float(np.mean([logs[b + 1, OUT] if b + 1 < len(logs) else 0.0 for _, b in items])),
        "tags, beginning within": max(
            float((logs[a + 1 : b + 1, FIRST] - logs[a + 1 : b + 1, FURTHER]).max()) if b > a else -9.0
            for a, b in items
        ),
    }


def _of_shape(words: list[str], items: Items) -> Signs:
    lengths = [b - a + 1 for a, b in items]
    measures = parallel_starts(words)
    return {
        "parallel measures": float(bool(measures) and items == tuple(whole_measures(words, measures))),
        "items": float(len(items)),
        "two items": float(len(items) == 2),
        "more than four": float(len(items) > 4),
        "from the first word": float(items[0][0] == 0),
        "to the last word": float(items[-1][1] >= len(words) - 2),
        "shortest": min(min(lengths), 10) / 5,
        "longest": min(max(lengths), 60) / 30,
        "one word": float(min(lengths) == 1),
        "longest to shortest": min(max(lengths) / min(lengths), 10) / 5,
        "covered": sum(lengths) / len(words),
    }


def _of_openings(words: list[str], items: Items) -> Signs:
    """What the items open with, and whether they open alike."""
    whole = dict(whole_words(words))
    openings = [_opening(whole[a].lstrip("#")) for a, _ in items]
    verbs = sum(name.startswith("item.") for name in openings)
    found = {f"opens with {name}": openings.count(name) / len(openings) for name in openings}
    return {
        **found,
        "open alike": float(len(set(openings)) == 1),
        "open with verbs": float(verbs == len(openings)),
        "verbs open alike": float(verbs == len(openings) and len(set(openings)) == 1),
        "verbs and nouns": float(0 < verbs < len(openings)),
    }


def _of_joints(words: list[str], items: Items) -> Signs:
    """What leads to the list and what stands between its items."""
    found: Signs = {f"behind {_lead(words, items[0][0])}": 1.0}
    for (_, end), (start, _) in pairwise(items):
        gap = " ".join(words[end + 1 : start])
        name = gap if gap in _JOINED else "many words" if start - end > _LONG_GAP else "other words"
        found[f"joined by {name}"] = found.get(f"joined by {name}", 0.0) + 1 / (len(items) - 1)
    found["and before the last"] = float(_lead(words, items[-1][0]) in ("and", ", and"))
    return found


def _opening(word: str) -> str:
    """What kind of word an item opens with."""
    form = measure_form(word)
    if form:
        return form
    if word in _DETERMINERS:
        return "determiner"
    return "number" if word.isdigit() else "other"


def _lead(words: list[str], place: int) -> str:
    """What stands before ``place``: the start of the content, a word that leads to a list, another."""
    if place == 0:
        return "nothing"
    before, earlier = words[place - 1], words[place - 2] if place > 1 else ""
    if before in ("and", "or", "&"):
        return ", and" if earlier in (",", ";") else "and"
    if before == "as" and earlier == "such":
        return "such as"
    return before if before in _LEADS else "other"


def list_weights(fast: bool) -> Path:
    """The file that says what each sign is worth."""
    return Path(str(files("pacta.extract") / "weights" / ("lists_fast.json" if fast else "lists.json")))


@cache
def _weights(fast: bool) -> dict[str, float]:
    weights: dict[str, float] = json.loads(list_weights(fast).read_text(encoding="utf-8"))
    return weights
