"""Readers of dates that are counted from the document's date or from the date before, and of clock times."""

from __future__ import annotations

from datetime import date, timedelta

from pacta.annotate.dates.calendar_readers import compose
from pacta.annotate.dates.context import Context, a_year_before
from pacta.annotate.dates.vocabulary import (
    DAYPARTS,
    month_of,
    number_of,
    ordinal_of,
    unit_of,
    way_of,
    weekday_of,
)
from pacta.text.timevalues import shift

Groups = dict[str, str]
REFERENCES = {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}
_DAYS = {"the day before yesterday": -2, "yesterday": -1, "today": 0, "tomorrow": 1, "the day after tomorrow": 2}


def _moved(start: str | None, amount: int, unit: str) -> str | None:
    sign = (amount > 0) - (amount < 0)
    return REFERENCES[sign] if start is None else shift(start, amount, unit)


def named_day(groups: Groups, context: Context) -> str | None:
    return _moved(context.day, _DAYS[" ".join(groups["word"].lower().split())], "day")


def day_part(groups: Groups, context: Context) -> str | None:
    part = DAYPARTS[groups["daypart"].lower()] if "daypart" in groups else "NI"
    which = groups.get("which", "this")
    day = shift(context.day, way_of(which), "day") if context.day else "XXXX-XX-XX"
    return f"{day}T{part}"


def weekday(groups: Groups, context: Context) -> str | None:
    number = weekday_of(groups["weekday"])
    if context.today is None:
        return f"XXXX-WXX-{number}"
    if "of" in groups:
        monday = context.today - timedelta(days=context.today.weekday())
        return (monday + timedelta(days=7 * way_of(groups["of"]) + number - 1)).isoformat()
    return _nearest_weekday(context.today, number, groups.get("which"), context).isoformat()


def _nearest_weekday(today: date, number: int, which: str | None, context: Context) -> date:
    behind = (today.isoweekday() - number) % 7
    if which is None:
        ahead = context.tense == "future" and behind
        return today + timedelta(days=7 - behind if ahead else -behind)
    way = way_of(which)
    if way < 0:
        return today - timedelta(days=behind or 7)
    if way > 0:
        return today + timedelta(days=7 - behind)
    return today + timedelta(days=number - today.isoweekday())


def weekday_part(groups: Groups, context: Context) -> str | None:
    day = weekday(groups, context)
    return f"{day}T{DAYPARTS[groups['daypart'].lower()]}"


def week_of(groups: Groups, context: Context) -> str | None:
    day = compose(groups.get("year"), month_of(groups["month"]), int(groups["day"]), context)
    return shift(day, 0, "week") if day and "X" not in day else None


def relative_month(groups: Groups, context: Context) -> str | None:
    month, way = month_of(groups["month"]), way_of(groups["which"])
    today = context.today
    if today is None:
        return f"XXXX-{month:02}"
    year = today.year + {-1: -(month >= today.month), 0: 0, 1: int(month <= today.month)}[way]
    return compose(str(year), month, int(groups.get("day", 0)), context)


def relative_unit(groups: Groups, context: Context) -> str | None:
    unit = unit_of(groups["unit"])
    which = groups.get("which") or groups.get("which2", "this")
    way = 0 if which.lower() == "the" else way_of(which)
    if unit == "day" and way <= 0:
        return None
    if unit == "fortnight":
        return "P2W"
    return _moved(context.day, way, unit)


def definite_unit(groups: Groups, context: Context) -> str | None:
    unit = next(groups[name] for name in ("unit", "unit2", "unit3") if name in groups).lower()
    if context.day is None:
        return None
    return shift(context.day, -1 if unit in ("quarter", "weekend") else 0, unit)


def this_and_next(groups: Groups, context: Context) -> str | None:
    """ "this year and next" as one interval."""
    unit = unit_of(groups["unit"])
    this, following = _moved(context.day, 0, unit), _moved(context.day, 1, unit)
    return f"{this}/{following}" if context.day and following else this


def new_year(groups: Groups, context: Context) -> str | None:
    """ "in the new year" is that year, "by the New Year" its first day."""
    year = _moved(context.day, 1, "year")
    return f"{year}-01-01" if "limit" in groups and context.day and year else year


def year_earlier(groups: Groups, context: Context) -> str | None:
    """ "from a year earlier" is the same quarter, half or month of the year before, where one was named."""
    if "nth" in groups and context.day:
        return f"{_moved(context.day, -1, 'year')}-Q{ordinal_of(groups['nth'])}"
    if context.period:
        return a_year_before(context.period)
    if groups.get("unit", "").lower() == "quarter" and context.day:
        return shift(context.day, -5, "quarter")
    return _moved(context.day, -1, "year")


def year_part(groups: Groups, context: Context) -> str | None:
    year = _moved(context.day, way_of(groups["which"]), "year")
    return f"{year}-{groups['size'][0].upper()}{ordinal_of(groups['what'])}" if context.day else year


def reference_unit(groups: Groups, context: Context) -> str | None:
    return _moved(context.origin, way_of(groups["which"]), unit_of(groups["unit"]))


def reference_step(groups: Groups, context: Context) -> str | None:
    if groups["unit"].lower() == "year" and groups["way"].lower() == "earlier" and "-Q" in (context.period or ""):
        return year_earlier(groups, context)
    way = -1 if groups["way"].lower() in ("before", "earlier") else 1
    start = context.day if groups["way"].lower() == "earlier" else context.origin
    return _moved(start, way, unit_of(groups["unit"]))


def counted_units(groups: Groups, context: Context) -> str | None:
    """ "three days ago" counts from the document's date, "three days later" from the date before."""
    way = groups["way"].lower().split()[0]
    sign = -1 if way in ("ago", "earlier", "prior", "previously", "before", "beforehand") else 1
    start = context.day if way in ("ago", "from", "hence") or (way == "earlier") else context.origin
    count, unit = number_of(groups["n"]), unit_of(groups["unit"])
    if count == 1 and unit == "year" and sign < 0 and "-Q" in (context.period or ""):
        return year_earlier(groups, context)
    if count is None or start is None:
        return REFERENCES[sign]
    if unit in ("hour", "minute", "second"):
        return start
    if unit == "fortnight":
        count, unit = count * 2, "week"
    if count != int(count) or "half" in groups:
        return _fraction(start, sign, count + ("half" in groups) * 0.5, unit)
    return shift(start, sign * int(count), unit)


def _fraction(start: str, sign: int, count: float, unit: str) -> str | None:
    months = {"year": 12, "decade": 120, "century": 1200, "quarter": 3}.get(unit)
    if months is None:
        return None
    moved = round(count * months)
    return shift(start, sign * (moved // 12), "year") if moved % 12 == 0 else shift(start, sign * moved, "month")


def present(groups: Groups, context: Context) -> str | None:
    return "PRESENT_REF"


def past(groups: Groups, context: Context) -> str | None:
    return "PAST_REF"


def future(groups: Groups, context: Context) -> str | None:
    return "FUTURE_REF"


def clock(groups: Groups, context: Context) -> str | None:
    """A clock time on the document's day; a date that stands beside it takes its place later."""
    day = groups.get("date") or context.day or "XXXX-XX-XX"
    if name := groups.get("name"):
        return f"{day}T{'24:00' if name.lower() == 'midnight' else '12:00'}"
    hour = round(number_of(groups["hour"]) or 0)
    part = (groups.get("half") or groups.get("daypart") or groups.get("daypart2") or "").lower()
    if part in ("p", "afternoon", "evening") and hour < 12:
        hour += 12
    if part == "a" and hour == 12:
        hour = 0
    second = f":{groups['second']}" if "second" in groups else ""
    return f"{day}T{hour:02}:{groups.get('minute', '00')}{second}"


def part_of_day(groups: Groups, context: Context) -> str | None:
    part = groups.get("daypart") or groups["daypart2"]
    return f"{context.day or 'XXXX-XX-XX'}T{DAYPARTS[part.lower()]}"
