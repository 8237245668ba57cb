"""Joins a clock time with the date beside it, and two dates into a range."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pacta.model import Span

Found = tuple[Span, str, str, str]
_BESIDE = re.compile(r"(?: *,)?(?: +(?:on|at|of))? *")
_DAY = re.compile(r"\d{4}-\d\d-\d\d|XXXX-WXX-\d|XXXX-\d\d-\d\d")


def compose_times(text: str, found: list[Found]) -> Iterator[Found]:
    """``found`` with times and dates that stand together made one: "3 p.m. Tuesday", "May 12, 2025 4:05 PM"."""
    position = 0
    while position < len(found):
        pair = found[position : position + 2]
        joined = _joined(text, *pair) if len(pair) == 2 else None
        yield joined or pair[0]
        position += 2 if joined else 1


def _joined(text: str, first: Found, second: Found) -> Found | None:
    if not _BESIDE.fullmatch(text, first[0].end, second[0].start):
        return None
    if {first[1], second[1]} != {"TIME", "DATE"}:
        return None
    time, day = (first, second) if first[1] == "TIME" else (second, first)
    if not _DAY.fullmatch(day[2]) or time[3] in ("relative-day-part", "relative-weekday-part", "time-iso"):
        return None
    return Span(first[0].start, second[0].end), "TIME", f"{day[2]}T{time[2].split('T')[1]}", time[3]
