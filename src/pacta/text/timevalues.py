"""Arithmetic on time values: TIMEX3 strings in, TIMEX3 or EDTF strings out.

TIMEX3 (TimeML 1.2.1, ISO 24617-1) writes ``2025``, ``2025-05``, ``2025-05-12``, ``2025-W19``, ``2025-Q1``,
``2025-H1``, ``2025-SU``, ``199`` (the 1990s), ``19`` (the 20th century), ``P3M``, ``2026/2030``. EDTF (ISO 8601-2)
writes seasons as months 21 to 24 and has no weeks, quarters or halves: those become intervals.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

SEASONS = {"SP": "21", "SU": "22", "FA": "23", "WI": "24"}
_SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
_SEASON_NAMES = {number: name for name, number in SEASONS.items()}
_UNIT_LETTERS = {"D": "day", "W": "week", "M": "month", "Q": "quarter", "Y": "year", "DE": "decade",
                 "CE": "century"}  # fmt: skip
_DURATION = re.compile(r"P(\d+(?:\.\d+)?)(DE|CE|[DWMQY])")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def shift(day: str, amount: int, unit: str) -> str | None:
    """The ``unit`` that lies ``amount`` units after the one holding ``day`` (ISO), at the unit's own precision.

    ``shift("2025-05-12", -1, "month") == "2025-04"``; units are day, week, weekend, month, quarter,
    half, year, decade, century. None where the calendar ends (before year 1, after 9999).
    """
    try:
        return _at_precision(_moved(date.fromisoformat(day), amount, unit), unit)
    except (ValueError, OverflowError):
        return None


def _moved(day: date, amount: int, unit: str) -> date:
    if unit in ("day", "week", "weekend"):
        return day + timedelta(days=amount * (1 if unit == "day" else 7))
    months = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}[unit]
    return add_months(day, amount * months)


def _at_precision(day: date, unit: str) -> str:
    year, week, _ = day.isocalendar()
    forms = {
        "week": f"{year:04}-W{week:02}",
        "weekend": f"{year:04}-W{week:02}-WE",
        "month": day.isoformat()[:7],
        "quarter": f"{day.year:04}-Q{(day.month + 2) // 3}",
        "half": f"{day.year:04}-H{1 if day.month < 7 else 2}",
        "year": f"{day.year:04}",
        "decade": f"{day.year:04}"[:3],
        "century": f"{day.year:04}"[:2],
    }
    return forms.get(unit, day.isoformat())


def add_months(day: date, months: int) -> date:
    """``day`` moved by whole months; the 31st becomes the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise ValueError(f"beyond the calendar: year {year}")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def after(day: str, duration: str) -> str | None:
    """The value reached ``duration`` (``P6M``, ``P10D``) after ``day``, at the duration's precision."""
    found = _DURATION.fullmatch(duration)
    if found is None or "." in found[1]:
        return None
    return shift(day, int(found[1][:6]), _UNIT_LETTERS[found[2]])


def within(document_date: str, duration: str) -> str | None:
    """The month by which something promised "within six months" is due: codebook, section 5.

    ``within("2025-05-12", "P6M") == "2025-11"``. None for durations without a number.
    """
    found = _DURATION.fullmatch(duration)
    if found is None:
        return None
    count, unit = float(found[1][:6]), _UNIT_LETTERS[found[2]]
    try:
        if unit in ("day", "week"):
            return _moved(date.fromisoformat(document_date), round(count), unit).isoformat()[:7]
        months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit]
        return add_months(date.fromisoformat(document_date), round(count * months)).isoformat()[:7]
    except (ValueError, OverflowError):
        return None


def timex_to_edtf(value: str | None) -> str | None:
    """The calendar value as EDTF, or None where there is none (durations, sets, references, unknown years)."""
    if value is None or value.endswith("_REF") or value.startswith("P") or "X" in value:
        return None
    if "/" in value:
        sides = [timex_to_edtf(side) for side in value.split("/", 1)]
        return None if None in sides else f"{_edge(sides[0], 0)}/{_edge(sides[1], 1)}"
    value = value.split("T")[0].removeprefix("FY")
    if bounds(value) is None:
        return None
    if re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value):
        return value
    if value[-2:] in SEASONS and re.fullmatch(r"\d{4}-[A-Z]{2}", value):
        return value[:5] + SEASONS[value[-2:]]
    return _as_interval(value)


def _edge(edtf: str | None, side: int) -> str:
    return (edtf or "").split("/")[-side if side else 0]


def _as_interval(value: str) -> str:
    ends = bounds(value)
    width = 4 if len(value) < 4 else 10 if "W" in value else 7
    return "/".join(end.isoformat()[:width] for end in ends or ())


def bounds(value: str | None) -> tuple[date, date] | None:
    """First and last day that a calendar value (TIMEX3 or EDTF) covers; None where it is none."""
    if value is None:
        return None
    try:
        if "/" in value:
            first, last = (bounds(side) for side in value.split("/", 1))
            return (first[0], last[1]) if first and last else None
        return _bounds_of_one(value.split("T")[0].removeprefix("FY"))
    except (ValueError, OverflowError):
        return None


def _bounds_of_one(value: str) -> tuple[date, date] | None:
    if _DAY.fullmatch(value):
        return date.fromisoformat(value), date.fromisoformat(value)
    if week := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
        return monday + timedelta(days=5 if week[3] else 0), monday + timedelta(days=6)
    if part := re.fullmatch(r"(\d{4})-(Q[1-4]|H[12]|S[PU]|FA|WI|\d\d)", value):
        return _bounds_of_part(int(part[1]), part[2])
    if re.fullmatch(r"\d{2,4}", value):
        missing = 4 - len(value)
        return date(int(value + "0" * missing) or 1, 1, 1), date(int(value + "9" * missing), 12, 31)
    return None


def _bounds_of_part(year: int, part: str) -> tuple[date, date]:
    part = _SEASON_NAMES.get(part, part)
    if part in _SEASON_MONTHS:
        first, last = _SEASON_MONTHS[part]
    elif part[0] in "QH":
        size = 3 if part[0] == "Q" else 6
        first, last = (int(part[1]) - 1) * size + 1, int(part[1]) * size
    else:
        first = last = int(part)
    end_year = year + (last < first)
    return date(year, first, 1), date(end_year, last, monthrange(end_year, last)[1])
