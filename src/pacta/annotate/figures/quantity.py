"""One figure from one number: its unit, range, hedge, direction and the span of all of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pacta.annotate.figures import context
from pacta.annotate.figures.nouns import counted_noun
from pacta.annotate.figures.numbers import Number, magnitude_at, number_at
from pacta.annotate.figures.units import Unit, currency_before, unit_after

_TO = re.compile(r" *- *| +(?:to|and) +")
_TIMES = re.compile(r"[ -]*fold(?!\w)|[ -]+times(?!\w)(?! +(?:as|more|less|a|per|in|over|the)\b)", re.IGNORECASE)
_SEPARATED = frozenset("/:.,+-")
_MONEY_CODES = re.compile(r"[A-Z]{3}$|[A-Z]{1,3}\$$|[$€£¥₽₹₫₩₴₸₺₪₦₵฿₱₭]$")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure before its indicator and period are known. ``unit`` None: money or a count, still to be said."""

    start: int
    end: int
    values: tuple[float, ...]
    unit: str | None
    hedge: str
    direction: str | None
    rule: str
    last: int  # end of the last number, where the next search may go on


def quantity(text: str, number: Number) -> Quantity | None:
    """The figure around ``number``, None where the number measures nothing."""
    if _joined_on_the_left(text, number):
        return None
    if number.form == "fraction":
        return _with_context(text, Quantity(number.start, number.end, (number.value,), "percent", "=", None,
                                            "fraction", number.end))  # fmt: skip
    special = _times(text, number) or _one_in(text, number)
    if special is not None:
        return special
    money = currency_before(text, number.start)
    core = _ranged(text, number, money)
    if core.unit is None and not _is_count(text, number, core):
        return None
    if context.is_label(text, money.edge if money else number.start) and core.unit in (None, "count"):
        return None
    return _with_context(text, core)


def _times(text: str, number: Number) -> Quantity | None:
    """ "grew 2.5 times", "a 1.5-fold increase": as a change in percent."""
    times = _TIMES.match(text, number.end)
    if times is None or number.value <= 1:
        return None
    noun = context.noun_of_change(text, times.end())
    direction = context.direction_before(text, number.start) or (noun.sign if noun else None)
    if direction is None:
        return None
    value = number.value - 1 if direction == "up" else 1 - 1 / number.value
    core = Quantity(number.start, times.end(), (plain_number(round(value * 100, 2)),), "percent", "=", direction,
                    "times", times.end())  # fmt: skip
    return replace(_with_context(text, core), direction=direction)


def _one_in(text: str, number: Number) -> Quantity | None:
    """ "one in three women": a share."""
    second = number_at(text, number.end + 4) if text[number.end : number.end + 4].lower() == " in " else None
    if second is None or number.form != "words" or second.form != "words" or not number.value < second.value <= 20:
        return None
    share = round(100 * number.value / second.value, 2)
    if counted_noun(text, second.end) is None:
        return None
    return Quantity(number.start, second.end, (share,), "percent", "=", None, "one-in", second.end)


def _joined_on_the_left(text: str, number: Number) -> bool:
    """Part of a name, date, score or version: "COVID-19", "24/7", "G20", "3.1.2"."""
    if number.start == 0 or number.form == "words":
        return False
    before = text[number.start - 1]
    if before.isalnum():
        return not _MONEY_CODES.search(text[max(0, number.start - 4) : number.start])
    if before == "-":
        return number.start > 1 and not text[number.start - 2].isspace()
    return before in _SEPARATED or before == "_"


def _ranged(text: str, number: Number, money: Unit | None) -> Quantity:
    """Number, or two numbers that share what follows them: "5 to 7 billion dollars", "10-15 percent"."""
    end, factor = magnitude_at(text, number.end, money is not None)
    unit = None if money else unit_after(text, end)
    second = None
    if unit is None and factor == 1:
        second = _second(text, number)
    if second is None:
        return _assembled(number.start, (number,), end, factor, unit, money)
    end, factor = magnitude_at(text, second.end, money is not None)
    unit = None if money else unit_after(text, end)
    if _is_change_of_level(text, money.edge if money else number.start):
        first = _assembled(number.start, (number,), number.end, factor, unit, money)
        return replace(first, end=number.end, last=number.end)
    return _assembled(number.start, (number, second), end, factor, unit, money)


def _is_change_of_level(text: str, position: int) -> bool:
    """ "grew from 5 to 7 billion": two levels, not a range."""
    left = text[max(0, position - 60) : position]
    at = re.search(r"(?<!\w)from +$", left)
    return at is not None and context.verb_of_change(left[: at.start()]) is not None


def _second(text: str, number: Number) -> Number | None:
    link = _TO.match(text, number.end)
    if link is None:
        return None
    between = re.search(r"(?<!\w)between +(?:[$€£¥]|US\$)?$", text[max(0, number.start - 14) : number.start], re.I)
    if "and" in link[0].lower() and not between:
        return None
    start = link.end() + len(re.match(r"(?:US)?[$€£¥]?", text[link.end() : link.end() + 4])[0])  # type: ignore[index]
    second = number_at(text, start)
    if second is None or second.value <= number.value or second.form != number.form:
        return None
    followed = magnitude_at(text, second.end, True)[1] != 1 or unit_after(text, second.end) is not None
    return second if followed or between or counted_noun(text, second.end) else None


def _assembled(
    start: int, parts: Sequence[Number], end: int, factor: float, unit: Unit | None, money: Unit | None
) -> Quantity:
    scale = factor * (unit.factor if unit else 1)
    values = tuple(plain_number(part.value * scale) for part in parts)
    symbol = money.symbol if money else unit.symbol if unit else "?" if factor > 1 else None
    rule = money.rule if money else unit.rule if unit else "magnitude" if factor > 1 else "count"
    edge = money.edge if money else start
    stop = unit.edge if unit else end
    return Quantity(edge, stop, values, symbol, "=", None, rule, max(end, parts[-1].end))


def plain_number(value: float) -> float:
    """Whole numbers as int, others without the noise of binary fractions."""
    value = float(f"{value:.12g}")
    return int(value) if value == int(value) else value


def _is_count(text: str, number: Number, core: Quantity) -> bool:
    """Whether a number without unit counts things: "68 cadets", "more than 3,000 students"."""
    if context.is_compound(text, core.end) or number.value <= 1 or text[core.end : core.end + 1].isalpha():
        return False
    hedged = context.hedge_before(text, core.start) is not None
    after = context.hedge_after(text, core.end)
    noun = counted_noun(text, after.edge if after else core.end)
    small = number.value <= 12
    if small and (context.is_definite(text, core.start) or (noun is not None and context.is_abstract(noun))):
        return False
    if number.form == "digits" and not hedged and number.value < 32 and _follows_a_name(text, core.start):
        return False
    grouped = number.value >= 1000 and ("," in text[core.start : core.end] or number.form == "words")
    return noun is not None or (hedged and number.form == "digits") or grouped


def _follows_a_name(text: str, position: int) -> bool:
    """A capitalised word right before ("Sakhalin 1", "COP 26") that is not the first of its sentence."""
    left = text[max(0, position - 30) : position]
    word = re.search(r"(?<![\w.])(\S*\s+)?([A-Z][\w.-]*) +$", left)
    first = word is None or word[1] is None or word[1].rstrip().endswith((".", ":", "!", "?", ";", ","))
    return not first and word is not None and len(word[2]) > 1


def _with_context(text: str, core: Quantity) -> Quantity:
    """The core with hedge, "by", "more" and the direction of change."""
    hedge = context.hedge_before(text, core.start)
    start = hedge.edge if hedge else core.start
    by = context.by_before(text, start)
    after = context.hedge_after(text, core.end)
    end = after.edge if after else core.end
    more = context.comparison_after(text, end) if core.unit == "percent" or by is not None else None
    noun = context.noun_of_change(text, end) if core.unit == "percent" else None
    direction = context.direction_before(text, start) if core.unit == "percent" or by is not None else None
    direction = (more or noun).sign if (more or noun) else direction  # type: ignore[union-attr]
    return replace(
        core,
        start=by if by is not None and direction else start,
        end=more.edge if more else end,
        hedge=hedge.sign if hedge else after.sign if after else "=",
        direction=direction,
    )
