"""Units and currencies beside a number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pacta.lexicon import Rule, load_table

_SPACES = re.compile(r" {0,3}")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit and the edge it gives the figure: its own end (after) or start (before)."""

    symbol: str
    factor: float
    edge: int
    rule: str


@cache
def _currencies(place: str) -> tuple[Rule, ...]:
    return tuple(rule for rule in load_table("figures_currencies") if rule.data["place"] == place)


def currency_before(text: str, position: int) -> Unit | None:
    """The currency that ends where the number starts: "US$", "EUR ", "VND "."""
    low = max(0, position - 12)
    best: Unit | None = None
    for rule in _currencies("before"):
        for match in rule.pattern.finditer(text, low, position):
            if text[match.end() : position].strip(" ") or _glued(text, match.start()):
                continue
            if best is None or match.start() < best.edge:
                best = Unit(rule.data["unit"], 1, match.start(), rule.id)
    return best


def _glued(text: str, start: int) -> bool:
    """Whether a letter code is only the tail of a longer word."""
    return start > 0 and text[start].isalpha() and text[start - 1].isalnum()


def unit_after(text: str, position: int) -> Unit | None:
    """The unit or currency right after a number, the longest that fits."""
    at = _SPACES.match(text, position).end()  # type: ignore[union-attr]
    glued = at == position
    found = []
    for rule in (*load_table("figures_units"), *_currencies("after")):
        match = rule.pattern.match(text, at)
        if match and match.end() > at and not (glued and text[at].isalpha() and len(match[0]) > 4):
            found.append(Unit(rule.data["unit"], rule.data.get("factor", 1), match.end(), rule.id))
    return max(found, key=lambda unit: unit.edge, default=None)
