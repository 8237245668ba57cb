"""Charts as plain geometry; the templates draw them as SVG. Every mark carries the address behind it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pacta.app.views import EventRow, Filters
from pacta.model import KINDS, Kind
from pacta.web.addresses import Query, statement_address
from pacta.web.words import KIND_LABELS, counted, date_words

LANES = ("document", "report", "deadline")
LANE_LABELS = {"document": "Documents", "report": "Dated events", "deadline": "Deadlines"}
STACK = 6  # marks above one another; more become a number
COLUMN, MARK, GUTTER, LANE_GAP = 44, 13, 96, 22  # SVG user units
WIDTH = 1080  # the least, SVG user units
YEARS = 24  # columns; earlier years share the first


@dataclass(frozen=True, slots=True)
class Bar:
    kind: Kind
    x: float  # percent of the chart's width
    width: float
    count: int
    address: str
    title: str


@dataclass(frozen=True, slots=True)
class Year:
    year: str
    total: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    x: float
    y: float
    kind: str
    address: str
    title: str
    text: str = ""  # a number, where the mark stands for several


@dataclass(frozen=True, slots=True)
class Lane:
    label: str
    y: float  # base line


@dataclass(frozen=True, slots=True)
class Chart:
    width: int
    height: int
    lanes: tuple[Lane, ...]
    ticks: tuple[tuple[float, str], ...]  # x, label
    gaps: tuple[float, ...]  # x between two years that do not follow one another
    marks: tuple[Mark, ...]


def years_chart(years: Sequence[tuple[str, Mapping[str, int]]]) -> tuple[Year, ...]:
    """One row of stacked bars a year of documents, scaled to the fullest year."""
    longest = max((sum(counts.values()) for _, counts in years), default=0) or 1
    return tuple(Year(year, sum(counts.values()), tuple(_bars(year, counts, longest))) for year, counts in years)


def _bars(year: str, counts: Mapping[str, int], longest: int) -> list[Bar]:
    bars, x = [], 0.0
    for kind in KINDS:
        count = counts.get(kind, 0)
        if count:
            width = 100 * count / longest
            address = Query(Filters(kind=(kind,), since=year, until=year)).address("/statements")
            title = f"{year}: {counted(count, KIND_LABELS[kind].lower())}"
            bars.append(Bar(kind, round(x, 3), round(width, 3), count, address, title))
            x += width
    return bars


def timeline_chart(events: Sequence[EventRow]) -> Chart | None:
    """Documents, dated events and deadlines by year, one mark each, stacked; None where nothing has a date."""
    dated = [(event.date[:4], event) for event in events if event.date[:4].isdigit() and event.kind in LANES]
    years = sorted({year for year, _ in dated})
    if not years:
        return None
    columns = years[-YEARS:]
    width = max(COLUMN, (WIDTH - GUTTER) // (len(columns) + 1))
    by_cell: dict[tuple[str, str], list[EventRow]] = defaultdict(list)
    for year, event in dated:
        by_cell[event.kind, max(year, columns[0])].append(event)
    heights = _heights(by_cell)
    lanes, base = [], 0.0
    bases: dict[str, float] = {}
    for kind in LANES:
        base += heights[kind] * MARK + LANE_GAP
        bases[kind] = base
        lanes.append(Lane(LANE_LABELS[kind], base))
    xs = {year: GUTTER + width * (index + 0.5) for index, year in enumerate(columns)}
    gaps = tuple(
        GUTTER + width * index for index, (one, two) in enumerate(pairwise(columns), 1) if int(two) - int(one) > 1
    )
    marks = tuple(
        mark
        for (kind, year), cell in sorted(by_cell.items())
        for mark in _stack(kind, year, cell, xs[year], bases[kind])
    )
    earlier = len(years) > len(columns)
    ticks = tuple((x, f"≤ {year}" if earlier and year == columns[0] else year) for year, x in xs.items())
    return Chart(GUTTER + width * len(columns) + 12, int(base + 30), tuple(lanes), ticks, gaps, marks)


def _heights(by_cell: Mapping[tuple[str, str], Sequence[EventRow]]) -> Mapping[str, int]:
    tallest: Counter[str] = Counter(dict.fromkeys(LANES, 1))
    for (kind, _), cell in by_cell.items():
        tallest[kind] = max(tallest[kind], min(len(cell), STACK + 1))
    return tallest


def _stack(kind: str, year: str, cell: Sequence[EventRow], x: float, base: float) -> list[Mark]:
    shown = cell if len(cell) <= STACK + 1 else cell[:STACK]
    marks = [
        Mark(x, base - MARK * (place + 0.5), kind, _address(event), f"{date_words(event.date)}: {event.label}")
        for place, event in enumerate(shown)
    ]
    more = len(cell) - len(shown)
    if more:
        title = f"{counted(more, 'more entry', 'more entries')} of {year}, in the table"
        address = f"/timeline#y-{year}"
        marks.append(Mark(x, base - MARK * (STACK + 0.5), kind, address, title, f"+{more}"))
    return marks


def _address(event: EventRow) -> str:
    if event.statement:
        return statement_address(event.document, event.statement)
    return f"/d/{event.document}"
