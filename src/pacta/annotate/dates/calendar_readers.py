"""Readers of calendar dates: the groups of a rule's match in, a TIMEX3 value out, None where it is no date."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from pacta.annotate.dates.context import Context
from pacta.annotate.dates.vocabulary import DECADES, SEASONS, month_of, number_of, ordinal_of, way_of
from pacta.text.timevalues import shift

Groups = dict[str, str]


def calendar(groups: Groups, context: Context) -> str | None:
    """Year, month and day, as far as they are written; a missing year is found from the document's date."""
    month = month_of(groups["month"]) if "month" in groups else int(groups.get("m", 0))
    year = groups.get("year")
    if "which" in groups:
        year = written_year(groups, context) or "XXXX"
    if "shared" in groups:  # "30 December and 2 January 2026": the year behind the second day
        year = str(int(groups["shared"]) - (month_of(groups["month2"]) < month))
    return compose(year, month, int(groups.get("day", 0)), context)


def day_in_words(groups: Groups, context: Context) -> str | None:
    return compose(groups.get("year"), month_of(groups["month"]), ordinal_of(groups["nth"]), context)


def compose(year: str | None, month: int, day: int, context: Context) -> str | None:
    if not month:
        return year
    leap = int(year) if year and year.isdigit() else 2024
    if not 1 <= month <= 12 or year == "0000" or day > monthrange(leap, month)[1]:
        return None
    year = year or nearest_year(month, day, context)
    return f"{year}-{month:02}-{day:02}" if day else f"{year}-{month:02}"


def nearest_year(month: int, day: int, context: Context) -> str:
    """The year of a day or month named without one: the nearest, unless the tense rules it out."""
    today = context.today
    if today is None:
        return "XXXX"
    if day:
        return f"{_nearest_day(today, month, day, context).year:04}"
    gap = month - today.month
    if context.tense == "past" and gap > 1:
        return f"{today.year - 1:04}"
    if context.tense == "future" and gap < 0:
        return f"{today.year + 1:04}"
    return f"{today.year + ((gap < -6) - (gap > 6)) * (context.tense == 'none'):04}"


def _nearest_day(today: date, month: int, day: int, context: Context) -> date:
    """The past tense is a weak sign ("announced a rise from Feb. 1"), the future a strong one."""
    years = [year for year in range(today.year - 4, today.year + 5) if 1 <= year <= 9999]
    days = [date(year, month, day) for year in years if day <= monthrange(year, month)[1]]
    if context.tense == "future":
        days = [d for d in days if d >= today - timedelta(days=31)] or days
    if context.tense == "past":
        days = [d for d in days if d <= today + timedelta(days=120)] or days
    return min(days, key=lambda d: abs(d - today))


def numeric(groups: Groups, context: Context) -> str | None:
    first, second = int(groups["a"]), int(groups["b"])
    month_first = groups["sep"] == "/"
    month, day = (first, second) if (month_first and first <= 12) or second > 12 else (second, first)
    year = groups["year"]
    if len(year) == 2:
        if groups["sep"] == ".":
            return None
        year = _full_year(int(year))
    return compose(year, month, day, context) if day and 1 <= month <= 12 else None


def _full_year(two_digits: int) -> str:
    return str(two_digits + (1900 if two_digits > 50 else 2000))


def year_end(groups: Groups, context: Context) -> str | None:
    year = groups.get("year") or groups.get("year2") or (context.day or "XXXX")[:4]
    return f"{year}-12-31"


def short_year(groups: Groups, context: Context) -> str | None:
    return _full_year(int(groups["yy"]))


def year_in_name(groups: Groups, context: Context) -> str | None:
    return next(iter(groups.values()))


def day_range(groups: Groups, context: Context) -> str | None:
    year, month = groups.get("year"), month_of(groups["month"])
    year2, month2 = groups.get("year2"), month_of(groups.get("month2", groups["month"]))
    year = year or (str(int(year2) - (month2 < month)) if year2 else None)
    first = compose(year, month, int(groups["day"]), context)
    if first is None:
        return None
    if year2 is None and first[:4].isdigit():
        year2 = str(int(first[:4]) + (month2 < month))
    last = compose(year2 or first[:4], month2, int(groups["day2"]), context) if first[:4] != "XXXX" else (
        compose(None, month2, int(groups["day2"]), context))  # fmt: skip
    return f"{first}/{last}" if last and (first < last or "X" in first) else None


def month_range(groups: Groups, context: Context) -> str | None:
    first, last = month_of(groups["month"]), month_of(groups["month2"])
    year = groups.get("year") or str(int(groups["year2"]) - (last < first))
    return f"{year}-{first:02}/{groups['year2']}-{last:02}"


def year_range(groups: Groups, context: Context) -> str | None:
    first, last = groups["year"], groups["year2"]
    if len(last) == 2:
        last = first[:2] + last
    return f"{first}/{last}" if first < last else None


def from_now_on(groups: Groups, context: Context) -> str | None:
    """ "between now and 2030": from the document's year on."""
    first, last = (context.day or "XXXX")[:4], groups["year2"]
    return f"{first}/{last}" if first < last else last


def decade(groups: Groups, context: Context) -> str | None:
    if "decade" in groups:
        return groups["decade"]
    name = groups.get("name") or groups.get("name2")
    return f"19{DECADES[name.lower()] if name else groups['short']}"


def century(groups: Groups, context: Context) -> str | None:
    return f"{ordinal_of(groups['nth']) - 1:02}"


def written_year(groups: Groups, context: Context) -> str | None:
    """The year of a quarter or half: written, counted ("last year"), or None."""
    if "year" in groups:
        return groups["year"]
    return _year_counted(groups.get("which") or groups.get("which2"), context)


def _year_counted(which: str | None, context: Context) -> str | None:
    """ "last", "the", "this" or "next" year; None where none is named or the document's own is unknown."""
    if which is None or context.day is None:
        return None
    return shift(context.day, 0 if which == "the" else way_of(which), "year")


def quarter(groups: Groups, context: Context) -> str | None:
    number = int(groups.get("q") or ordinal_of(groups["nth"]))
    year = written_year(groups, context)
    if year is None and groups.get("nth", "").lower() in ("last", "final"):
        return None
    if year is None and context.today is not None:
        now = (context.today.month + 2) // 3
        later = number > now if context.tense != "future" else False
        year = str(context.today.year - later + (context.tense == "future" and number < now))
    return f"{year or 'XXXX'}-Q{number}" if number <= 4 else None


def half(groups: Groups, context: Context) -> str | None:
    number = min(2, int(groups.get("q") or ordinal_of(groups["nth"])))
    if "month" in groups:
        return compose(None, month_of(groups["month"]), 0, context)
    return f"{written_year(groups, context) or 'XXXX'}-H{number}"


def first_months(groups: Groups, context: Context) -> str | None:
    year, count = written_year(groups, context), round(number_of(groups["n"]) or 0)
    if year is None or not 1 <= count <= 12:
        return None
    first = 1 if groups["nth"].lower() == "first" else 13 - count
    return f"{year}-{first:02}/{year}-{first + count - 1:02}"


def fiscal(groups: Groups, context: Context) -> str | None:
    year = groups["year"] if len(groups["year"]) == 4 else _full_year(int(groups["year"]))
    if "year2" in groups:
        return f"{year}/{groups['year2'] if len(groups['year2']) == 4 else year[:2] + groups['year2']}"
    return year


def season(groups: Groups, context: Context) -> str | None:
    name = SEASONS[groups["season"].lower()]
    if "year" in groups or "of" in groups or context.today is None:
        return f"{groups.get('year') or _year_counted(groups.get('of'), context) or 'XXXX'}-{name}"
    rank, year = list(SEASONS.values()).index(name), context.today.year
    now = [0, 1, 3, 4][(context.today.month % 12) // 3 - 1] if context.today.month not in (12, 1, 2) else 4
    way = way_of(groups["which"]) if "which" in groups else {"past": -1, "future": 1}.get(context.tense, 0)
    if "which" in groups and way == 0:
        return f"{year}-{name}"
    started = year - (context.today.month < 3)  # the year in which the running season's cycle began
    if way < 0:
        return f"{started - (rank >= now)}-{name}"
    return f"{started + (rank <= now if way else 0)}-{name}"


_HOLIDAYS = {"christmas": (12, 25), "christmas day": (12, 25), "christmas eve": (12, 24), "new year's": (1, 1),
             "new year's day": (1, 1), "new year's eve": (12, 31), "halloween": (10, 31),
             "valentine's day": (2, 14), "boxing day": (12, 26)}  # fmt: skip


def holiday(groups: Groups, context: Context) -> str | None:
    name = groups["holiday"].lower()
    if name.startswith("thanksgiving"):
        year = groups.get("year") or nearest_year(11, 25, context)
        if year == "XXXX":
            return "XXXX-11"
        return f"{year}-11-{28 - (date(int(year), 11, 28).weekday() - 3) % 7:02}"
    month, day = _HOLIDAYS[name]
    return compose(groups.get("year"), month, day, context)


def nothing(groups: Groups, context: Context) -> str | None:
    """For rules that say what is no date: the words are used up."""
    return ""
