"""The lists of the library, each with the order in which its rows stand: what cursors hold on to."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, TypeVar

from pacta.app import linked, queries
from pacta.app.browsing import Browser
from pacta.app.cursors import USUAL, Ordered, Place, batch
from pacta.app.generation import Kept, generation
from pacta.app.library import linked_values, values
from pacta.app.linked_findings import CONTRADICTIONS
from pacta.app.linked_indicators import ORDERS as OF_INDICATORS
from pacta.app.linked_mechanisms import ORDERS as OF_MECHANISMS
from pacta.app.views import Filters, Page, StatementRow
from pacta.client import linked as across
from pacta.client import records
from pacta.client.records import Record
from pacta.client.rows import Batch
from pacta.model import KINDS, PactaError
from pacta.store import Register
from pacta.store.edtf import last_day

Row = TypeVar("Row")
R = TypeVar("R", bound=Record)
Places = Mapping[str, Callable[[Any], Place]]
Make = Callable[[Iterable[Any]], Iterable[R]]
SEVERITIES = ("high", "medium", "low")
ALL_BUT_ID = -1


@dataclass(frozen=True, slots=True)
class Asking:
    """The register as whoever asks may see it, and what is held between questions."""

    register: Register
    browser: Browser = field(default_factory=Browser)
    kept: Kept = field(default_factory=Kept)

    def state(self) -> Hashable:
        """Changes whenever an answer may."""
        return self.register.view(), generation(self.register)


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of a list is asked for."""

    sort: str | None = None
    cursor: str | None = None
    limit: int = USUAL


def _text_place(row: StatementRow) -> Place:
    """Where the machine found it, which does not move when a reviewer corrects the cue."""
    return row.document_date, row.document, row.machine.get("cue", row.cue).start


STATEMENT_PLACES: Places = {
    "document": _text_place,
    "firmness": lambda row: (row.firmness, *_text_place(row)),
    "deadline": lambda row: (last_day(row.deadline), *_text_place(row)),
    "score": lambda row: (float(row.score), *_text_place(row)),
    "kind": lambda row: (KINDS.index(row.kind), *_text_place(row)),
}
DOCUMENT_PLACES: Places = {
    "date": lambda row: (row.date, row.id),
    "title": lambda row: (row.title, row.id),
    "type": lambda row: (row.doc_type, row.id),
    "outlet": lambda row: (row.outlet, row.id),
    "words": lambda row: (row.words, row.id),
    "path": lambda row: (row.path, row.id),
}
FIGURE_PLACES: Places = {
    "document": lambda row: (row.document_date, row.document, row.span.start),
    "value": lambda row: (_low(row.value), row.document_date, row.document, row.span.start),
    "unit": lambda row: (row.unit, _low(row.value), row.document, row.span.start),
    "period": lambda row: (row.period, row.document_date, row.document, row.span.start),
}
THREAD_PLACES: Places = {
    name: lambda row, name=name: (getattr(row, name), row.title, row.id)  # type: ignore[misc]
    for name in ("title", "type", "stage", "mentions", "documents", "first", "last")
}
ENTITY_PLACES: Places = {
    "mentions": lambda row: (row.mentions, row.name, row.id),
    "documents": lambda row: (row.documents, row.name, row.id),
    "name": lambda row: (row.name, row.id),
}


def _low(value: Any) -> float:
    return float(value[0] if isinstance(value, tuple) else value)


def _finding_place(row: Any) -> Place:
    return row.a.date, row.a.document, row.a.span.start, row.id


def _kind_rank(row: Any) -> Place:
    return CONTRADICTIONS.index(row.kind) if row.kind in CONTRADICTIONS else 9, row.kind


FINDING_PLACES: Places = {
    "kind": lambda row: (*_kind_rank(row), *_finding_place(row)),
    "severity": lambda row: (SEVERITIES.index(row.severity), *_kind_rank(row), *_finding_place(row)),
    "date": _finding_place,
}


def _places_of(orders: Mapping[str, Callable[[Any], Any]]) -> Places:
    """Of lists that are sorted in memory: all of the order's values fall together, then comes the id."""

    def place(order: Callable[[Any], Any], row: Any) -> Place:
        value = order(row)
        return (*value, row.id) if isinstance(value, tuple) else (value, row.id)

    return {name: partial(place, order) for name, order in orders.items()}


INDICATOR_PLACES, MECHANISM_PLACES = _places_of(OF_INDICATORS), _places_of(OF_MECHANISMS)
SORTS: Mapping[str, tuple[str, ...]] = {
    "documents": tuple(DOCUMENT_PLACES), "statements": tuple(STATEMENT_PLACES), "figures": tuple(FIGURE_PLACES),
    "threads": tuple(THREAD_PLACES), "findings": tuple(FINDING_PLACES), "indicators": tuple(INDICATOR_PLACES),
    "mechanisms": tuple(MECHANISM_PLACES), "entities": tuple(ENTITY_PLACES), "assessments": tuple(STATEMENT_PLACES),
}  # fmt: skip


def list_documents(
    asking: Asking, filters: Filters, part: Part, title: str | None = None
) -> Batch[records.Document]:
    """Newest first, superseded versions left out."""
    ask = partial(queries.list_documents, asking.register, filters, title=title)
    make = partial(values.document_values, asking.register)
    return list_of(asking, ("documents", filters, title), ask, DOCUMENT_PLACES, part, "-date", make)


def list_statements(asking: Asking, filters: Filters, part: Part) -> Batch[records.Statement]:
    """In the order of documents and text."""
    words = values.Cut(asking.register)
    ask = partial(asking.browser.find, asking.register, filters)
    make = partial(map, partial(values.statement_value, words=words))
    return list_of(asking, ("statements", filters), ask, STATEMENT_PLACES, part, "document", make)


def list_figures(asking: Asking, filters: Filters, part: Part) -> Batch[records.Figure]:
    ask = partial(queries.list_figures, asking.register, filters)
    make = partial(map, values.figure_value)
    return list_of(asking, ("figures", filters), ask, FIGURE_PLACES, part, "document", make)


def list_threads(
    asking: Asking, filters: Filters, part: Part, type: Any = None, fewest: int = 2
) -> Batch[across.Thread]:
    """Those with most mentions first. ``stage`` of the filters is the thread's."""
    asked = partial(linked.threads, asking.register, replace(filters, stage=None), type=type, fewest=fewest)
    ask = _kept(asking, ("threads", filters, type, fewest), partial(asked, stage=filters.stage))
    make = partial(map, linked_values.thread_value)
    return list_of(asking, ("threads", filters, type, fewest), ask, THREAD_PLACES, part, "-mentions", make)


def list_findings(asking: Asking, filters: Filters, part: Part, **options: Any) -> Batch[across.Finding]:
    """``kinds``, ``severities``, ``dismissed`` and ``as_of`` as in `linked.findings`."""
    question = ("findings", filters, tuple(sorted(options.items())))
    ask = _kept(asking, question, partial(linked.findings, asking.register, filters, **options))
    make = partial(map, linked_values.finding_value)
    return list_of(asking, question, ask, FINDING_PLACES, part, "kind", make)


def list_indicators(asking: Asking, filters: Filters, part: Part) -> Batch[across.Indicator]:
    question = ("indicators", filters)
    ask = _kept(asking, question, partial(linked.indicators, asking.register, filters))
    make = partial(map, linked_values.indicator_value)
    return list_of(asking, question, ask, INDICATOR_PLACES, part, "-points", make, falling=ALL_BUT_ID)


def list_mechanisms(
    asking: Asking, filters: Filters, part: Part, as_of: str | None = None
) -> Batch[across.Mechanism]:
    question = ("mechanisms", filters, as_of)
    ask = _kept(asking, question, partial(linked.mechanisms, asking.register, filters, as_of=as_of))
    make = partial(map, linked_values.mechanism_value)
    return list_of(asking, question, ask, MECHANISM_PLACES, part, "-tasks", make, falling=ALL_BUT_ID)


def list_entities(asking: Asking, filters: Filters, part: Part, type: str | None = None) -> Batch[records.Entity]:
    question = ("entities", filters, type)
    ask = _kept(asking, question, partial(linked.entities, asking.register, filters, type=type))
    make = partial(map, values.entity_value)
    return list_of(asking, question, ask, ENTITY_PLACES, part, "-mentions", make)


def search(asking: Asking, query: str, filters: Filters, part: Part) -> Batch[records.Hit]:
    """What fits best comes first; that order does not outlive a change of the register."""
    ask = partial(queries.search, asking.register, query, filters)
    listed: Ordered[Any] = Ordered(ask, None)
    rows, total, following = batch(listed, ("search", query, filters), asking.state(), part.cursor, part.limit)
    return Batch(tuple(map(values.hit_value, rows)), total, following)


def _kept(asking: Asking, question: Hashable, ask: Callable[..., Page[Row]]) -> Callable[..., Page[Row]]:
    """The same pages, each asked for once in each state of the register."""

    def asked(**options: Any) -> Page[Row]:
        key = ("library", question, tuple(sorted(options.items())))
        return asking.kept.answer(asking.register, key, partial(ask, **options))

    return asked


def list_of(
    asking: Asking,
    question: Hashable,
    ask: Callable[..., Page[Any]],
    places: Places,
    part: Part,
    usual: str,
    make: Make[R],
    *,
    falling: int = 1,
) -> Batch[R]:
    sort = part.sort or usual
    place = places.get(sort.removeprefix("-"))
    if place is None:
        raise PactaError(f"There is no order {sort[:40]!r}.", f"Sort by one of: {', '.join(places)}.")
    listed = Ordered(partial(ask, sort=sort), place, falling if sort.startswith("-") else 0)
    rows, total, following = batch(listed, (question, sort), asking.state(), part.cursor, part.limit)
    return Batch(tuple(make(rows)), total, following)
