"""Threads as they are kept in the register."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, exists, func, select

from pacta.app import conditions
from pacta.app.find import one
from pacta.app.link_passages import Titles
from pacta.app.link_views import ThreadRow, ThreadView
from pacta.app.linked_findings import of_sources
from pacta.app.linking import refresh
from pacta.app.paging import in_all
from pacta.app.views import Filters, Page
from pacta.link import Mention, Stage, Thread, ThreadType
from pacta.link.threads import thread as make_thread
from pacta.model import PactaError
from pacta.store import Register, link_names, link_results, links
from pacta.store.schema import documents, statements
from pacta.store.schema_links import link_facts, link_mentions, link_threads

COLUMNS = ("id", "title", "type", "stage", "mentions", "documents", "first", "last")
ORDERS: dict[str, tuple[Any, ...]] = {
    name: (link_threads.c[name], link_threads.c.title, link_threads.c.id) for name in COLUMNS[1:]
}


FEWEST = (1, 2, 3, 5)  # mentions that a thread may be asked to have


def threads(
    register: Register,
    filters: Filters = Filters(),
    *,
    type: ThreadType | None = None,
    stage: Stage | None = None,
    fewest: int = 2,
    sort: str = "-mentions",
    page: int = 1,
    size: int = 50,
) -> Page[ThreadRow]:
    """Threads with a mention in a document under the filters; ``text`` keeps those with all its words in the
    title. ``sort``: title, type, stage, mentions, documents, first, last; ``-`` before it for descending."""
    refresh(register)
    own = [
        column == value for column, value in ((link_threads.c.type, type), (link_threads.c.stage, stage)) if value
    ]
    wanted = (link_threads.c.mentions >= fewest, *own, *_wanted(register, filters))
    columns = (link_threads.c[name] for name in COLUMNS)
    query = select(*columns, func.count().over()).where(*wanted)  # counted in the same pass
    with register.reading() as connection:
        ordered = query.order_by(*conditions.ordering(sort, ORDERS)).limit(size).offset((page - 1) * size)
        rows = connection.execute(ordered).all()
        counted = select(func.count()).select_from(link_threads).where(*wanted)
        total = in_all(connection, rows[0][-1] if rows else None, page, counted)
        return Page(tuple(ThreadRow(*row[:-1]) for row in rows), total, page, size)


def thread_counts(
    register: Register,
    filters: Filters = Filters(),
    *,
    type: ThreadType | None = None,
    stage: Stage | None = None,
    fewest: int = 2,
) -> Mapping[str, Mapping[str, int]]:
    """How the threads of `threads` divide by type, stage and least number of mentions: what choosing a value would
    give, its own present choice left aside."""
    refresh(register)
    thread = link_threads.c
    kinds = (thread.type, thread.stage, thread.mentions)
    query = select(*kinds, func.count()).where(*_wanted(register, filters)).group_by(*kinds)
    with register.reading() as connection:
        found = connection.execute(query).all()
    counts: dict[str, Counter[str]] = {"type": Counter(), "stage": Counter(), "fewest": Counter()}
    for its_type, its_stage, mentions, number in found:
        fits = (type in (None, its_type), stage in (None, its_stage), mentions >= fewest)
        if fits[1] and fits[2]:
            counts["type"][its_type] += number
        if fits[0] and fits[2] and its_stage is not None:
            counts["stage"][its_stage] += number
        for least in FEWEST if fits[0] and fits[1] else ():
            counts["fewest"][str(least)] += number * (mentions >= least)
    return counts


def with_title(register: Register, words: str, most: int) -> tuple[ThreadRow, ...]:
    """The first threads with all these words in the title, those with most mentions first; how many there are is
    not counted."""
    refresh(register)
    query = select(*(link_threads.c[name] for name in COLUMNS)).where(*_titled(words))
    with register.reading() as connection:
        ordered = query.order_by(*conditions.ordering("-mentions", ORDERS)).limit(most)
        return tuple(ThreadRow(*row) for row in connection.execute(ordered))


def thread(register: Register, id: str) -> ThreadView:
    """One thread by id or unambiguous prefix of it. Raises PactaError if there is none."""
    refresh(register)
    with register.reading() as connection:
        row = one(connection, select(link_threads), link_threads.c.id, id, "thread")
        made = load(connection, [row["id"]])
        if not made:
            raise PactaError(f"There is no thread {id}.", "pacta list threads shows the ids.")
        return _view(connection, row["id"], made[0])


def several(register: Register, ids: Iterable[str]) -> list[ThreadView]:
    """Threads with their mentions, in the order of these ids; ids of none are passed over."""
    wanted = list(ids)
    with register.reading() as connection:
        thread_of_ = {place.statement: place.thread for place in link_results.places(connection, "thread", wanted)}
        made = {thread_of_[one.mentions[0].mention.statement]: one for one in load(connection, wanted)}
        return [_view(connection, id_, made[id_]) for id_ in wanted if id_ in made]


def thread_of(register: Register, statement: str) -> str | None:
    """The id of the thread in which a statement is a mention; None if it is in none."""
    refresh(register)
    with register.reading() as connection:
        query = select(link_mentions.c.thread).where(link_mentions.c.statement == statement)
        found: str | None = connection.execute(query).scalar()
        return found


def rows_of(connection: Connection, ids: Iterable[str]) -> list[ThreadRow]:
    """Threads by their ids, those with most mentions first."""
    query = select(*(link_threads.c[name] for name in COLUMNS))
    found = [ThreadRow(*row) for row in links.rows(connection, query, link_threads.c.id, set(ids))]
    return sorted(found, key=lambda row: (-row.mentions, row.title, row.id))


def load(connection: Connection, ids: Iterable[str]) -> list[Thread]:
    """Threads of the mentions that may be seen."""
    here = list(link_results.places(connection, "thread", ids))
    places = {place.fact: place.thread for place in here}
    parent_of = {place.statement: place.parent for place in here}
    members: dict[str, list[Mention]] = {}
    for stored in links.load_facts(connection, link_facts.c.key, places):
        if isinstance(stored.fact, Mention):
            members.setdefault(places[stored.key], []).append(stored.fact)
    forms = {name.form for group in members.values() for mention in group for name in mention.named}
    leader = link_names.entities_of(connection, forms)
    return [make_thread(group, leader, parent_of) for _, group in sorted(members.items())]


def _view(connection: Connection, id_: str, made: Thread) -> ThreadView:
    found = [linked.mention for linked in made.mentions]
    titles = Titles.of(connection, (mention.evidence.document for mention in found))
    mentions = tuple(titles.linked(linked, linked.before) for linked in made.mentions)
    dates = sorted(mention.evidence.date for mention in found if mention.evidence.date)
    seen = len({mention.evidence.document for mention in found})
    first, last = (dates[0], dates[-1]) if dates else (None, None)
    row = ThreadRow(id_, made.title, made.type, made.stage, len(found), seen, first, last)
    return ThreadView(row, mentions, tuple(of_sources(connection, [id_])))


def _wanted(register: Register, filters: Filters) -> list[ColumnElement[bool]]:
    return [*_inside(register, filters), *_titled(filters.text or "")]


def _titled(words: str) -> list[ColumnElement[bool]]:
    return [link_threads.c.title.icontains(word, autoescape=True) for word in words.split()]


def _inside(register: Register, filters: Filters) -> list[ColumnElement[bool]]:
    """The thread has a mention in such a document, and in such a statement if the filters ask of statements."""
    by_statement = conditions.asks_of_statements(filters)
    if not by_statement and filters == Filters(text=filters.text):
        return []
    mention = link_mentions.c  # each looked up by its thread, its document and its statement by their ids
    inside = [mention.thread == link_threads.c.id]
    if by_statement:
        asked = conditions.of_statements(register, replace(filters, text=None))
        inside.append(exists().where(statements.c.id == mention.statement, *asked))
    inside.append(exists().where(documents.c.id == mention.document, *conditions.of_documents(filters)))
    return [exists().where(*inside)]
