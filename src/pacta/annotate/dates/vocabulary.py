"""Words of time and number with their values."""

from __future__ import annotations

import re

MONTHS = {name: index for index, name in enumerate(
    ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)}  # fmt: skip
WEEKDAYS = {"mon": 1, "tue": 2, "wed": 3, "thu": 4, "fri": 5, "sat": 6, "sun": 7}
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
DAYPARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "dawn": "MO", "dusk": "EV"}
DECADES = {"twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7,
           "eighties": 8, "nineties": 9}  # fmt: skip
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
            "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14,
            "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19,
            "twentieth": 20, "thirtieth": 30, "final": 4, "last": 4, "latter": 2}  # fmt: skip
TENS = {"": 0, "twenty": 20, "thirty": 30}  # before an ordinal: "twenty-first"
NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
           "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
           "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
           "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
           "half": 0.5, "couple": 2}  # fmt: skip
LETTERS = {"second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "month": "M", "quarter": "Q",
           "year": "Y", "decade": "DE", "century": "CE", "centurie": "CE", "weekend": "WE"}  # fmt: skip
WAYS = {"last": -1, "previous": -1, "past": -1, "preceding": -1, "latest": -1, "this": 0, "current": 0,
        "present": 0, "that": 0, "same": 0, "next": 1, "coming": 1, "upcoming": 1,
        "following": 1, "ensuing": 1, "yesterday": -1, "tomorrow": 1}  # fmt: skip


def month_of(word: str) -> int:
    return MONTHS[word[:3].lower()]


def weekday_of(word: str) -> int:
    """1 (Monday) to 7."""
    return WEEKDAYS[word[:3].lower()]


def unit_of(word: str) -> str:
    word = word.lower().removesuffix("s")
    return "century" if word.startswith("centur") else word


def way_of(words: str) -> int:
    """-1 before, 0 at, 1 after: the last word decides ("this past" is before)."""
    return WAYS[words.lower().split()[-1]]


def number_of(words: str) -> float | None:
    """The value of "three", "forty-five", "a hundred", "two and a half", "12"; None for uncounted amounts."""
    words = words.lower()
    if digits := re.match(r"\d+(?:\.\d+)?", words):
        return float(digits[0]) + (0.5 if "1/2" in words else 0)
    if "couple" in words:
        return 2.0
    if "half" in words:
        whole = NUMBERS.get(words.split()[0], 0)
        return 0.5 if words.startswith("half") else whole + 0.5
    hundreds, said, rest = words.rpartition("hundred")
    count, ones = _sum_of(hundreds or "one") if said else 0.0, _sum_of(rest)
    if count is None or ones is None:
        return None
    return 100 * count + ones or None


def _sum_of(words: str) -> float | None:
    """The sum of number words, 0 of none; None where one of them is no number."""
    parts = [NUMBERS.get(word) for word in re.findall(r"[a-z]+", words) if word != "and"]
    return None if None in parts else float(sum(part or 0.0 for part in parts))


def ordinal_of(word: str) -> int:
    digits = re.match(r"\d+", word)
    tens, _, ones = word.lower().rpartition("-")
    return int(digits[0]) if digits else TENS[tens] + ORDINALS[ones]
