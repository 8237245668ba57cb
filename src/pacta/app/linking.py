"""Keeps the links of a register up to date: what a document touches is linked again, and nothing else.

The outcome is that of linking everything at once (`pacta.link.link_facts`): a test holds it to that, for any order
in which documents come and go.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import Connection, func, select

from pacta.app.relinking import Relinking
from pacta.link import Judged, ReadDocument
from pacta.link.facts import DocumentFacts, facts_of
from pacta.link.linking import Links, link_facts
from pacta.link.threads import roots, thread_id
from pacta.link.types import Mention
from pacta.review.decisions import entity_decisions
from pacta.store import Register, judgements, link_names, link_results, links, schema_links
from pacta.store.documents import load_annotations, load_document
from pacta.store.schema import documents

VERSION = 1  # of linking: links of another version are made anew
_AT_ONCE = 200  # documents from which on, if they are a good part of all, everything is linked at once
_PART = 0.3


def refresh(register: Register) -> None:
    """Links what has been added, read again, superseded or judged since the last time."""
    whole: Register = getattr(register, "whole", register)
    with whole.reading() as connection:
        if _is_fresh(connection):
            return
        facts = {id_: facts_of(read) for id_, read in _reads(connection, links.pending(connection)[0])}
    with whole.writing() as connection:
        _refresh(connection, facts)


def _is_fresh(connection: Connection) -> bool:
    wanted, gone = links.pending(connection)
    return (
        not wanted
        and not gone
        and links.state(connection, "judged") == _plain(judged(connection))
        and _is_ours(connection)
    )


def _is_ours(connection: Connection) -> bool:
    return bool(links.state(connection, "version") == VERSION)


def judged(connection: Connection) -> Judged:
    """What reviewers say of entities."""
    said = entity_decisions(judgements.entries_about(connection, "entity"))
    return Judged(said.merged, said.split)


def _plain(decided: Judged) -> dict[str, list[list[str]]]:
    return {name: sorted(map(list, getattr(decided, name))) for name in ("merged", "split")}


def _judged_of(plain: Mapping[str, Iterable[Iterable[str]]]) -> Judged:
    return Judged(**{name: frozenset((a, b) for a, b in pairs) for name, pairs in plain.items()})


def _linked(connection: Connection) -> int:
    return connection.execute(select(func.count()).select_from(schema_links.links)).scalar_one()


def _refresh(connection: Connection, facts: Mapping[str, DocumentFacts]) -> None:
    """``facts`` are those of documents to be linked, as they were read a moment ago."""
    wanted, gone = links.pending(connection)
    decided = judged(connection)
    before = links.state(connection, "judged") if _is_ours(connection) else None
    if before is None or (len(wanted) > _AT_ONCE and len(wanted) > _PART * _linked(connection)):
        _link_at_once(connection, facts, decided)
        return
    now = [facts.get(id_) or _facts(connection, id_) for id_ in wanted]
    work = Relinking(connection, decided, _judged_of(before))
    work.forget(gone)
    for one in now:
        work.add(one, wanted[one.document])
    work.finish()
    links.set_state(connection, "judged", _plain(decided))


def _link_at_once(connection: Connection, facts: Mapping[str, DocumentFacts], decided: Judged) -> None:
    links.clear(connection)
    wanted, _ = links.pending(connection)
    listed = [facts.get(id_) or _facts(connection, id_) for id_ in sorted(wanted)]
    for one in listed:
        links.put_facts(connection, one, wanted[one.document])
    _store(connection, listed, link_facts(listed, decided))
    links.set_state(connection, "judged", _plain(decided))
    links.set_state(connection, "version", VERSION)


def _store(connection: Connection, facts: Collection[DocumentFacts], made: Links) -> None:
    leader = made.resolution.leader
    link_names.put_forms(connection, {form.id: form for one in facts for form in one.forms}.values(), leader)
    keys: dict[str, int] = {}
    filing = {}
    for stored in links.all_facts(connection):
        if isinstance(stored.fact, Mention):
            keys[stored.fact.statement] = stored.key
            filing[stored.key] = made.filed[stored.fact.statement].keys
        else:
            filing[stored.key] = (stored.fact.drawer(leader),)
    links.file_facts(connection, filing)
    link_results.put_unsure(connection, made.resolution.unsure)
    link_results.put_threads(connection, made.threads)
    thread_of = {id_: thread_id(root) for id_, root in roots(made.parent_of).items()}
    where = {mention.statement: one.document for one in facts for mention in one.mentions}
    link_results.put_mentions(connection, made.parent_of, keys, thread_of, where)
    link_results.put_findings(connection, made.findings)


def _reads(connection: Connection, ids: Iterable[str]) -> Iterable[tuple[str, ReadDocument]]:
    for batch in links.in_batches(ids):
        for row in connection.execute(select(documents).where(documents.c.id.in_(batch))).mappings():
            yield row["id"], ReadDocument(load_document(row), load_annotations(connection, row, reviewed=True))


def _facts(connection: Connection, id_: str) -> DocumentFacts:
    [(_, read)] = _reads(connection, [id_])
    return facts_of(read)
