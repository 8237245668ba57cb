"""What a list shows: its columns, as cells of a page and as cells of a CSV file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote, urlencode

from markupsafe import Markup, escape
from starlette.datastructures import QueryParams

from pacta.app.facets import Counts
from pacta.app.views import Filters, Page
from pacta.model import PactaError
from pacta.store import Register
from pacta.web import names
from pacta.web.addresses import filter_pairs, parse_filters, parse_page
from pacta.web.facets import label
from pacta.web.words import date_words

Option = tuple[str, str]  # value, label


@dataclass(frozen=True, slots=True)
class Column:
    """``value`` is the plain value, for CSV; ``cell`` how the page shows it. ``first``: shown unless others are
    chosen. ``sort``: the order of the use case that sorts by it."""

    id: str
    label: str
    value: Callable[[Any], object]
    cell: Callable[[Any], object] | None = None
    sort: str | None = None
    number: bool = False
    first: bool = True
    help: str = ""

    def show(self, row: Any) -> Markup:
        shown = self.cell(row) if self.cell else self.value(row)
        if self.number and isinstance(shown, int):
            shown = f"{shown:,}"
        return escape("" if shown is None else shown)


@dataclass(frozen=True, slots=True)
class Listing:
    """One list: ``ask(register, filters, sort, page, size, options)`` answers it. ``fields`` are the filters
    of its form, ``choices`` its own ones with their values."""

    path: str
    title: str
    about: str
    one: str
    many: str
    columns: tuple[Column, ...]
    ask: Callable[..., Page[Any]]
    sort: str
    sorts: tuple[str, ...]
    empty: str
    fields: tuple[str, ...] = ("text", "party", "since", "until")
    choices: Mapping[str, tuple[str, tuple[Option, ...]]] | None = None
    several: frozenset[str] = frozenset()  # names of choices that may be given more than once
    words: str = "Words"
    counts: Callable[[Register, Filters], Mapping[str, Counts]] | None = None  # of the values of its fields
    tally: Callable[..., Mapping[str, Mapping[str, int]]] | None = None  # of the values of its choices
    links_alone: bool = False  # it rests on links and on what documents are, not on what stands of statements
    cards: str = ""  # the template that shows it where no table is asked for


@dataclass(frozen=True, slots=True)
class State:
    """One state of a list, as its address says."""

    listing: Listing
    filters: Filters
    options: Mapping[str, tuple[str, ...]]
    sort: str
    page: int
    chosen: tuple[str, ...]  # column ids; empty: the first ones
    table: bool = True

    @property
    def columns(self) -> tuple[Column, ...]:
        wanted = self.chosen or tuple(column.id for column in self.listing.columns if column.first)
        return tuple(column for column in self.listing.columns if column.id in wanted)

    def address(self, page: int = 1, *, sort: str | None = None, suffix: str = "") -> str:
        pairs = filter_pairs(self.filters)
        pairs += [(name, value) for name, values in self.options.items() for value in values]
        if self.table:
            pairs += [("view", "table")] * bool(self.listing.cards) + [("col", each) for each in self.chosen]
        if (sort or self.sort) != self.listing.sort:
            pairs.append(("sort", sort or self.sort))
        if page > 1:
            pairs.append(("page", str(page)))
        return f"{self.listing.path}{suffix}" + (f"?{urlencode(pairs)}" if pairs else "")

    def shown_as(self, *, table: bool) -> str:
        """The address of the same list as a table, or as cards."""
        return replace(self, table=table).address()

    def choices(self, register: Register) -> Mapping[str, tuple[tuple[str, str, int], ...]]:
        """The values of its fields that are counted: value, label, number of rows; the chosen one among them."""
        counted = self.listing.counts(register, self.filters) if self.listing.counts else {}
        return {name: tuple(self._choices(name, counts)) for name, counts in counted.items()}

    def tally(self, register: Register) -> Mapping[str, Mapping[str, int]]:
        """For its own choices the number of rows that each value would give, where that is counted."""
        return self.listing.tally(register, self.filters, self.options) if self.listing.tally else {}

    def _choices(self, name: str, counts: Counts) -> Iterable[tuple[str, str, int]]:
        chosen = getattr(self.filters, name)
        missing = ((chosen, 0),) if chosen and chosen not in dict(counts) else ()
        return ((value, label(name, value, {}), count) for value, count in (*counts, *missing))

    def sorted_by(self, column: Column) -> str:
        """The address of the list in this column's order; in the other direction where it has it already."""
        turned = f"-{column.sort}" if self.sort == column.sort else str(column.sort)
        return self.address(sort=turned)

    def find(self, register: Register, page: int, size: int) -> Page[Any]:
        return self.listing.ask(register, self.filters, sort=self.sort, page=page, size=size, options=self.options)

    @property
    def in_force(self) -> bool:
        return bool(filter_pairs(self.filters) or self.options)


def parse_state(listing: Listing, params: QueryParams) -> State:
    """Raises `PactaError` naming what means nothing."""
    sort = params.get("sort") or listing.sort
    if sort.removeprefix("-") not in listing.sorts:
        raise PactaError(f"There is no order “{sort[:40]}”.", f"Orders are: {', '.join(listing.sorts)}.")
    chosen = tuple(column.id for column in listing.columns if column.id in params.getlist("col"))
    table = not listing.cards or params.get("view") == "table"
    kept = QueryParams([(k, v) for k, v in params.multi_items() if k not in (listing.choices or {})])
    return State(
        listing, parse_filters(kept), _options(listing, params), sort, parse_page(params.get("page")), chosen, table
    )


def _options(listing: Listing, params: QueryParams) -> dict[str, tuple[str, ...]]:
    found = {}
    for name, (called, choices) in (listing.choices or {}).items():
        given = tuple(dict.fromkeys(filter(None, params.getlist(name))))
        unknown = [value for value in given if value not in dict(choices)]
        if unknown:
            raise PactaError(
                f"“{unknown[0][:40]}” is none of {called.lower()}.", f"They are: {', '.join(dict(choices))}."
            )
        if given:
            found[name] = given
    return found


def link(address: str, words: object) -> Markup:
    return Markup('<a class="quote" href="{}">{}</a>').format(address, words)


def code(value: str) -> Markup:
    """A code with its name on hover."""
    name = names.code_name(value)
    if name == value:
        return Markup('<span class="code">{}</span>').format(value)
    return Markup('<abbr class="code" title="{}">{}</abbr>').format(name, value)


def codes(values: Iterable[str]) -> Markup:
    return Markup(", ").join(map(code, values))


def dates(first: str | None, last: str | None) -> str:
    """ "12 May 2024 – 3 June 2025", or one of them."""
    return " – ".join(dict.fromkeys(date_words(value) for value in (first, last) if value))


def segment(value: str) -> str:
    return quote(value, safe="")


def lines(state: State, register: Register, size: int) -> Iterable[Sequence[object]]:
    """Every row of the list under the same filters, with the same columns, for CSV."""
    number, pages = 1, 1
    while number <= pages:
        found = state.find(register, number, size)
        for row in found.rows:
            yield ["" if (cell := column.value(row)) is None else cell for column in state.columns]
        number, pages = number + 1, found.pages


def day(value: str | None) -> Markup:
    """A date in words that stays on one line."""
    return Markup('<span class="nowrap">{}</span>').format(date_words(value))
