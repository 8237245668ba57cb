"""Lists of statements with their facets, from `app.columns`: what `app.queries` says, in milliseconds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any, get_args

import numpy as np
from sqlalchemy import func, select

from pacta.app.columns import Columns, Factor, Ints, Mask, Pairs, Read, columns, factor, patched, read, renewed
from pacta.app.conditions import REVIEWS, all_of, checked_status
from pacta.app.facets import COLUMNS, MOST, Counts, Facets, counted_years, facets
from pacta.app.generation import Kept
from pacta.app.linking import refresh
from pacta.app.queries import STATEMENT_ORDERS, list_statements
from pacta.app.rows import STATEMENT_COLUMNS, statement_row
from pacta.app.views import Filters, Page, StatementRow
from pacta.model import PactaError
from pacta.review import State
from pacta.review.standing import GONE
from pacta.store import Register
from pacta.store.schema import documents, runs, statements
from pacta.store.schema_links import link_mentions, link_threads
from pacta.store.schema_review import judgement_places, judgements
from pacta.store.search import parse_query

VIEWS = 4  # readers from whom different documents are hidden, whose columns are held


@dataclass(frozen=True, slots=True)
class _Held:
    """What was read, in which state of the register."""

    runs: tuple[Any, ...]
    judgement: int
    read: Read
    columns: Columns


class Browser:
    """Holds the columns of one register; safe to share between threads."""

    def __init__(self) -> None:
        self._held: dict[Any, _Held] = {}
        self._stages = Kept(VIEWS)
        self._lock = Lock()

    def browse(
        self, register: Register, filters: Filters, *, sort: str = "document", page: int = 1, size: int = 50
    ) -> tuple[Page[StatementRow], Facets]:
        """One page of `queries.list_statements` and its `facets.facets`."""
        if filters.document:  # may be a superseded version, and is small
            return list_statements(register, filters, sort=sort, page=page, size=size), facets(register, filters)
        held, stage = self._both(register, filters)
        masks = _masks(register, filters, held, stage)
        chosen = _order(held, sort)[_all(masks, held)[_order(held, sort)]]
        keys = chosen[(page - 1) * size : page * size]
        rows = _rows(register, held.keys[keys])
        return Page(rows, len(chosen), page, size), _facets(held, masks, stage)

    def find(
        self, register: Register, filters: Filters, *, sort: str = "document", page: int = 1, size: int = 50
    ) -> Page[StatementRow]:
        """The page alone."""
        if filters.document:
            return list_statements(register, filters, sort=sort, page=page, size=size)
        held, stage = self._both(register, filters)
        order = _order(held, sort)
        chosen = order[_all(_masks(register, filters, held, stage), held)[order]]
        return Page(_rows(register, held.keys[chosen[(page - 1) * size : page * size]]), len(chosen), page, size)

    def _both(self, register: Register, filters: Filters) -> tuple[Columns, Factor]:
        """The columns, and in their order the stage of each statement's thread, as far as documents are linked."""
        if filters.stage:
            refresh(register)
        held = self.columns(register)
        keys = held.keys  # the same array for as long as there are the same statements
        question = ("stages", id(keys))
        found = self._stages.answer(register, question, lambda: (keys, _stages(register, held)), links_alone=True)
        return held, found[1]

    def columns(self, register: Register) -> Columns:
        """The columns as the register is now."""
        view = (register.name, register.view())
        state, judgement = _state(register)
        with self._lock:  # one thread reads, the others wait for it
            held = self._held.pop(view, None)
            if held is None or held.runs != state:
                held = _read_all(register, state, judgement)
            elif held.judgement != judgement:
                held = _read_changed(register, held, judgement)
            self._held[view] = held
            while len(self._held) > VIEWS:
                self._held.pop(next(iter(self._held)))
            return held.columns


def _state(register: Register) -> tuple[tuple[Any, ...], int]:
    last = select(func.max(judgements.c.number)).scalar_subquery()
    with register.reading() as connection:
        *state, judgement = connection.execute(
            select(func.max(runs.c.id), func.sum(runs.c.added + runs.c.updated), last)
        ).one()
    return tuple(state), judgement or 0


def _read_all(register: Register, state: tuple[Any, ...], judgement: int) -> _Held:
    with register.reading() as connection:
        found = read(connection)
    return _Held(state, judgement, found, columns(found))


def _read_changed(register: Register, held: _Held, judgement: int) -> _Held:
    """Reads again the documents that judgements since then speak of."""
    place = judgement_places.c
    new = select(judgements.c.id).where(judgements.c.number > held.judgement)
    with register.reading() as connection:
        touched = set(connection.execute(
            select(judgements.c.document).where(judgements.c.number > held.judgement)
        ).scalars())  # fmt: skip
        touched |= set(connection.execute(select(place.document).where(place.judgement.in_(new))).scalars())
        ids = sorted(touched)
        found = renewed(held.read, read(connection, ids), ids)
    made = patched(held.columns, held.read, found, ids) or columns(found)
    return _Held(held.runs, judgement, found, made)


def _rows(register: Register, keys: Ints) -> tuple[StatementRow, ...]:
    query = select(*STATEMENT_COLUMNS).join_from(statements, documents, statements.c.document == documents.c.id)
    with register.reading() as connection:
        found = connection.execute(query.where(statements.c.key.in_(keys.tolist()))).mappings()
        rows = {row["key"]: statement_row(row) for row in found}
    return tuple(rows[key] for key in keys.tolist() if key in rows)


def _all(masks: Mapping[str, Mask], held: Columns) -> Mask:
    left: Mask = np.logical_and.reduce([np.ones(len(held.keys), bool), *masks.values()])
    return left


def _masks(register: Register, filters: Filters, held: Columns, stage: Factor) -> dict[str, Mask]:
    """For each filter in force the statements that it leaves."""
    length = len(held.keys)
    masks: dict[str, Mask] = {"review": _reviewed(filters.review, held)}
    tests: tuple[tuple[str, Any, Callable[[Any], Mask]], ...] = (
        ("kind", filters.kind, held.plain["kind"].is_one_of),
        ("firmness", filters.firmness, held.plain["firmness"].is_one_of),
        ("voice", filters.voice, lambda wanted: held.plain["voice"].is_one_of(_spellings(wanted))),
        ("assignee", filters.assignee, lambda wanted: held.plain["assignee"].is_one_of((wanted,))),
        ("doc_type", filters.doc_type, lambda wanted: held.doc_type.is_one_of((wanted,))),
        ("deadline", filters.deadline, lambda wanted: _deadline(wanted, held)),
        ("since", filters.since, lambda wanted: _dated(held, lambda date: date >= wanted)),
        ("until", filters.until, lambda wanted: _dated(held, lambda date: date <= wanted + "\uffff")),
        ("pillar", filters.pillar, lambda wanted: held.lists["pillar"].holds(_spellings(wanted), length)),
        ("codebook", filters.codebook, lambda wanted: held.lists["codebook"].holds(_spellings(wanted), length)),
        ("stage", filters.stage, lambda wanted: stage.is_one_of((wanted,))),
        ("status", filters.status, lambda wanted: _assessed(wanted, held)),
        ("text", filters.text, lambda wanted: np.isin(held.keys, _keys(register, wanted))),
    )
    masks |= {name: test(wanted) for name, wanted, test in tests if wanted}
    for actor in all_of(filters.actor):
        mask = held.lists["actor"].holds(_spellings(actor), length)
        masks["actor"] = masks.get("actor", mask) & mask
    for party in all_of(filters.party):
        mask = held.party.holds(_spellings(party), length)
        masks["party"] = masks.get("party", mask) & mask
    return masks


def _reviewed(wanted: str | None, held: Columns) -> Mask:
    state = held.plain["review"]
    if wanted is None:
        return ~state.is_one_of(GONE)
    if wanted == "any":
        return np.ones(len(held.keys), bool)
    if wanted in ("open", "reviewed"):
        judged: Mask = state.codes >= 0
        return ~judged if wanted == "open" else judged
    if wanted not in get_args(State):
        raise PactaError(f"There is no review {wanted!r}.", f"Choose from: {', '.join(REVIEWS)}.")
    return state.is_one_of((wanted,))


def _assessed(wanted: str, held: Columns) -> Mask:
    status = held.plain["assessed"]
    if checked_status(wanted) in ("open", "assessed"):
        judged: Mask = status.codes >= 0
        return ~judged if wanted == "open" else judged
    return status.is_one_of((wanted,))


def _deadline(wanted: str, held: Columns) -> Mask:
    if wanted in ("any", "none"):
        return held.with_deadline if wanted == "any" else ~held.with_deadline
    values = held.plain["deadline_value"]
    return values.is_one_of(v for v in values.values if v.startswith(wanted) or "/" + wanted in v)


def _dated(held: Columns, fits: Callable[[str], bool]) -> Mask:
    return held.date.is_one_of(value for value in held.date.values if fits(value))


def _keys(register: Register, query: str) -> Ints:
    terms = parse_query(query)
    if not terms:
        return np.zeros(0, np.int64)
    with register.reading() as connection:
        found = connection.execute(register.index.statements(terms)).scalars()
        return np.fromiter(found, np.int64)


def _stages(register: Register, held: Columns) -> Factor:
    query = (
        select(statements.c.key, link_threads.c.stage)
        .join_from(link_mentions, link_threads, link_threads.c.id == link_mentions.c.thread)
        .join(statements, statements.c.id == link_mentions.c.statement)
        .where(link_threads.c.stage.is_not(None))
    )
    with register.reading() as connection:
        found = {row[0]: row[1] for row in connection.execute(query)}
    return factor([found.get(key) for key in held.keys.tolist()])


def _spellings(wanted: str) -> tuple[str, str]:
    return wanted, wanted.upper()


def _order(held: Columns, sort: str) -> Ints:
    """Places in this order; equal ones stay in the order of documents and text."""
    name, falling = sort.removeprefix("-"), sort.startswith("-")
    if name not in STATEMENT_ORDERS:
        raise PactaError(f"There is no order {sort!r}.", f"Sort by one of: {', '.join(STATEMENT_ORDERS)}.")
    if name == "score":
        ranks: Any = -held.score if falling else held.score
    elif name == "document":
        ranks = held.date.ranks(falling=falling)
    else:
        ranks = held.plain[{"deadline": "due"}.get(name, name)].ranks(falling=falling)
    return np.argsort(ranks, kind="stable")


def _facets(held: Columns, masks: dict[str, Mask], stage: Factor) -> Facets:
    """Counts of each filter's values, its own present choice left aside."""
    single = {**held.plain, "doc_type": held.doc_type, "document": held.document, "stage": stage}
    single["status"] = held.plain["assessed"]
    counts: dict[str, Counts] = {}
    for name in COLUMNS:
        left = _left(name, masks, held)
        counts[name] = _most(held.lists[name], left) if name in held.lists else _most(single[name], left)
    if nobody := int(np.count_nonzero(_left("status", masks, held) & (single["status"].codes < 0))):
        found = (*counts["status"], ("open", nobody))
        counts["status"] = tuple(sorted(found, key=lambda each: (-each[1], each[0])))
    counts["deadline"] = _deadlines(held, _left("deadline", masks, held))
    listed = {document: held.titles[document] for document, _ in counts["document"]}
    return Facets(counts, listed)


def _left(name: str, masks: dict[str, Mask], held: Columns) -> Mask:
    """What all filters but this one leave."""
    return _all({other: mask for other, mask in masks.items() if other != name}, held)


def _summed(column: Factor | Pairs, left: Mask) -> tuple[Factor, Ints]:
    if isinstance(column, Pairs):
        of, codes = column.factor, column.factor.codes[left[column.rows]]
    else:
        of, codes = column, column.codes[left]
    return of, np.bincount(codes[codes >= 0], minlength=len(of.values))


def _most(column: Factor | Pairs, left: Mask) -> Counts:
    of, summed = _summed(column, left)
    most = sorted(np.flatnonzero(summed).tolist(), key=lambda code: (-summed[code], code))[:MOST]
    return tuple((str(of.values[code]), int(summed[code])) for code in most)


def _deadlines(held: Columns, left: Mask) -> Counts:
    of, summed = _summed(held.year, left)
    years = {str(of.values[code]): int(summed[code]) for code in np.flatnonzero(summed).tolist()}
    dated = int(np.count_nonzero(left & held.with_deadline))
    return counted_years(years, dated, int(np.count_nonzero(left)) - dated)
