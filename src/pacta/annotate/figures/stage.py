"""The stage: every quantity that a document states about the world (docs/codebook.md, section 8)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pacta.annotate.dates.stage import document_day
from pacta.annotate.figures import context
from pacta.annotate.figures.bases import base_of
from pacta.annotate.figures.indicator import indicator_of
from pacta.annotate.figures.nouns import role_of
from pacta.annotate.figures.numbers import Number, numbers
from pacta.annotate.figures.periods import period_of
from pacta.annotate.figures.quantity import Quantity, quantity
from pacta.lexicon import load_table
from pacta.model import Annotations, Config, DateMention, Document, Figure, Span, mention_id
from pacta.text.typography import plain_typography

_STOP = re.compile(r"(?<!\.\w)[.!?](?:[\"'”’)\]]*) +(?=[\"'“‘(\[]*[A-Z0-9])|\n")
_CURRENCY_REACH = 1500  # how far after an amount of money a bare "9 billion" still means that money
_REACH = 700  # how far a sentence is looked for on either side of a figure


def figures(document: Document, annotations: Annotations, config: Config) -> Annotations:
    """Adds ``figures``: value in base units, unit, hedge, direction, indicator, period, base; voices come later.

    Dates are read first: a number inside a date, duration or repetition is no figure. Furniture is skipped.
    """
    plain = plain_typography(document.text)
    day = document_day(document, annotations)
    furniture = [block.span for block in annotations.structure.blocks if block.kind == "furniture"]
    found = _without(read_quantities(plain, annotations.dates), furniture)
    made = tuple(_figure(document.id, plain, item, annotations.dates, day) for item in found)
    return replace(annotations, figures=made)


def read_quantities(plain: str, dates: Sequence[DateMention]) -> list[Quantity]:
    """The quantities of ``plain`` (`plain_typography`), in order; amounts of money without a currency
    take that of the amount before, a verb of change is shared by the figures it governs."""
    found = sorted([*_from_numbers(plain, dates), *_from_changes(plain)], key=lambda q: q.start)
    return list(_with_direction(plain, _with_currency(plain, _disjoint(found))))


def _from_numbers(plain: str, dates: Sequence[DateMention]) -> Iterator[Quantity]:
    taken = 0
    starts = [mention.span.start for mention in dates]
    for number in numbers(plain):
        if number.start < taken or _in_date(number, dates, starts):
            continue
        found = quantity(plain, number)
        if found is not None:
            taken = max(found.end, found.last)
            yield found


def _in_date(number: Number, dates: Sequence[DateMention], starts: Sequence[int]) -> bool:
    index = bisect_left(starts, number.end) - 1
    return index >= 0 and dates[index].span.end > number.start


def _from_changes(plain: str) -> Iterator[Quantity]:
    """ "nearly doubled" and its like, figures in a word."""
    for rule in load_table("figures_changes"):
        if "value" not in rule.data:
            continue
        for match in rule.pattern.finditer(plain):
            hedge = context.hedge_before(plain, match.start())
            start, sign = (hedge.edge, hedge.sign) if hedge else (match.start(), "=")
            value, direction = rule.data["value"], rule.data.get("direction")
            yield Quantity(start, match.end(), (value,), "percent", sign, direction, rule.id, match.end())


def _disjoint(found: list[Quantity]) -> Iterator[Quantity]:
    taken = 0
    for item in found:
        if item.start >= taken:
            taken = item.end
            yield item


def _with_currency(plain: str, found: Iterator[Quantity]) -> Iterator[Quantity]:
    """ "$7 billion, up from 6 billion": the unit of a bare magnitude, and of bare counts."""
    last: Quantity | None = None
    for item in found:
        unit = item.unit
        if unit is None:
            unit = "count"
        elif unit == "?":
            inherits = last is not None and not _counts(plain, item) and item.start - last.end < _CURRENCY_REACH
            unit = last.unit if last is not None and inherits else "count"
        made = replace(item, unit=unit)
        if item.rule.startswith("currency"):
            last = made
        yield made


def _with_direction(plain: str, found: Iterator[Quantity]) -> Iterator[Quantity]:
    """ "trade grew by 3 percent and production by 4": the second figure shares the verb."""
    last: Quantity | None = None
    for item in found:
        by = context.by_before(plain, item.start) if item.direction is None else None
        if by is not None and last is not None and not _STOP.search(plain, last.end, item.start):
            item = replace(item, start=by, direction=last.direction)
        last = item
        yield item


def _counts(plain: str, item: Quantity) -> bool:
    """Whether a noun of counted things follows: "2 billion people"."""
    following = re.match(r" +([A-Za-z]+)", plain[item.end : item.end + 16])
    return following is not None and role_of(following[1]) != "end"


def _without(found: list[Quantity], furniture: list[Span]) -> Iterator[Quantity]:
    starts = [span.start for span in furniture]
    for item in found:
        index = bisect_left(starts, item.start + 1) - 1
        if index < 0 or furniture[index].end <= item.start:
            yield item


def _figure(document: str, plain: str, found: Quantity, dates: Sequence[DateMention], day: str | None) -> Figure:
    span = Span(found.start, found.end)
    sentence = sentence_around(plain, found.start, found.end)
    period = period_of(plain, found.start, found.end, sentence, dates, day)
    change = found.direction is not None
    base = base_of(plain, found.start, found.end, sentence, dates, period, change, day)
    value = found.values[0] if len(found.values) == 1 else (found.values[0], found.values[1])
    return Figure(
        id=mention_id(document, "figures", span),
        span=span,
        value=value,
        unit=found.unit or "count",
        hedge=found.hedge,  # type: ignore[arg-type]
        direction=found.direction,  # type: ignore[arg-type]
        indicator=indicator_of(plain, found, sentence),
        period=None if period == base else period,  # "30 percent more than in 2021" is not about 2021
        base=base,
        rule=found.rule,
    )


def sentence_around(plain: str, start: int, end: int) -> tuple[int, int]:
    """The sentence that holds ``start:end``, looked for within a bounded distance."""
    low, high = max(0, start - _REACH), min(len(plain), end + _REACH)
    stops = list(_STOP.finditer(plain, low, start))
    after = _STOP.search(plain, end, high)
    return (stops[-1].end() if stops else low), (after.start() if after else high)
