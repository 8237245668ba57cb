"""Links in the register: what is stored of each document's facts, and what is touched when one comes or goes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, Table, delete, insert, select

from pacta.link.bodies import Holding, Meeting
from pacta.link.circumstances import Circumstance
from pacta.link.events import DatedEvent
from pacta.link.facts import Claim, DocumentFacts
from pacta.link.figures import FigureFact
from pacta.link.similarity import key_of
from pacta.link.status import Told
from pacta.link.types import Mention
from pacta.model import digest
from pacta.store.codec import from_plain, to_plain
from pacta.store.schema import documents
from pacta.store.schema_links import (
    LINK_TABLES,
    link_aliases,
    link_fact_forms,
    link_facts,
    link_filing,
    link_mentions,
    link_names,
    link_state,
    links,
)

KINDS: dict[str, type[Any]] = {
    "mention": Mention, "event": DatedEvent, "figure": FigureFact, "status": Told, "meeting": Meeting,
    "holding": Holding, "circumstance": Circumstance,
}  # fmt: skip
BATCH = 900  # values a query
Row = dict[str, Any]
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class StoredFact:
    key: int
    fact: Mention | Claim


def in_batches(values: Iterable[Value]) -> Iterator[Sequence[Value]]:
    listed = list(values)
    for start in range(0, len(listed), BATCH):
        yield listed[start : start + BATCH]


def rows(
    connection: Connection, query: Select[Any], column: ColumnElement[Any], among: Iterable[Any]
) -> Iterator[Any]:
    """The rows of a query whose column has one of these values."""
    for batch in in_batches(among):
        yield from connection.execute(query.where(column.in_(batch)))


def put(connection: Connection, table: Table, made: Iterable[Row]) -> None:
    if listed := list(made):
        connection.execute(insert(table), listed)


def remove(connection: Connection, table: Table, column: ColumnElement[Any], among: Iterable[Any]) -> None:
    for batch in in_batches(among):
        connection.execute(delete(table).where(column.in_(batch)))


def current(connection: Connection) -> dict[str, int]:
    """The documents that count, with the run that read them."""
    return dict(connection.execute(select(documents.c.id, documents.c.run).where(documents.c.current)).all())


def pending(connection: Connection) -> tuple[dict[str, int], list[str]]:
    """The documents that are to be linked, with the run that read them; and those whose links are no more so."""
    there = current(connection)
    linked = dict(connection.execute(select(links.c.document, links.c.run)).all())
    gone = [document for document, run in linked.items() if there.get(document) != run]
    return {document: run for document, run in there.items() if linked.get(document) != run}, sorted(gone)


def state(connection: Connection, name: str) -> Any:
    return connection.execute(select(link_state.c.value).where(link_state.c.name == name)).scalar()


def set_state(connection: Connection, name: str, value: Any) -> None:
    connection.execute(delete(link_state).where(link_state.c.name == name))
    connection.execute(insert(link_state).values(name=name, value=value))


def clear(connection: Connection) -> None:
    """Forgets all links."""
    for table in LINK_TABLES:
        connection.execute(delete(table))


def put_facts(connection: Connection, facts: DocumentFacts, run: int) -> None:
    """The facts of a document; what they are filed under comes with the entities (`file_facts`)."""
    document = {"document": facts.document}
    put(connection, links, [document | {"run": run, "date": facts.date, "joint": facts.joint}])
    put(connection, link_names, (document | row for row in _names(facts)))
    put(connection, link_aliases, (document | {"short": short, "full": full} for short, full in facts.aliases))
    listed = [*facts.mentions, *facts.claims]
    put(connection, link_facts, (document | _fact_row(fact) for fact in listed))
    keys = connection.execute(
        select(link_facts.c.key).where(link_facts.c.document == facts.document).order_by(link_facts.c.key)
    ).scalars()
    put(connection, link_fact_forms, (
        {"fact": key, "form": form} for key, fact in zip(keys, listed, strict=True) for form in forms_of(fact)
    ))  # fmt: skip


def forms_of(fact: Mention | Claim) -> list[str]:
    """The forms of names that a fact hangs on."""
    found = [name.form for name in fact.named] if isinstance(fact, Mention) else fact.forms()
    return list(dict.fromkeys(found))


def _names(facts: DocumentFacts) -> Iterator[Row]:
    used = {use.form for use in facts.uses}
    for use in facts.uses:
        yield {
            "form": use.form, "type": use.type, "words": use.words, "code": use.code, "uses": use.uses,
            "first_start": use.first.start, "first_end": use.first.end,
        }  # fmt: skip
    for form in facts.forms:
        if form.id not in used:
            yield {
                "form": form.id, "type": "", "words": "", "code": None, "uses": 0, "first_start": 0, "first_end": 0,
            }  # fmt: skip


def _fact_row(fact: Mention | Claim) -> Row:
    kind = next(name for name, made in KINDS.items() if isinstance(fact, made))
    data, found = to_plain(fact), fact.evidence
    at = fact.when if isinstance(fact, Mention) else f"{found.order} {found.document} {found.span.start:09}"
    id_ = fact.statement if isinstance(fact, Mention) else "c" + digest(kind, found.document, data)[:16]
    return {"kind": kind, "id": id_, "at": at, "data": data}


def file_facts(connection: Connection, filed: Mapping[int, Collection[str]]) -> None:
    """Files facts under their keys, and nowhere else."""
    remove(connection, link_filing, link_filing.c.fact, filed)
    put(connection, link_filing, (
        {"key": key, "fact": fact} for fact, keys in filed.items() for key in {key_of(key) for key in keys}
    ))  # fmt: skip


def load_facts(
    connection: Connection, column: ColumnElement[Any], among: Iterable[Any], kind: str | None = None
) -> Iterator[StoredFact]:
    """Facts by their key, document or id; of one kind, or all."""
    query = select(link_facts.c.key, link_facts.c.kind, link_facts.c.data)
    if kind:
        query = query.where(link_facts.c.kind == kind)
    for key, its_kind, data in rows(connection, query, column, among):
        yield StoredFact(key, from_plain(KINDS[its_kind], data))


def filed_under(connection: Connection, keys: Iterable[int]) -> dict[int, list[tuple[str, int]]]:
    """For each key what is filed under it, as (time, fact), in time order."""
    found: dict[int, list[tuple[str, int]]] = defaultdict(list)
    query = select(link_filing.c.key, link_facts.c.at, link_filing.c.fact).join_from(link_filing, link_facts)
    for key, at, fact in rows(connection, query, link_filing.c.key, keys):
        found[key].append((at, fact))
    return {key: sorted(bucket) for key, bucket in found.items()}


def keys_of(connection: Connection, facts: Iterable[int]) -> dict[int, list[int]]:
    """The keys under which each fact is filed."""
    found: dict[int, list[int]] = defaultdict(list)
    query = select(link_filing.c.fact, link_filing.c.key)
    for fact, key in rows(connection, query, link_filing.c.fact, facts):
        found[fact].append(key)
    return found


def all_facts(connection: Connection) -> Iterator[StoredFact]:
    query = select(link_facts.c.key, link_facts.c.kind, link_facts.c.data).order_by(link_facts.c.key)
    for key, kind, data in connection.execute(query):
        yield StoredFact(key, from_plain(KINDS[kind], data))


def fact_times(connection: Connection, column: ColumnElement[Any], among: Iterable[Any]) -> dict[int, str]:
    """Facts by their key or document, with their times."""
    return dict(rows(connection, select(link_facts.c.key, link_facts.c.at), column, among))


def mentions_of(connection: Connection, statements: Iterable[str]) -> set[int]:
    """The facts that are mentions of these statements."""
    query = select(link_facts.c.key).where(link_facts.c.kind == "mention")
    return {key for (key,) in rows(connection, query, link_facts.c.id, statements)}


def times_of_mentions(connection: Connection, statements: Iterable[str]) -> dict[str, str]:
    """The mentions of these statements, by the statement, with their times."""
    query = select(link_facts.c.id, link_facts.c.at).where(link_facts.c.kind == "mention")
    return dict(rows(connection, query, link_facts.c.id, statements))


def facts_with(connection: Connection, forms: Iterable[str]) -> set[int]:
    """Facts that hang on one of these forms."""
    query = select(link_fact_forms.c.fact)
    return {fact for (fact,) in rows(connection, query, link_fact_forms.c.form, forms)}


def joint_of(connection: Connection, ids: Iterable[str]) -> set[str]:
    """The keys of those among these documents that are joint texts."""
    query = select(links.c.joint).where(links.c.joint.is_not(None))
    return {key for (key,) in rows(connection, query, links.c.document, ids)}


def forget(connection: Connection, ids: Iterable[str]) -> None:
    """Drops what was derived from these documents, their mentions' places included."""
    listed = list(ids)
    facts = list(fact_times(connection, link_facts.c.document, listed))
    for table in (link_filing, link_fact_forms):
        remove(connection, table, table.c.fact, facts)
    for table in (link_mentions, link_facts, link_names, link_aliases, links):
        remove(connection, table, table.c.document, listed)
