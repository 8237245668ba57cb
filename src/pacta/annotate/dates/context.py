"""What a reader needs to know besides the words it reads: the day of writing, the date before, the tense."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from pacta.text.timevalues import bounds

Tense = Literal["past", "future", "none"]
_PERIOD = re.compile(r"\d{4}-(?:Q[1-4]|H[12]|\d\d)")  # quarters, halves, months: what statistics are told of
_NEARBY = 600  # code points after which a quarter or half is no longer what "a year earlier" compares with
_NEARBY_MONTH = 150


@dataclass(frozen=True, slots=True)
class Context:
    """``day`` is the document's date (ISO, None: unknown); ``reference`` the last date that the text named."""

    day: str | None
    reference: str | None = None
    tense: Tense = "none"
    period: str | None = None  # the last quarter, half or month named nearby
    period_end: int = 0

    def at(self, position: int, tense: Tense) -> Context:
        """The context of a date that stands at ``position`` in a sentence of this tense."""
        nearby = _NEARBY if self.period and self.period[5] in "QH" else _NEARBY_MONTH
        return replace(self, tense=tense, period=self.period if position - self.period_end <= nearby else None)

    def then(self, value: str | None, end: int) -> Context:
        """The context after a date with ``value``, whose words end at ``end``, was read."""
        found = bounds(value)
        if found is None or value is None:
            return self
        after = replace(self, reference=found[0].isoformat())
        compared = self.period is not None and value == a_year_before(self.period)
        return replace(after, period=value, period_end=end) if _PERIOD.fullmatch(value) and not compared else after

    @property
    def origin(self) -> str | None:
        """What "the following day" counts from."""
        return self.reference or self.day

    @property
    def today(self) -> date | None:
        return None if self.day is None else date.fromisoformat(self.day)


def a_year_before(period: str) -> str:
    """``a_year_before("2025-Q3") == "2024-Q3"``."""
    return f"{int(period[:4]) - 1:04}{period[4:]}"
