"""What a reader needs to know besides the words it reads: the day of writing, the date before, the tense."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from pacta.text.timevalues import bounds

Tense = Literal["past", "future", "none"]


@dataclass(frozen=True, slots=True)
class Context:
    """``day`` is the document's date (ISO, None: unknown); ``reference`` the last date that the text named."""

    day: str | None
    reference: str | None = None
    tense: Tense = "none"

    def then(self, value: str | None) -> Context:
        """The context after a date with ``value`` was read."""
        found = bounds(value)
        return self if found is None else replace(self, reference=found[0].isoformat())

    @property
    def origin(self) -> str | None:
        """What "the following day" counts from."""
        return self.reference or self.day

    @property
    def today(self) -> date | None:
        return None if self.day is None else date.fromisoformat(self.day)
