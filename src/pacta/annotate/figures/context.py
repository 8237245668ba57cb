"""The words around a figure: hedges, direction of change, and what makes a number no figure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pacta.lexicon import Rule, load_table

_NEAR = 42  # code points before a number in which its hedge lies
_CLAUSE = 70  # code points before a number in which its verb of change lies
_TO = re.compile(r"(?:to|at|from|of|reach\w*|total\w*|with|worth|is|was|were|are)\s*$", re.IGNORECASE)
_BY = re.compile(r"(?<!\w)by(?: +(?:another|an +additional|a +further|some|a +record))? *$", re.IGNORECASE)
_ONLY_FILLER = re.compile(
    r"[ ,]*(?:(?:by|another|an|a|additional|further|roughly|average|of|record|in|trade|total|year-on-year|was|were|"
    r"is|over|the|last|this|past|year|some|also|annually|sharply|rapidly|steadily|significantly|year +on +year|"
    r"slightly|only|even|or|rate|almost|nearly|stood +at|at)[ ,]*)*",
    re.IGNORECASE,
)
_BREAK = re.compile(r"[.;:!?\n](?:\s|$)| (?:and|but|while|which|to|reaching|with|from) ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Hedge:
    sign: str
    edge: int


def hedge_before(text: str, position: int) -> Hedge | None:
    """The hedge that ends right before ``position``, the longest."""
    low = max(0, position - _NEAR)
    found = [
        Hedge(rule.data["hedge"], match.start())
        for rule in load_table("figures_hedges")
        if rule.data["place"] == "before"
        for match in rule.pattern.finditer(text, low, position)
        if not text[match.end() : position].strip(" ")
    ]
    return min(found, key=lambda hedge: hedge.edge, default=None)


def hedge_after(text: str, position: int) -> Hedge | None:
    return _first_after(text, position, "figures_hedges", "hedge")


def comparison_after(text: str, position: int) -> Hedge | None:
    """ "more" or "less" that belongs to the figure: "85 percent more"."""
    return _first_after(text, position, "figures_changes", "direction", place="with")


def noun_of_change(text: str, position: int) -> Hedge | None:
    """ "increase", "cut" right after the figure."""
    return _first_after(text, position, "figures_changes", "direction", place="after")


def _first_after(text: str, position: int, table: str, column: str, place: str = "after") -> Hedge | None:
    at = position
    while at < len(text) and at < position + 3 and text[at] == " ":
        at += 1
    for rule in _placed(table, place):
        match = rule.pattern.match(text, at)
        if match:
            return Hedge(rule.data[column], match.end())
    return None


def _placed(table: str, place: str) -> list[Rule]:
    return [rule for rule in load_table(table) if rule.data.get("place") == place]


def by_before(text: str, position: int) -> int | None:
    """Where a "by" before the figure starts."""
    match = _BY.search(text[max(0, position - 30) : position])
    if match is None or not text[position - len(match[0]) :].lower().startswith("by"):
        return None
    return position - len(match[0])


def direction_before(text: str, position: int) -> str | None:
    """The direction of the verb of change that takes the figure at ``position``: "grew (by) 20 percent"."""
    left = text[max(0, position - _CLAUSE) : position]
    verb = verb_of_change(left)
    if verb is None:
        return None
    end, direction = verb
    between = left[end:]
    if _BY.search(between) and not _BREAK.search(between[: _BY.search(between).start()]):  # type: ignore[union-attr]
        return str(direction)
    if _TO.search(between) and not re.fullmatch(r"(?: +rate)?(?: +was)? +of *", between):
        return None
    return str(direction) if _ONLY_FILLER.fullmatch(between) else None


def verb_of_change(words: str) -> tuple[int, str] | None:
    """End and direction of the last verb or noun of change in ``words``."""
    verbs = [(m.end(), str(rule.data["direction"])) for rule in _placed("figures_changes", "before")
             for m in rule.pattern.finditer(words)]  # fmt: skip
    return max(verbs, default=None)


def is_label(text: str, position: int) -> bool:
    """Whether the word before says that the number is a name's or an indeterminate amount's."""
    left = text[max(0, position - 24) : position]
    return any(rule.pattern.search(left) for rule in _placed("figures_not", "before"))


def is_definite(text: str, position: int) -> bool:
    left = text[max(0, position - 24) : position]
    return any(rule.pattern.search(left) for rule in _placed("figures_not", "definite"))


def is_compound(text: str, position: int) -> bool:
    return any(rule.pattern.match(text, position) for rule in _placed("figures_not", "after"))


def is_abstract(noun_phrase: str) -> bool:
    return any(rule.pattern.search(noun_phrase) for rule in _placed("figures_not", "noun"))
