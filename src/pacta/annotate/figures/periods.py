"""The time that a figure speaks of, as EDTF: the nearest date of its sentence that can be a period."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from pacta.model import DateMention
from pacta.text.timevalues import shift, timex_to_edtf

_PREPOSITIONS = re.compile(r"[ ,]*(?:(?:in|during|over|for|by|as of|at|since|of|the|within)[ ,]*)*")
_INSTRUMENT = re.compile(r"(?:[A-Z][\w-]*|\d+),? +(?:of|dated|on) +$")
_COMPARED = re.compile(
    r"(?:compared|relative|against|than|from|versus)(?: (?:to|with|in|the|that of|those of))* *$"
)
_LATER = re.compile(r"(?<!\w)(?:which|that|and)? ?(?:will|would|is expected to|are expected to|plans? to)(?!\w)")
_PASSING = ("relative-day", "relative-weekday", "time-", "relative-now", "relative-to-reference")
_PAST_YEAR = re.compile(r"(?:the|this) +(?:past|last|previous) +year", re.IGNORECASE)
_NEXT_YEARS = re.compile(r"(?:the|these) +(?:next|coming|following) +", re.IGNORECASE)


def period_of(
    text: str, start: int, end: int, sentence: tuple[int, int], dates: Sequence[DateMention], day: str | None
) -> str | None:
    """EDTF of the date right after the figure, else the nearest before it, else the nearest after it.

    ``dates`` are in text order; those of names ("the 2030 Agenda", "Order 7 of April 2, 2025") do not count.
    """
    near = [d for d in _within(dates, sentence) if _value(text, d, day) is not None]
    after = [d for d in near if d.span.start >= end]
    before = [d for d in near if d.span.end <= start]
    if after and _PREPOSITIONS.fullmatch(text, end, after[0].span.start):
        return _value(text, after[0], day)
    after = [d for d in after if not _COMPARED.search(text, max(end, d.span.start - 30), d.span.start)]
    if before and not _LATER.search(text, before[-1].span.end, start):
        return _value(text, before[-1], day)
    return _value(text, after[0], day) if after and not before else None


def _within(dates: Sequence[DateMention], sentence: tuple[int, int]) -> Sequence[DateMention]:
    low = bisect_left(dates, sentence[0], key=lambda d: d.span.start)
    return dates[low : bisect_left(dates, sentence[1], key=lambda d: d.span.start)]


def _value(text: str, mention: DateMention, day: str | None) -> str | None:
    if mention.rule.endswith("in-name") or mention.type == "SET" or mention.rule.startswith(_PASSING):
        return None
    if "W" in (mention.value or "") and mention.rule == "relative-unit":
        return None
    words = mention.span.of(text)
    if mention.type == "DURATION":
        return _of_duration(words, mention.value, day)
    left = text[max(0, mention.span.start - 30) : mention.span.start]
    if _INSTRUMENT.search(left) and re.search(r"\d{4}-\d\d-\d\d", mention.value or ""):
        return None
    return timex_to_edtf(mention.value)


def _of_duration(words: str, value: str | None, day: str | None) -> str | None:
    """ "the past year" is the year before; "over the next five years" runs from now."""
    if day is None:
        return None
    if _PAST_YEAR.match(words):
        return shift(day, -1, "year")
    if _NEXT_YEARS.match(words) and (count := re.fullmatch(r"P(\d{1,3})Y", value or "")):
        return f"{day[:4]}/{shift(day, int(count[1]), 'year')}"
    return None
