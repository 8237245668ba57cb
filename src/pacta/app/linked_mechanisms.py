"""Mechanisms: what a body was asked to do, by whom, and when it last met and next meets."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from sqlalchemy import Connection, exists, func, select

from pacta.app import conditions
from pacta.app.find import one
from pacta.app.link_passages import Titles
from pacta.app.link_views import MechanismRow, MechanismView, Meeting, Task
from pacta.app.linked_entities import given_names
from pacta.app.linking import refresh
from pacta.app.paging import page_of
from pacta.app.views import Filters, Page
from pacta.link import Mention
from pacta.link.bodies import Meeting as MeetingFact
from pacta.link.bodies import is_body
from pacta.link.names import NameForm
from pacta.link.words import STATE
from pacta.model import PactaError
from pacta.store import Register, links
from pacta.store.link_names import entities_of, load_forms
from pacta.store.schema import documents
from pacta.store.schema_links import link_fact_forms, link_facts, link_forms, link_names
from pacta.store.schema_links import links as linked_documents
from pacta.text.timevalues import bounds

ORDERS = {
    "name": lambda row: row.name.casefold(),
    "tasks": lambda row: (row.tasks, row.documents),
    "documents": lambda row: (row.documents, row.tasks),
    "last_met": lambda row: (row.last_met or "", row.tasks),
    "next_meets": lambda row: (row.next_meets or "", row.tasks),
}
_KINDS = ("commitment", "request")


@dataclass(slots=True)
class _Body:
    given: str | None = None  # name that a reviewer gave it
    forms: list[NameForm] = field(default_factory=list)
    names: Counter[str] = field(default_factory=Counter)
    documents: set[str] = field(default_factory=set)
    tasks: list[Mention] = field(default_factory=list)
    meetings: list[MeetingFact] = field(default_factory=list)


def mechanisms(
    register: Register,
    filters: Filters = Filters(),
    *,
    as_of: str | None = None,
    sort: str = "-tasks",
    page: int = 1,
    size: int = 50,
) -> Page[MechanismRow]:
    """Committees, commissions, dialogues; filters on documents and ``text`` (in the name) apply. ``as_of`` (ISO)
    tells past from future meetings; without it, the date of the latest document. ``sort``: name, tasks, last_met,
    next_meets, documents; ``-`` before it for descending."""
    refresh(register)
    with register.reading() as connection:
        day = as_of or _latest(connection)
        found = [_row(id_, body, day) for id_, body in _bodies(connection, filters).items()]
    words = (filters.text or "").casefold().split()
    kept = [row for row in found if all(word in row.name.casefold() for word in words)]
    return page_of(kept, ORDERS, sort, page, size)


def mechanism(register: Register, id: str, *, as_of: str | None = None) -> MechanismView:
    """One mechanism with its tasks and meetings. Raises PactaError if there is none."""
    refresh(register)
    with register.reading() as connection:
        entity = one(connection, select(link_forms), link_forms.c.id, id, "mechanism")["entity"]
        body = _bodies(connection, Filters(), entity).get(entity)
        if body is None:
            raise PactaError(f"{id} is no mechanism.", "pacta list mechanisms shows the ids.")
        ids = {task.evidence.document for task in body.tasks} | {met.evidence.document for met in body.meetings}
        titles, day = Titles.of(connection, ids), as_of or _latest(connection)
    tasks = sorted(body.tasks, key=lambda task: task.when, reverse=True)
    met = sorted(body.meetings, key=lambda fact: (fact.date, fact.evidence.document), reverse=True)
    return MechanismView(
        _row(entity, body, day),
        tuple(Task(task.actors, task.firmness, task.deadline, titles.mention(task)) for task in tasks),
        tuple(Meeting(fact.date, fact.to_come, titles.evidence(fact.evidence)) for fact in met),
    )


def _latest(connection: Connection) -> str:
    return connection.execute(select(func.max(linked_documents.c.date))).scalar() or ""


def _bodies(connection: Connection, filters: Filters, entity: str | None = None) -> dict[str, _Body]:
    """Entities that some text names as a body that meets, with what the register holds on each."""
    column = link_names.c
    query = select(column.form, column.words, column.document, column.uses, column.type).where(
        column.type.in_(("MECHANISM", "ORG"))
    )
    if entity:
        query = query.where(column.form.in_(select(link_forms.c.id).where(link_forms.c.entity == entity)))
    if filters != Filters(text=filters.text):
        inside = documents.c.id == link_names.c.document
        query = query.where(exists().where(inside, *conditions.of_documents(filters)))
    meets = cache(is_body)
    bodies = [row for row in connection.execute(query) if meets(row.words, row.type)]
    entity_of = entities_of(connection, {row.form for row in bodies})
    found: dict[str, _Body] = defaultdict(_Body)
    for form, words, document, uses, _ in bodies:
        body = found[entity_of[form]]
        body.names[words] += uses
        body.documents.add(document)
    for form, read in load_forms(connection, entity_of).items():
        found[entity_of[form]].forms.append(read)
    for id_, name in given_names(connection).items():
        if id_ in found:
            found[id_].given = name
    _add_facts(connection, found, entity_of)
    return found


def _add_facts(connection: Connection, found: dict[str, _Body], entity_of: dict[str, str]) -> None:
    query = select(link_fact_forms.c.fact, link_fact_forms.c.form)
    bodies: dict[int, set[str]] = defaultdict(set)
    for fact, form in links.rows(connection, query, link_fact_forms.c.form, entity_of):
        bodies[fact].add(entity_of[form])
    for stored in links.load_facts(connection, link_facts.c.key, bodies):
        for id_ in bodies[stored.key]:
            body, fact = found[id_], stored.fact
            if fact.evidence.document not in body.documents:
                continue
            if isinstance(fact, Mention) and fact.kind in _KINDS:
                body.tasks.append(fact)
            elif isinstance(fact, MeetingFact):
                body.meetings.append(fact)


def _row(id_: str, body: _Body, day: str) -> MechanismRow:
    states = {state.removeprefix(STATE) for form in body.forms for state in form.states}
    return MechanismRow(
        id=id_,
        name=body.given or min(body.names, key=lambda words: (-body.names[words], -len(words), words)),
        states=tuple(sorted(states)),
        tasks=len(body.tasks),
        last_met=max((date for date in _dates(body.meetings) if _ends(date) <= day), default=None),
        next_meets=min((date for date in _dates(body.meetings) if _ends(date) > day), default=None),
        documents=len(body.documents),
    )


def _dates(meetings: Sequence[MeetingFact]) -> list[str]:
    return [fact.date for fact in meetings]


def _ends(date: str) -> str:
    ends = bounds(date)
    return ends[1].isoformat() if ends else ""
