"""Keeps the links of a register up to date: what a document touches is linked again, and nothing else.

The outcome is that of linking everything at once (`pacta.link.link_facts`): a test holds it to that, for any order
in which documents come and go.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from pacta.app import review_moves
from pacta.app.relinking import Relinking
from pacta.link import Judged, ReadDocument
from pacta.link.facts import DocumentFacts, facts_of
from pacta.link.linking import Links, link_facts
from pacta.link.threads import roots, thread_id
from pacta.link.types import Mention
from pacta.model import PactaError
from pacta.review.decisions import entity_decisions
from pacta.store import Register, judgements, link_names, link_results, links, schema_links
from pacta.store.documents import load_annotations, load_document
from pacta.store.schema import documents

VERSION = 6  # of linking: links of another version are made anew
_AT_ONCE = 200  # documents from which on, if they are a good part of all, everything is linked at once
_PART = 0.3


@dataclass(frozen=True, slots=True)
class _Prepared:
    """What was derived outside of a transaction: facts of documents, and for a whole register their links."""

    facts: Mapping[str, DocumentFacts]
    wanted: Mapping[str, int]
    decided: Judged
    made: Links | None = None


def refresh(register: Register) -> None:
    """Links what has been added, read again, superseded or judged since the last time. A register that may not be
    written to shows the links that it has."""
    whole: Register = getattr(register, "whole", register)
    with whole.reading() as connection:
        if _is_fresh(connection):
            return
        if _is_read_only(whole):
            _refuse_unlinked(connection, whole)
            return
        prepared = _prepare(connection)
    with whole.writing() as connection:
        _refresh(connection, prepared)


def _is_read_only(register: Register) -> bool:
    return "mode=ro" in (register.engine.url.database or "") or "mode=ro" in str(register.engine.url)


def _refuse_unlinked(connection: Connection, register: Register) -> None:
    if links.state(connection, "version") is None:
        raise PactaError(
            f"The documents of {register.name} have not been compared yet, and it may not be written to.",
            "Copy it to a folder of your own and open it there.",
        )


def _prepare(connection: Connection) -> _Prepared:
    """The long part of the work, so that writers do not wait for it."""
    decided = judged(connection)
    if not _all_at_once(connection):
        wanted, _ = links.pending(connection)
        return _Prepared({id_: facts_of(read) for id_, read in _reads(connection, wanted)}, wanted, decided)
    wanted = links.current(connection)
    facts = {id_: facts_of(read) for id_, read in _reads(connection, sorted(wanted))}
    return _Prepared(facts, wanted, decided, link_facts(facts.values(), decided))


def _all_at_once(connection: Connection) -> bool:
    """Nothing is linked yet, or so little that linking everything is quicker."""
    wanted, _ = links.pending(connection)
    return not _is_ours(connection) or (len(wanted) > _AT_ONCE and len(wanted) > _PART * _linked(connection))


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
    """What reviewers say of entities, and of the threads of mentions."""
    said = entity_decisions(judgements.entries_about(connection, "entity"))
    return Judged(said.merged, said.split, review_moves.moved(connection))


def _plain(decided: Judged) -> dict[str, list[list[str]]]:
    return {name: sorted(map(list, getattr(decided, name))) for name in ("merged", "split", "moved")}


def _judged_of(plain: Mapping[str, Iterable[Iterable[str]]]) -> Judged:
    return Judged(**{name: frozenset((a, b) for a, b in pairs) for name, pairs in plain.items()})


def _linked(connection: Connection) -> int:
    return connection.execute(select(func.count()).select_from(schema_links.links)).scalar_one()


def _refresh(connection: Connection, prepared: _Prepared) -> None:
    """What was prepared is used as far as it still holds."""
    wanted, gone = links.pending(connection)
    decided = judged(connection)
    if _all_at_once(connection):
        _link_at_once(connection, prepared, decided)
        return
    work = Relinking(connection, decided, _judged_of(links.state(connection, "judged")))
    work.forget(gone)
    for id_ in wanted:
        work.add(_still(prepared, id_, wanted[id_]) or _facts(connection, id_), wanted[id_])
    work.finish()
    links.set_state(connection, "judged", _plain(decided))
    _turn(connection, links.state(connection, "turn"))


def _still(prepared: _Prepared, id_: str, run: int) -> DocumentFacts | None:
    """The facts of a document, if nobody has read it again since."""
    return prepared.facts.get(id_) if prepared.wanted.get(id_) == run else None


def _link_at_once(connection: Connection, prepared: _Prepared, decided: Judged) -> None:
    wanted = links.current(connection)
    listed = [_still(prepared, id_, wanted[id_]) or _facts(connection, id_) for id_ in sorted(wanted)]
    holds = prepared.made is not None and prepared.wanted == wanted and prepared.decided == decided
    made = prepared.made if holds and prepared.made else link_facts(listed, decided)
    turn = links.state(connection, "turn")
    links.clear(connection)
    for one in listed:
        links.put_facts(connection, one, wanted[one.document])
    _store(connection, listed, made)
    links.set_state(connection, "judged", _plain(decided))
    links.set_state(connection, "version", VERSION)
    _turn(connection, turn)


def _turn(connection: Connection, last: int | None) -> None:
    """Counts the times that links were changed, so that what rests on them can be kept until the next."""
    links.set_state(connection, "turn", (last or 0) + 1)


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
