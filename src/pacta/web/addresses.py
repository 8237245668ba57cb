"""Filters as addresses: what a list shows is in its address, and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any
from urllib.parse import quote, urlencode

from starlette.datastructures import QueryParams

from pacta.app.link_views import Passage
from pacta.app.views import Filters
from pacta.model import KINDS, Kind, PactaError
from pacta.web.words import FIRMNESS_LABELS

SORTS = ("document", "firmness", "deadline", "score", "kind")
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_COLUMNS = 30  # of a table, at most
_LONGEST = 400  # characters of one value: longer is a mistake or an attack
_TEXT_FIELDS = (
    "document", "actor", "voice", "codebook", "pillar", "doc_type", "party", "deadline", "text", "stage",
    "review", "assignee", "status",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Query:
    """One state of a list: filters, order and page."""

    filters: Filters = Filters()
    sort: str = "document"
    page: int = 1
    table: bool = False  # a table of ``columns``, or cards
    columns: tuple[str, ...] = ()  # ids; empty: those that are shown first

    def address(
        self, path: str, *, page: int | None = None, sort: str | None = None, table: bool | None = None
    ) -> str:
        pairs = filter_pairs(self.filters)
        if self.table if table is None else table:
            pairs += [("view", "table"), *(("col", column) for column in self.columns)]
        order = sort or self.sort
        if order.lstrip("-") in SORTS and order != "document":
            pairs.append(("sort", order))
        if page and page > 1:
            pairs.append(("page", str(page)))
        return f"{path}?{urlencode(pairs)}" if pairs else path


def parse_query(params: QueryParams) -> Query:
    """The address as filters. Raises `PactaError` naming the value that means nothing."""
    sort = params.get("sort") or "document"
    if sort.lstrip("-") not in SORTS:
        raise PactaError(f"There is no order “{sort[:40]}”.", f"Orders are: {', '.join(SORTS)}.")
    table, columns = params.get("view") == "table", tuple(dict.fromkeys(params.getlist("col")))[:_COLUMNS]
    return Query(parse_filters(params), sort, parse_page(params.get("page")), table, columns)


def parse_filters(params: QueryParams) -> Filters:
    given = {name: _short(params.get(name)) for name in _TEXT_FIELDS}
    return Filters(
        **given,
        kind=_kinds(params.getlist("kind")),
        firmness=_firmness(params.getlist("firmness")),
        since=parse_day(params.get("since")),
        until=parse_day(params.get("until")),
    )


def parse_page(value: str | None) -> int:
    if not value:
        return 1
    if not (value.isascii() and value.isdigit() and 1 <= len(value) <= 6):
        raise PactaError(f"“{value[:40]}” is not a page number.", "Pages are counted from 1.")
    return max(1, int(value))


def filter_pairs(filters: Filters) -> list[tuple[str, str]]:
    """The filters as the pairs of an address, in a fixed order, empty ones left out."""
    pairs: list[tuple[str, str]] = []
    for field in fields(filters):
        value = getattr(filters, field.name)
        values: Iterable[object] = value if isinstance(value, tuple) else () if value is None else (value,)
        pairs += [(field.name, str(each)) for each in values]
    return pairs


def statements_address(filters: Filters) -> str:
    return Query(filters).address("/statements")


def without(filters: Filters, name: str, value: str) -> Filters:
    """The filters with one of their values taken away."""
    held = getattr(filters, name)
    rest: Any = tuple(v for v in held if str(v) != value) if isinstance(held, tuple) else None
    return replace(filters, **{name: rest})


def statement_address(document: str, statement: str) -> str:
    """The highlighted passage of a statement in its document, panel open, with or without scripts."""
    return f"/d/{quote(document, safe='')}?statement={quote(statement, safe='')}#s-{quote(statement, safe='')}"


def span_address(document: str, start: int, end: int) -> str:
    return f"/d/{quote(document, safe='')}?span={start}-{end}#hit"


def passage_address(passage: Passage) -> str:
    if passage.statement:
        return statement_address(passage.document, passage.statement)
    return span_address(passage.document, passage.span.start, passage.span.end)


def _short(value: str | None) -> str | None:
    if value is None or not value.strip():
        return None
    if len(value) > _LONGEST:
        raise PactaError("That filter is too long.", f"Keep it under {_LONGEST} characters.")
    return value.strip()


def _kinds(values: list[str]) -> tuple[Kind, ...]:
    for value in values:
        if value and value not in KINDS:
            raise PactaError(f"There is no kind “{value[:40]}”.", f"Kinds are: {', '.join(KINDS)}.")
    return tuple(kind for kind in KINDS if kind in values)


def _firmness(values: list[str]) -> tuple[int, ...]:
    for value in values:
        if value and value not in map(str, FIRMNESS_LABELS):
            raise PactaError(f"There is no firmness “{value[:40]}”.", "Firmness runs from 1 to 4.")
    return tuple(grade for grade in FIRMNESS_LABELS if str(grade) in values)


def parse_day(value: str | None) -> str | None:
    if not value:
        return None
    if not _DAY.fullmatch(value):
        raise PactaError(f"“{value[:40]}” is not a date.", "Write dates as 2025-05-12, 2025-05 or 2025.")
    return value
