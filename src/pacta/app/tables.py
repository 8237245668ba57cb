"""Figures, entities and events of a register."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, Subquery, desc, distinct, exists, func, or_, select

from pacta.app import conditions
from pacta.app.rows import span_of
from pacta.app.views import EntityRow, EventRow, FigureRow, Filters, Page
from pacta.model import Span
from pacta.store import Register
from pacta.store.codec import from_plain
from pacta.store.schema import documents, entities, events, figures, names, statements

FIGURE_ORDERS: dict[str, tuple[Any, ...]] = {
    "document": (documents.c.date, documents.c.id, figures.c.position),
    "value": (figures.c.low, documents.c.date, documents.c.id, figures.c.position),
    "unit": (figures.c.unit, figures.c.low, documents.c.id, figures.c.position),
    "period": (figures.c.period, documents.c.date, documents.c.id, figures.c.position),
}


def list_figures(
    register: Register, filters: Filters = Filters(), *, sort: str = "document", page: int = 1, size: int = 50
) -> Page[FigureRow]:
    """Figures; of the filters those on documents, ``voice``, and ``text`` (in the indicator or the figure) apply.
    ``sort``: document, value, unit, period."""
    order = conditions.ordering(sort, FIGURE_ORDERS)
    about = (documents.c.title.label("document_title"), documents.c.date.label("document_date"))
    query = select(figures, *about).join_from(figures, documents, figures.c.document == documents.c.id)
    query = query.where(*conditions.of_documents(filters))
    if filters.voice:
        query = query.where(figures.c.voice == filters.voice)
    for word in (filters.text or "").split():
        wanted = [
            column.icontains(word, autoescape=True) for column in (figures.c.indicator_words, figures.c.words)
        ]
        query = query.where(or_(*wanted))
    return _page(register, query.order_by(*order), _figure_row, page, size)


def list_entities(
    register: Register, filters: Filters = Filters(), *, sort: str = "-mentions", page: int = 1, size: int = 50
) -> Page[EntityRow]:
    """Who and what is named, with the usual form of the name; filters on documents apply, and ``text``
    (in the name). ``sort``: mentions, documents, name."""
    query = _entities(filters).subquery("found")
    orders = {"mentions": (query.c.mentions, query.c.name, query.c.id), "name": (query.c.name, query.c.id),
              "documents": (query.c.documents, query.c.name, query.c.id)}  # fmt: skip
    order = conditions.ordering(sort, orders)
    return _page(register, select(query).order_by(*order), lambda row: EntityRow(**row), page, size)


def list_events(
    register: Register,
    filters: Filters = Filters(),
    *,
    kind: str | None = None,
    window: tuple[str | None, str | None] = (None, None),
    sort: str = "date",
    page: int = 1,
    size: int = 50,
) -> Page[EventRow]:
    """What has a date: documents, dated reports, deadlines. Filters on statements leave only theirs; ``kind``
    only one of the three; ``window`` those whose own date lies between the two (ISO, inclusive)."""
    order = conditions.ordering(sort, {"date": (events.c.date, events.c.document, events.c.position)})
    columns = [events.c[name] for name in ("date", "kind", "label", "document", "statement")]
    query = select(*columns).join_from(events, documents, events.c.document == documents.c.id)
    query = query.where(*conditions.of_documents(filters))
    if conditions.asks_of_statements(filters) or filters.text:
        theirs = (statements.c.id == events.c.statement, *conditions.of_statements(register, filters))
        query = query.where(exists().where(*theirs))
    if kind:
        query = query.where(events.c.kind == kind)
    if window[0]:
        query = query.where(events.c.date >= window[0])
    if window[1]:
        query = query.where(events.c.date <= window[1] + "\uffff")
    return _page(register, query.order_by(*order), lambda row: EventRow(**row), page, size)


def _entities(filters: Filters) -> Select[Any]:
    usual = _usual_names()
    query = (
        select(
            entities.c.id, entities.c.type, entities.c.code, usual.c.name,
            func.count().label("mentions"), func.count(distinct(names.c.document)).label("documents"),
        )
        .join_from(names, entities, entities.c.id == names.c.entity_id)
        .join(documents, documents.c.id == names.c.document)
        .join(usual, usual.c.entity_id == entities.c.id)
        .where(*conditions.of_documents(filters))
        .group_by(entities.c.id, entities.c.type, entities.c.code, usual.c.name)
    )  # fmt: skip
    if filters.text:
        query = query.where(usual.c.name.icontains(filters.text, autoescape=True))
    return query


def _usual_names() -> Subquery:
    """For each entity the form of its name that is used most."""
    counted = select(names.c.entity_id, names.c.entity, func.count().label("uses")).group_by(
        names.c.entity_id, names.c.entity
    ).subquery("counted")  # fmt: skip
    place = func.row_number().over(
        partition_by=counted.c.entity_id, order_by=(desc(counted.c.uses), counted.c.entity)
    )
    ranked = select(counted.c.entity_id, counted.c.entity.label("name"), place.label("place")).subquery("ranked")
    return select(ranked).where(ranked.c.place == 1).subquery("usual")


def _figure_row(row: Any) -> FigureRow:
    same = ("id", "document", "document_title", "document_date", "unit", "hedge", "direction", "period", "voice",
            "base")  # fmt: skip
    return FigureRow(
        **{name: row[name] for name in same},
        span=Span(row["span_start"], row["span_end"]),
        words=row["words"],
        value=from_plain(tuple[float, float] | float, row["value"]),
        indicator=span_of(row, "indicator"),
        indicator_words=row["indicator_words"],
    )


def _page(register: Register, query: Select[Any], make: Any, page: int, size: int) -> Page[Any]:
    with register.reading() as connection:
        counted = select(func.count()).select_from(query.order_by(None).subquery())
        total = connection.execute(counted).scalar_one()
        rows = connection.execute(query.limit(size).offset((page - 1) * size)).mappings()
        return Page(tuple(map(make, rows)), total, page, size)
