"""Threads as they are kept in the register."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, exists, func, select

from pacta.app import conditions
from pacta.app.find import one
from pacta.app.link_passages import Titles
from pacta.app.link_views import ThreadRow, ThreadView
from pacta.app.linked_findings import of_sources
from pacta.app.linking import refresh
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
    query = select(*(link_threads.c[name] for name in COLUMNS))
    query = query.where(*_wanted(register, filters, {"type": type, "stage": stage, "fewest": fewest}))
    with register.reading() as connection:
        total = connection.execute(select(func.count()).select_from(query.subquery())).scalar_one()
        ordered = query.order_by(*conditions.ordering(sort, ORDERS)).limit(size).offset((page - 1) * size)
        return Page(tuple(ThreadRow(*row) for row in connection.execute(ordered)), total, page, size)


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
    chosen: dict[str, Any] = {"type": type, "stage": stage, "fewest": fewest}
    found: dict[str, Mapping[str, int]] = {}
    with register.reading() as connection:
        for name in ("type", "stage"):
            column = link_threads.c[name]
            query = select(column, func.count()).where(*_wanted(register, filters, {**chosen, name: None}))
            found[name] = dict(connection.execute(query.where(column.is_not(None)).group_by(column)).all())
        least = [func.count().filter(link_threads.c.mentions >= number) for number in FEWEST]
        query = select(*least).where(*_wanted(register, filters, {**chosen, "fewest": 1}))
        found["fewest"] = dict(zip(map(str, FEWEST), connection.execute(query).one(), strict=True))
    return found


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


def _wanted(register: Register, filters: Filters, chosen: Mapping[str, Any]) -> list[ColumnElement[bool]]:
    own = [link_threads.c[name] == chosen[name] for name in ("type", "stage") if chosen[name]]
    least = link_threads.c.mentions >= chosen["fewest"]
    return [least, *own, *_inside(register, filters), *_titled(filters.text or "")]


def _titled(words: str) -> list[ColumnElement[bool]]:
    return [link_threads.c.title.icontains(word, autoescape=True) for word in words.split()]


def _inside(register: Register, filters: Filters) -> list[ColumnElement[bool]]:
    """The thread has a mention in such a document, and in such a statement if the filters ask of statements."""
    by_statement = conditions.asks_of_statements(filters)
    if not by_statement and filters == Filters(text=filters.text):
        return []
    query = select(link_mentions.c.thread).join(documents, documents.c.id == link_mentions.c.document)
    query = query.where(*conditions.of_documents(filters))
    if by_statement:
        from dataclasses import replace

        asked = conditions.of_statements(register, replace(filters, text=None))
        query = query.where(exists().where(statements.c.id == link_mentions.c.statement, *asked))
    return [link_threads.c.id.in_(query)]
