"""Indicators: the figures of one thing measured, as a series in which disagreement shows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection, exists, select

from pacta.app import conditions
from pacta.app.link_passages import Titles
from pacta.app.link_views import IndicatorPoint, IndicatorRow, IndicatorView
from pacta.app.linking import refresh
from pacta.app.paging import page_of
from pacta.app.views import Filters, Page
from pacta.link.figures import FigureFact, comparable, disagree
from pacta.link.linking import drawer_id
from pacta.link.similarity import key_of
from pacta.link.words import STATE
from pacta.model import PactaError
from pacta.store import Register
from pacta.store.codec import from_plain
from pacta.store.schema import documents
from pacta.store.schema_links import link_facts, link_filing

ORDERS = {
    "name": lambda row: (row.name.casefold(), row.unit),
    "unit": lambda row: (row.unit, row.name.casefold()),
    "points": lambda row: (row.points, row.documents),
    "documents": lambda row: (row.documents, row.points),
    "disagreements": lambda row: (row.disagreements, row.points),
    "last": lambda row: (row.last or "", row.points),
}


def indicators(
    register: Register, filters: Filters = Filters(), *, sort: str = "-points", page: int = 1, size: int = 50
) -> Page[IndicatorRow]:
    """What is measured, with how many figures; filters on documents and ``text`` (in the name) apply. ``sort``:
    name, unit, points, documents, disagreements, last; ``-`` before it for descending."""
    refresh(register)
    with register.reading() as connection:
        filed = _drawers(connection, filters)
    found = [_row(key, series) for key, series in filed.items()]
    words = (filters.text or "").casefold().split()
    kept = [row for row in found if all(word in row.name.casefold() for word in words)]
    return page_of(kept, ORDERS, sort, page, size)


def indicator(register: Register, id: str) -> IndicatorView:
    """One indicator as a series, with disagreement marked. Raises PactaError if there is none."""
    refresh(register)
    with register.reading() as connection:
        series = _series(connection, id)
        titles = Titles.of(connection, {fact.evidence.document for fact in series})
    if not series:
        raise PactaError(f"There is no indicator {id}.", "pacta list indicators shows the ids.")
    return IndicatorView(_row(id, series), tuple(_points(series, titles)))


def _drawers(connection: Connection, filters: Filters) -> dict[str, list[FigureFact]]:
    query = select(link_facts.c.data).where(link_facts.c.kind == "figure")
    if filters != Filters(text=filters.text):
        inside = documents.c.id == link_facts.c.document
        query = query.where(exists().where(inside, *conditions.of_documents(filters)))
    filed: dict[str, list[FigureFact]] = defaultdict(list)
    for data in connection.execute(query).scalars():
        fact = from_plain(FigureFact, data)
        filed[drawer_id(key_of(fact.drawer({})))].append(fact)
    return {key: _in_time(series) for key, series in filed.items()}


def _series(connection: Connection, id_: str) -> list[FigureFact]:
    try:
        key = int(id_.removeprefix("k"), 16)
    except ValueError:
        return []
    query = select(link_facts.c.data).join(link_filing, link_filing.c.fact == link_facts.c.key)
    found = connection.execute(query.where(link_filing.c.key == key, link_facts.c.kind == "figure")).scalars()
    return _in_time([from_plain(FigureFact, data) for data in found])


def _in_time(series: Sequence[FigureFact]) -> list[FigureFact]:
    def place(fact: FigureFact) -> tuple[str, str, str, int]:
        found = fact.evidence
        return (
            fact.figure.period or found.date or "9999",
            found.date or "9999",
            found.document,
            fact.figure.span.start,
        )

    return sorted(series, key=place)


def _row(id_: str, series: Sequence[FigureFact]) -> IndicatorRow:
    said = Counter(" ".join(fact.said.split(",")[-1].split()) for fact in series)
    times = sorted(time for fact in series if (time := fact.figure.period or fact.evidence.date))
    states = {state for fact in series for state in fact.indicator[1]}
    return IndicatorRow(
        id=id_,
        name=min(said, key=lambda words: (-said[words], len(words), words)),
        unit=series[0].figure.unit,
        change=series[0].figure.direction is not None,
        states=tuple(sorted(state.removeprefix(STATE) for state in states)),
        points=len(series),
        documents=len({fact.evidence.document for fact in series}),
        first=times[0] if times else None,
        last=times[-1] if times else None,
        disagreements=sum(len(each) for each in _disagreements(series)) // 2,
    )


def _disagreements(series: Sequence[FigureFact]) -> list[tuple[int, ...]]:
    """For each figure the places of those that cannot be so beside it."""
    return [
        tuple(j for j, b in enumerate(series) if i != j and comparable(a, b) and disagree(a, b))
        for i, a in enumerate(series)
    ]


def _points(series: Sequence[FigureFact], titles: Titles) -> list[IndicatorPoint]:
    return [
        IndicatorPoint(
            figure=fact.figure.id,
            when=fact.figure.period or fact.evidence.date,
            dated_by="period" if fact.figure.period else "document",
            value=fact.figure.value,
            hedge=fact.figure.hedge,
            direction=fact.figure.direction,
            words=fact.written,
            passage=titles.evidence(fact.evidence, fact.figure.voice),
            disagrees=others,
        )
        for fact, others in zip(series, _disagreements(series), strict=True)
    ]
