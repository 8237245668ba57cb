"""What linking came to, in the register: entities that may be one, threads, findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from pacta.link.followups import joint_key, may_be_unkept
from pacta.link.types import Finding, Thread, Unsure
from pacta.store.links import Row, put, remove, rows
from pacta.store.schema_links import link_findings, link_mentions, link_threads, link_unsure, links


@dataclass(frozen=True, slots=True)
class Place:
    """A mention in its thread; ``fact`` is the key of its fact."""

    statement: str
    fact: int
    parent: str | None
    thread: str


def put_unsure(connection: Connection, unsure: Iterable[Unsure]) -> None:
    put(connection, link_unsure, ({"a": one.a, "b": one.b, "reason": one.reason} for one in unsure))


def forget_unsure(connection: Connection, entities: Iterable[str]) -> None:
    """Drops the pairs that one of these entities is in."""
    listed = list(entities)
    for column in (link_unsure.c.a, link_unsure.c.b):
        remove(connection, link_unsure, column, listed)


def put_mentions(
    connection: Connection,
    parent_of: Mapping[str, str | None],
    facts: Mapping[str, int],
    thread_of: Mapping[str, str],
    documents: Mapping[str, str],
) -> None:
    """Places mentions anew. ``facts`` are the keys of their facts, ``documents`` where they stand."""
    remove(connection, link_mentions, link_mentions.c.statement, parent_of)
    put(connection, link_mentions, (
        {
            "statement": id_, "document": documents[id_], "fact": facts[id_], "parent": parent,
            "thread": thread_of[id_],
        }
        for id_, parent in parent_of.items()
    ))  # fmt: skip


def places(connection: Connection, column: str, among: Iterable[str] | Iterable[int]) -> Iterator[Place]:
    """Mentions by their ``statement``, ``fact``, ``parent``, ``thread`` or ``document``."""
    table = link_mentions.c
    query = select(table.statement, table.fact, table.parent, table.thread)
    return (Place(*row) for row in rows(connection, query, table[column], among))


def put_threads(connection: Connection, threads: Iterable[Thread]) -> None:
    put(connection, link_threads, map(_thread_row, threads))


def forget_threads(connection: Connection, ids: Iterable[str]) -> None:
    """Drops threads, and the findings that come from them."""
    listed = list(ids)
    remove(connection, link_threads, link_threads.c.id, listed)
    remove(connection, link_findings, link_findings.c.source, listed)


def forget_findings(connection: Connection, sources: Iterable[str]) -> None:
    remove(connection, link_findings, link_findings.c.source, sources)


def put_findings(connection: Connection, findings: Iterable[tuple[str, Finding]]) -> None:
    """Findings with the thread or drawer that each comes from."""
    made = {(found.id, source): found for source, found in findings}
    put(connection, link_findings, (_finding_row(found) | {"source": key[1]} for key, found in made.items()))


def open_threads(connection: Connection, facts: Iterable[int], joint_keys: Iterable[str]) -> set[str]:
    """Threads whose last word is a promise: one of these facts, or one to which such a joint text should return."""
    query = select(link_threads.c.id).where(link_threads.c.open)
    found = {row[0] for row in rows(connection, query, link_threads.c.joint, joint_keys)}
    inside = query.join_from(link_threads, link_mentions, link_mentions.c.thread == link_threads.c.id)
    return found | {row[0] for row in rows(connection, inside, link_mentions.c.fact, facts)}


def latest_joint_texts(connection: Connection, keys: Iterable[str]) -> dict[str, str]:
    query = select(links.c.joint, func.max(links.c.date)).group_by(links.c.joint)
    return {key: date or "" for key, date in rows(connection, query, links.c.joint, keys)}


def _thread_row(thread: Thread) -> Row:
    found = [linked.mention for linked in thread.mentions]
    dates = sorted(mention.evidence.date for mention in found if mention.evidence.date)
    is_open = may_be_unkept(thread)
    return {
        "id": thread.id, "title": thread.title, "title_document": thread.titled_by, "type": thread.type,
        "stage": thread.stage, "mentions": len(found), "documents": len({m.evidence.document for m in found}),
        "first": dates[0] if dates else None, "last": dates[-1] if dates else None, "open": is_open,
        "joint": joint_key(found[-1].parties) if is_open else None,
    }  # fmt: skip


def _finding_row(found: Finding) -> Row:
    a, b = found.a, found.b
    return {
        "id": found.id, "kind": found.kind, "severity": found.severity, "sentence": found.sentence,
        "a_document": a.document, "a_start": a.span.start, "a_end": a.span.end,
        "b_document": b.document if b else None, "b_start": b.span.start if b else None,
        "b_end": b.span.end if b else None, "since": found.since,
    }  # fmt: skip
