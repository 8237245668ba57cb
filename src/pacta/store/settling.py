"""Keeps the statements of a document as they stand: the machine's reading with the log laid over it.

The rows of ``statements`` have the values that stand, so that every list, filter and search agrees; what the
machine read instead is in their column ``machine``, and `documents.load_annotations` gives it back unchanged.
Everything here is derived: it can be made anew from the log and the reading at any time, and is, whenever either
changes, in the same transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from pacta.model import Annotations, Config, PactaError, Statement, digest
from pacta.review import Judgement, Settled, Standing, Text, settle_document
from pacta.review.assessment import assess
from pacta.store import judgements, versions
from pacta.store.codec import from_plain
from pacta.store.documents import (
    insert_statement_rows,
    load_annotations,
    load_document,
    load_statements,
    replace_events,
)
from pacta.store.mapping import to_row
from pacta.store.schema import documents, runs, statements
from pacta.store.schema_links import links
from pacta.store.schema_review import judgement_places

Row = dict[str, Any]
NOBODY = Standing()
OUTDATED = -1  # as the run of links that were made before a judgement


def settle_documents(connection: Connection, ids: Iterable[str]) -> None:
    """Settles the documents that hold judgements made on these: themselves and the current ones among their
    versions. Ids of documents that are not in the register are passed over."""
    found: dict[str, None] = {}
    for id_ in ids:
        chain = versions.versions_of(connection, id_) if known(connection, [id_]) else []
        current = documents.c.id.in_(chain), documents.c.current
        others = connection.execute(select(documents.c.id).where(*current)).scalars()
        found |= dict.fromkeys([*(chain and [id_]), *others])
    for id_ in found:
        settle(connection, id_)


def settle(connection: Connection, document: str) -> None:
    """Lays the log over one document of the register."""
    chain = versions.versions_of(connection, document)
    log = judgements.entries_of(connection, chain)
    if not log:
        return
    row = connection.execute(select(documents).where(documents.c.id == document)).mappings().one()
    machine = tuple(load_statements(connection, document))
    found = settle_document(log, machine, Text(document, row["text"]))
    _keep_places(connection, document, found)
    _Overlay(connection, row, machine, found, _assessed(log, found)).write()
    if (mark := _mark(found)) != row["judged"]:
        connection.execute(update(documents).where(documents.c.id == document).values(judged=mark))
        connection.execute(update(links).where(links.c.document == document).values(run=OUTDATED))


def _assessed(log: Iterable[Judgement], found: Settled) -> Mapping[str, str | None]:
    """What the assessment of each statement comes to."""
    at = {place.entry: place.statement for place in found.places if place.part == 0 and place.statement}
    entries: dict[str, list[Judgement]] = {}
    for entry in log:
        if entry.id in at:
            entries.setdefault(at[entry.id], []).append(entry)
    return {statement: assess(its).outcome for statement, its in entries.items()}


def _mark(found: Settled) -> str | None:
    """Changes whenever what stands does; None while the machine's reading stands as it is."""
    stands = sorted(
        (id_, one.state, one.decided.id)
        for id_, one in found.standings.items()
        if one.decided and one.state != "accepted"
    )
    return "j" + digest(stands)[:16] if stands else None


def known(connection: Connection, ids: Iterable[str]) -> set[str]:
    """Those of these documents that are in the register."""
    found: set[str] = set()
    for id_ in ids:
        found |= set(connection.execute(select(documents.c.id).where(documents.c.id == id_)).scalars())
    return found


def _keep_places(connection: Connection, document: str, found: Settled) -> None:
    connection.execute(delete(judgement_places).where(judgement_places.c.document == document))
    rows = [
        {"judgement": place.entry, "document": document, "part": place.part, "statement": place.statement,
         "standing": place.standing}
        for place in found.places
    ]  # fmt: skip
    if rows:
        connection.execute(insert(judgement_places), rows)


class _Overlay:
    """Writes what stands on one document's statements; only rows that change are touched."""

    def __init__(
        self,
        connection: Connection,
        row: Mapping[Any, Any],
        machine: Sequence[Statement],
        found: Settled,
        assessed: Mapping[str, str | None],
    ) -> None:
        self.connection, self.row, self.found, self.assessed = connection, row, found, assessed
        self.machine = {one.id: one for one in machine}

    def write(self) -> None:
        before = {row["id"]: row for row in self._rows()}
        stands = self.machine | dict(self.found.statements)
        order = [one.id for one in _in_text_order(tuple(self.machine.values()), self.found.statements)]
        stale = list(before.keys() - stands.keys())
        fresh: list[Row] = []
        for position, id_ in enumerate(order):
            row, state = before.get(id_), self._state(id_) | {"position": position}
            if row is not None and self._has_values(row, stands[id_]):
                self._update(id_, {name: value for name, value in state.items() if row[name] != value})
            else:
                fresh.append(self._row(stands[id_]) | state)
                stale += [id_] if row else []
        if stale or fresh:
            self._replace(stale, fresh)

    def _rows(self) -> Sequence[Mapping[Any, Any]]:
        query = select(statements).where(statements.c.document == self.row["id"])
        return self.connection.execute(query).mappings().all()

    def _has_values(self, row: Mapping[Any, Any], stands: Statement) -> bool:
        """Whether the row has the values that stand. What codebooks say follows from these and is not compared."""
        if stands.id not in self.found.statements and row["machine"] is None:
            return True
        return all(row[name] == value for name, value in to_row(stands).items() if name != "codebooks")

    def _row(self, stands: Statement) -> Row:
        if stands.id in self.found.statements:
            stands = self._coded(stands)
        return to_row(stands) | {
            "document": self.row["id"],
            "machine": _machine(stands, self.machine.get(stands.id)),
        }

    def _state(self, id_: str) -> Row:
        standing = self.found.standings.get(id_, NOBODY)
        by_hand = self.found.by_hand.get(id_)
        return {
            "review": standing.state or ("added" if by_hand else None), "judgement": standing.last,
            "assignee": standing.assignee, "by_hand": by_hand, "assessed": self.assessed.get(id_),
        }  # fmt: skip

    def _update(self, id_: str, values: Row) -> None:
        if values:
            self.connection.execute(update(statements).where(statements.c.id == id_).values(values))

    def _replace(self, stale: list[str], fresh: list[Row]) -> None:
        document = load_document(self.row)
        for id_ in stale:
            self.connection.execute(delete(statements).where(statements.c.id == id_))
        insert_statement_rows(self.connection, document, self._reading.structure.blocks, fresh)
        standing = tuple(load_statements(self.connection, document.id, reviewed=True))
        replace_events(self.connection, document, replace(self._reading, statements=standing))

    @cached_property
    def _reading(self) -> Annotations:
        """All that was read in the document: needed only where values change."""
        return load_annotations(self.connection, self.row)

    def _coded(self, statement: Statement) -> Statement:
        """What the codebooks say of the statement as it stands."""
        from pacta.extract.codebooks import specificity, verdicts  # loads NumPy, which few commands need

        parties = tuple(party.value for party in self._reading.profile.parties)
        found = verdicts(
            statement, specific=specificity(statement.content or statement.cue, self._reading), parties=parties,
            codebooks=self._codebooks(),
        )  # fmt: skip
        return replace(statement, codebooks=found)

    def _codebooks(self) -> Any:
        """Those of the run that read the document; where its files are gone, the shipped ones."""
        from pacta.lexicon.codebook_file import load_codebooks

        settings = self.connection.execute(select(runs.c.settings).where(runs.c.id == self.row["run"])).scalar()
        try:
            return load_codebooks(from_plain(Config, settings or {}).codebooks)
        except PactaError:
            return load_codebooks()


def _in_text_order(read: Sequence[Statement], standing: Mapping[str, Statement]) -> Iterator[Statement]:
    """The machine's statements in their order, as they stand, with those made by hand where their words are."""
    known = {one.id for one in read}
    waiting = sorted((one for one in standing.values() if one.id not in known), key=lambda one: one.cue)
    for one in read:
        while waiting and waiting[0].cue < one.cue:
            yield waiting.pop(0)
        yield standing.get(one.id, one)
    yield from waiting


def _machine(statement: Statement, read: Statement | None) -> Row | None:
    """The columns of what the machine read that are not as they stand; None where all are, or nothing was read."""
    if read is None or read == statement:
        return None
    stands, was = to_row(statement), to_row(read)
    return {name: value for name, value in was.items() if value != stands[name]} or None
