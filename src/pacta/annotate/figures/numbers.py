"""Numbers in digits and words, with their magnitudes: where they stand and what they are worth."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pacta.lexicon import load_table

_UNITS = {"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
          "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
          "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19}  # fmt: skip
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
         "ninety": 90}  # fmt: skip
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000}
_SMALL = f"(?:(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(list(_UNITS)[1:10])}))?|{'|'.join(reversed(_UNITS))})"
_WORDS = (
    rf"(?<![\w-])(?:half(?:-| +)(?:an? +)?(?=million|billion|trillion|dozen|thousand|hundred|percent|per +cent)|"
    rf"an? +(?=million|billion|trillion|dozen|hundred|thousand)|{_SMALL}(?!\w) *-?)"
    rf"(?:(?:and +)?(?:hundred|thousand|dozen|{_SMALL})(?![\w])[ -]*){{0,6}}"
)
_DIGITS = r"(?<!\d)(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?: \d{3})+(?!\d)|\d+(?:\.\d+|,\d{1,2}(?!\d))?)"
_NUMBER = re.compile(rf"(?P<digits>{_DIGITS})|(?P<words>{_WORDS})", re.IGNORECASE)
_FRACTION = re.compile(
    r"(?<![\w-])(?:(?P<top>an?|one|two|three|four|five)[ -]+)?(?P<bottom>half|third|quarter|fifth|sixth|tenth)"
    r"(?P<many>s)?(?!\w)(?= +of +(?!all +time)| +the\b| *(?:[,.;)]|$)| +(?:more|less|higher|lower|by|in)\b)",
    re.IGNORECASE,
)
_BOTTOM = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "tenth": 10}
_AND_A_HALF = re.compile(
    r"[ -]+and[ -]+a[ -]+half(?=[ -]+(?:million|billion|trillion|thousand|times))", re.IGNORECASE
)
_LONGEST = 24  # characters of the longest number that can be an amount


@dataclass(frozen=True, slots=True)
class Number:
    """``value`` without its magnitude; ``form`` is "digits", "words" or "fraction" (then in percent)."""

    start: int
    end: int
    value: float
    form: str

    @property
    def whole(self) -> bool:
        return self.value == int(self.value)


def numbers(text: str) -> Iterator[Number]:
    """Every number of ``text`` in order; a fraction ("two-thirds of") counts as one."""
    fractions = {m.start(): m for m in _FRACTION.finditer(text)}
    taken = 0
    found = sorted([*((m.start(), m) for m in _NUMBER.finditer(text)), *fractions.items()], key=lambda p: p[0])
    for start, match in found:
        if start < taken:
            continue
        number = _fraction(match) if match.re is _FRACTION else None if start in fractions else number_in(match)
        if number is not None:
            number = with_half(text, number)
            taken = number.end
            yield number


def number_at(text: str, position: int) -> Number | None:
    """The number that starts exactly at ``position``."""
    match = _NUMBER.match(text, position)
    return number_in(match) if match else None


def number_in(match: re.Match[str]) -> Number | None:
    words = match[0].rstrip(" -")
    end = match.start() + len(words)
    if match["digits"] is not None:
        if len(words) > _LONGEST:
            return None
        return Number(match.start(), end, _digits_value(words), "digits")
    if re.search(r"\band$", words, re.IGNORECASE):
        words = words[:-3].rstrip()
        end = match.start() + len(words)
    value = _words_value(words)
    return None if value is None else Number(match.start(), end, value, "words")


def with_half(text: str, number: Number) -> Number:
    """ "three and a half million": the half belongs to the number."""
    half = _AND_A_HALF.match(text, number.end)
    return number if half is None else Number(number.start, half.end(), number.value + 0.5, number.form)


def _digits_value(words: str) -> float:
    if re.search(r",\d{1,2}$", words):
        words = words.replace(",", ".")
    return float(re.sub(r"[, ]", "", words))


def _words_value(words: str) -> float | None:
    total, current = 0.0, 0.0
    for word in re.split(r"[ -]+", words.lower()):
        if word in _SCALES:
            current = (current or 1) * _SCALES[word]
            total, current = (total + current, 0.0) if word == "thousand" else (total, current)
        elif word in ("a", "an"):
            current = current or 1.0
        elif word == "half":
            current = 0.5
        else:
            current += _UNITS.get(word, 0) + _TENS.get(word, 0)
    if words.lower().startswith("half"):
        return 0.5 * (total + current if total + current > 1 else 1) if total + current != 0.5 else 0.5
    return total + current


def _fraction(match: re.Match[str]) -> Number | None:
    top, bottom = (match["top"] or "").lower(), _BOTTOM[match["bottom"].lower()]
    if not top and bottom != 2:
        return None
    count = {"": 1, "a": 1, "an": 1}.get(top) or _UNITS[top]
    if count > bottom or (match["many"] is None) != (count == 1):
        return None
    return Number(match.start(), match.end(), round(100 * count / bottom, 2), "fraction")


def magnitude_at(text: str, position: int, money: bool) -> tuple[int, int]:
    """End and factor of a magnitude ("million", "bn") after ``position``; (``position``, 1) where there is none."""
    at = position
    while at < len(text) and at < position + 3 and text[at] in " -":
        at += 1
    for rule in load_table("figures_magnitudes"):
        match = rule.pattern.match(text, at)
        if match and ((at == position and money) or not rule.data.get("glued")):
            return match.end(), rule.data["factor"]
    return position, 1
