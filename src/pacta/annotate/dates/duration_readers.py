"""Readers of durations (``P3M``, ``PXY``) and of repeated times (``P1Y``, ``XXXX-WXX-1``)."""

from __future__ import annotations

from pacta.annotate.dates.context import Context
from pacta.annotate.dates.vocabulary import DAYPARTS, LETTERS, SEASONS, month_of, number_of, unit_of, weekday_of

Groups = dict[str, str]
_ADVERBS = {"annual": "P1Y", "annually": "P1Y", "yearly": "P1Y", "monthly": "P1M", "weekly": "P1W", "daily": "P1D",
            "nightly": "P1D", "hourly": "PT1H", "quarterly": "P3M", "biannual": "P6M", "biannually": "P6M",
            "semi-annual": "P6M", "semi-annually": "P6M", "biennial": "P2Y", "biennially": "P2Y",
            "biweekly": "P2W"}  # fmt: skip
_HALVES = {"hour": "PT30M", "day": "PT12H", "year": "P6M", "decade": "P5Y", "century": "P50Y"}


def period(count: float | None, unit: str) -> str | None:
    """``PnU``; ``X`` for an uncounted number. Fortnights are two weeks, weekends their own unit."""
    if unit == "fortnight":
        count, unit = (None if count is None else count * 2), "week"
    if unit in ("hour", "year") and count is not None and count != int(count):
        return _with_rest(int(count), count - int(count), unit)
    letter = LETTERS[unit]
    amount = "X" if count is None else f"{count:g}"
    return f"PT{amount}{letter[1]}" if letter[0] == "T" else f"P{amount}{letter}"


def _with_rest(whole: int, rest: float, unit: str) -> str:
    """ "two and a half years" is P2Y6M, "half an hour" PT30M."""
    if unit == "hour":
        return f"PT{f'{whole}H' if whole else ''}{round(rest * 60)}M"
    return f"P{f'{whole}Y' if whole else ''}{round(rest * 12)}M"


def duration(groups: Groups, context: Context) -> str | None:
    count = number_of(groups["n"])
    if count is None or count > 5000:
        return None
    return period(count + (0.5 if "half" in groups or "half2" in groups else 0), unit_of(groups["unit"]))


def duration_one(groups: Groups, context: Context) -> str | None:
    if "three" in groups:
        return "PT45M"
    if "half" in groups:
        unit = unit_of(groups["unit"])
        return _HALVES.get(unit, "P0.5M")
    return period(1.5 if "extra" in groups else 1, unit_of(groups["unit2"]))


def duration_around(groups: Groups, context: Context) -> str | None:
    """ "the past year" is one year, "the coming weeks" an uncounted number."""
    unit = groups["unit"].lower()
    single = not unit.endswith("s") and "n" not in groups
    count = number_of(groups["n"]) if "n" in groups else None
    if single and unit == "quarter":
        return None  # "the last quarter" is a date
    return period(1 if single else count, unit_of(unit))


def duration_vague(groups: Groups, context: Context) -> str | None:
    word = groups.get("unit") or groups["unit2"]
    counted = ("unit2" in groups or "ended" in groups) and not word.endswith("s")
    return period(1 if counted else None, unit_of(word))


def set_adverb(groups: Groups, context: Context) -> str | None:
    return _ADVERBS[groups["word"].lower()]


def set_every(groups: Groups, context: Context) -> str | None:
    unit = groups["unit"].lower()
    if unit in DAYPARTS:
        return f"XXXX-XX-XXT{DAYPARTS[unit]}"
    if unit in SEASONS:
        return f"XXXX-{SEASONS[unit]}"
    words = groups.get("n", "one").lower()
    return period(2 if words in ("other", "second") else number_of(words), unit_of(unit))


def set_weekday(groups: Groups, context: Context) -> str | None:
    name = groups.get("weekday") or groups.get("weekdays") or groups["weekday3"]
    value = f"XXXX-WXX-{weekday_of(name)}"
    part = groups.get("daypart") or groups.get("daypart2") or groups.get("daypart3")
    return value if part is None else f"{value}T{DAYPARTS[part.lower().removesuffix('s')]}"


def set_month(groups: Groups, context: Context) -> str | None:
    return f"XXXX-{month_of(groups['month']):02}"
