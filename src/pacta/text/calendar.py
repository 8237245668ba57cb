"""Plain dates, for datelines and bylines. The full grammar of dates is in ``annotate.dates``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from pacta.model import Span

_MONTHS = "january february march april may june july august september october november december".split()  # noqa: SIM905
_NUMBER = {name[:3]: i for i, name in enumerate(_MONTHS, 1)}
_MONTH = "|".join(sorted((*_MONTHS, *(rf"{name[:3]}\.?" for name in _MONTHS), r"sept\.?"), key=len, reverse=True))
_DAY = r"(?:(?:sun|mon|tues|wednes|thurs|fri|satur)day,?\s+)?"
_GAP = r"[\s,.]{1,3}"
_DATE = re.compile(
    rf"(?<![\w-])(?:"
    rf"(?P<y1>\d{{4}})-(?P<m1>\d{{1,2}})-(?P<d1>\d{{1,2}})"
    rf"|{_DAY}(?P<m2>{_MONTH})\s{{1,2}}(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?{_GAP}(?P<y2>\d{{4}})"
    rf"|{_DAY}(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s{{1,2}}(?P<m3>{_MONTH}){_GAP}(?P<y3>\d{{4}})"
    rf"|(?P<d4>\d{{1,2}})(?P<mark>[./])(?P<m4>\d{{1,2}})(?P=mark)(?P<y4>\d{{4}})"
    r")(?![\d-])",
    re.IGNORECASE,
)


def absolute_dates(text: str, span: Span) -> Iterator[tuple[Span, str]]:
    """Dates that name day, month and year, in text order, each with its value as ``YYYY-MM-DD``.

    With dots the day comes first; with slashes a date is read only where just one order is possible.
    A day that no calendar has (31 June) is passed over.
    """
    for match in _DATE.finditer(text, span.start, span.end):
        value = _value(match)
        if value is not None:
            yield Span(match.start(), match.end()), value.isoformat()


def _value(match: re.Match[str]) -> date | None:
    form = next(form for form in "1234" if match[f"y{form}"])
    year, month, day = (match[f"{part}{form}"] for part in "ymd")
    number = int(month) if month.isdigit() else _NUMBER[month[:3].lower()]
    if match["mark"] == "/":
        ordered = _slashes(number, int(day))
        return ordered and _date(int(year), *ordered)
    return _date(int(year), number, int(day))


def _slashes(second: int, first: int) -> tuple[int, int] | None:
    """``(month, day)`` of "first/second/year"; None where both orders are possible and differ."""
    if first == second or second > 12:
        return first, second
    return (second, first) if first > 12 else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
