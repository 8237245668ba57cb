"""The time with which a figure is compared: "up 20 percent from 2022", "against 5 billion a year before"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from pacta.lexicon import Rule, load_table
from pacta.model import DateMention
from pacta.text.timevalues import shift, timex_to_edtf

__all__ = ["base_of"]

_TO_COMPARISON = 60  # code points between a figure and the words that compare it
_TO_DATE = 50  # between these words and the date
_STOPS = re.compile(r"[;:\n]|[.!?](?=\s)")
_A_FIGURE = re.compile(r"\d")
_YEAR_BEFORE = re.compile(
    r"\s*(?:(?:(?:a|the|one) )?year (?:before|earlier|ago|prior)|(?:the )?(?:previous|preceding|prior) year"
    r"|a year)\b",
    re.IGNORECASE,
)
_RANGE_OR_DAY = re.compile(r"/|\d-\d\d-")  # "from 2021 to 2025" and "from January 1" say when, not against what
_YEAR = re.compile(r"\d{4}(?=$|[-/])")


def base_of(
    text: str,
    start: int,
    end: int,
    sentence: tuple[int, int],
    dates: Sequence[DateMention],
    about: str | None,
    change: bool,
    day: str | None,
) -> str | None:
    """EDTF of the time with which the figure at ``start:end`` is compared; None where the words do not say.

    ``about`` is the figure's own period, ``change`` whether it is itself a change ("by 20 percent"), ``day`` the
    document's. Words of comparison count behind the figure, or before it where nothing else can be meant.
    """
    for rule, last in _comparisons(text, start, end, sentence):
        wanted = rule.data["of"]
        if wanted == "year":
            return _year_before(about)
        if wanted == "change" and not change:
            continue
        found = _date_after(text, last, sentence[1], dates, about, day)
        if found and not (wanted == "change" and _RANGE_OR_DAY.search(found)):
            return found
    return None


def _comparisons(text: str, start: int, end: int, sentence: tuple[int, int]) -> Iterator[tuple[Rule, int]]:
    """The words of comparison near a figure, nearest first, those behind it before those that open its sentence."""
    behind = min(sentence[1], end + _TO_COMPARISON + _TO_DATE)
    found = [(match.start() - end, rule, match) for rule, match in _matches(text, end, behind)]
    yield from (
        (rule, match.end())
        for gap, rule, match in sorted(found, key=lambda each: (each[0], -each[2].end(), each[1].id))
        if gap <= _TO_COMPARISON and _clear(text[end : match.start()])
    )
    before = max(sentence[0], start - 2 * _TO_COMPARISON)
    yield from (
        (rule, match.end())
        for rule, match in _matches(text, before, start)
        if not text[sentence[0] : match.start()].strip(' ,"“(')
    )


def _matches(text: str, start: int, end: int) -> Iterator[tuple[Rule, re.Match[str]]]:
    for rule in load_table("figures_bases"):
        match = rule.pattern.search(text, start, end)
        if match:
            yield rule, match


def _clear(between: str) -> bool:
    """Whether nothing stands between that could be what is compared instead: a stop, or another figure."""
    return not (_STOPS.search(between) or _A_FIGURE.search(between))


def _date_after(
    text: str, at: int, end: int, dates: Sequence[DateMention], about: str | None, day: str | None
) -> str | None:
    """The time that follows words of comparison at once, past the level of that time if it is given."""
    found = next(iter(dates[bisect_left(dates, at, key=lambda d: d.span.start) :]), None)
    limit = min(end, at + _TO_DATE)
    relative = _YEAR_BEFORE.match(text, at, limit) or _YEAR_BEFORE.search(text, at, limit)
    near = found is not None and found.span.start < limit and not _STOPS.search(text, at, found.span.start)
    if relative and (not near or found is None or relative.start() <= found.span.start):
        return _year_before(about) or (shift(day, -1, "year") if day else None)
    return timex_to_edtf(found.value) if near and found is not None and found.type != "SET" else None


def _year_before(value: str | None) -> str | None:
    """The same time of the year before: 2024 for 2025, 2017-01/2017-07 for 2018-01/2018-07."""
    if value is None or not value[:4].isdigit():
        return None
    parts = value.split("/")
    return "/".join(_YEAR.sub(lambda year: f"{int(year[0]) - 1:04}", part, count=1) for part in parts)
