"""The statements of a register as columns in memory, so that any filter and all facets cost milliseconds.

The register stays the only truth: this is read from it when it has changed, and after a judgement only the
documents that it touches are read again. 50,000 statements take some 30 MB.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, select

from pacta.app.facets import years_of
from pacta.model import KINDS
from pacta.store.schema import (
    document_parties,
    documents,
    statement_actors,
    statement_codebooks,
    statement_pillars,
    statements,
)

Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
PLAIN = ("kind", "firmness", "voice", "review", "assignee", "assessed", "deadline_value", "due")
READ = ("key", "document", "position", *PLAIN, "deadline_words", "score")
_PATCHED = {name: READ.index(name) for name in ("kind", "firmness", "voice", "review", "assignee", "assessed")}
_FIXED = tuple(place for place, name in enumerate(READ) if name not in _PATCHED)
LISTS = {
    "actor": statement_actors.c.actor,
    "pillar": statement_pillars.c.pillar,
    "codebook": statement_codebooks.c.codebook,
}


@dataclass(frozen=True, slots=True)
class Factor:
    """A column as codes into its values, which are in order; -1 where there is none."""

    codes: Ints
    values: tuple[Any, ...]

    def is_one_of(self, wanted: Iterable[Any]) -> Mask:
        chosen = set(wanted)
        table = np.array([value in chosen for value in self.values] + [False])
        found: Mask = table[self.codes]
        return found

    def with_values(self, changed: Mapping[int, Any]) -> Factor:
        """A copy in which these rows have these values."""
        known = set(self.values)
        new = {value for value in changed.values() if value is not None} - known
        values = tuple(sorted(known | new)) if new else self.values
        code = {value: place for place, value in enumerate(values)}
        codes: Ints = np.array([*(code[value] for value in self.values), -1], np.int64)[self.codes]
        for row, value in changed.items():
            codes[row] = code.get(value, -1)
        return Factor(codes, values)

    def ranks(self, *, falling: bool = False) -> Ints:
        """For sorting; what has no value comes last either way."""
        last = len(self.values)
        ranks: Ints = np.where(self.codes < 0, last, last - 1 - self.codes if falling else self.codes)
        return ranks


@dataclass(frozen=True, slots=True)
class Pairs:
    """A column of several values: the row and the value of each."""

    rows: Ints
    factor: Factor

    def holds(self, wanted: Iterable[Any], length: int) -> Mask:
        mask: Mask = np.zeros(length, bool)
        mask[self.rows[self.factor.is_one_of(wanted)]] = True
        return mask


@dataclass(frozen=True, slots=True)
class Read:
    """Rows as they were read, by document."""

    documents: Mapping[str, Any]  # id -> row of date, doc_type, title
    parties: Mapping[str, tuple[str, ...]]
    statements: Mapping[str, list[tuple[Any, ...]]]
    lists: Mapping[int, Mapping[str, tuple[str, ...]]]  # statement key -> list -> values


@dataclass(frozen=True, slots=True)
class Columns:
    """One entry a statement, in the order of documents (date, id) and text."""

    keys: Ints
    document: Factor
    doc_type: Factor
    date: Factor
    plain: Mapping[str, Factor]
    lists: Mapping[str, Pairs]
    party: Pairs
    year: Pairs  # of the deadline
    with_deadline: Mask
    score: NDArray[np.float64]
    titles: Mapping[str, str]


def read(connection: Connection, only: Sequence[str] | None = None) -> Read:
    """All current documents, or those of these ids that are."""
    wanted = [documents.c.current] if only is None else [documents.c.current, documents.c.id.in_(only)]
    held = {row.id: row for row in connection.execute(
        select(documents.c.id, documents.c.date, documents.c.doc_type, documents.c.title).where(*wanted)
    )}  # fmt: skip
    theirs = [statements.c.document.in_(only)] if only is not None else []
    said: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for row in connection.execute(select(*(statements.c[name] for name in READ)).where(*theirs)):
        said[row[1]].append(tuple(row))
    parties: dict[str, list[str]] = defaultdict(list)
    party = document_parties.c
    query = select(party.document, party.party).order_by(party.document, party.party)
    for document, code in connection.execute(query if only is None else query.where(party.document.in_(only))):
        parties[document].append(code)
    return Read(held, {key: tuple(value) for key, value in parties.items()}, said, _lists(connection, only))


def _lists(connection: Connection, only: Sequence[str] | None) -> Mapping[int, Mapping[str, tuple[str, ...]]]:
    found: dict[int, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for name, column in LISTS.items():
        query = select(column.table.c.statement, column)
        if only is not None:
            query = query.join(statements, statements.c.key == column.table.c.statement)
            query = query.where(statements.c.document.in_(only))
        for key, value in connection.execute(query):
            held = found[key]
            held[name] = (*held.get(name, ()), value)
    return found


def renewed(old: Read, new: Read, ids: Iterable[str]) -> Read:
    """``old`` with what stands in ``new`` about these documents."""
    gone = set(ids)
    lost = {row[0] for document in gone for row in old.statements.get(document, ())}

    def merged(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
        return {key: value for key, value in before.items() if key not in gone} | dict(after)

    lists = {key: value for key, value in old.lists.items() if key not in lost} | dict(new.lists)
    return Read(
        merged(old.documents, new.documents), merged(old.parties, new.parties),
        merged(old.statements, new.statements), lists,
    )  # fmt: skip


def columns(found: Read) -> Columns:
    """Puts the rows in order and each column into codes."""
    ordered = sorted(found.documents.values(), key=lambda row: (row.date is None, row.date or "", row.id))
    rows = [
        row for document in ordered for row in sorted(found.statements.get(document.id, ()), key=lambda row: row[2])
    ]
    about = [found.documents[row[1]] for row in rows]
    at = {name: place for place, name in enumerate(READ)}
    return Columns(
        keys=np.array([row[0] for row in rows], np.int64),
        document=factor([row[1] for row in rows]),
        doc_type=factor([document.doc_type for document in about]),
        date=factor([document.date for document in about]),
        plain={name: factor([row[at[name]] for row in rows], KINDS if name == "kind" else None) for name in PLAIN},
        lists={name: _pairs([found.lists.get(row[0], {}).get(name, ()) for row in rows]) for name in LISTS},
        party=_pairs([found.parties.get(row[1], ()) for row in rows]),
        year=_pairs([years_of(row[at["deadline_value"]]) for row in rows]),
        with_deadline=np.array([row[at["deadline_words"]] is not None for row in rows], bool),
        score=np.array([row[at["score"]] for row in rows], np.float64),
        titles={document.id: document.title for document in ordered},
    )


def patched(held: Columns, old: Read, new: Read, ids: Iterable[str]) -> Columns | None:
    """The columns after a judgement that left the same statements in these documents: the few codes that changed
    are put into copies. None where more has changed, so that all of them are to be made anew."""
    changed: dict[str, dict[int, Any]] = defaultdict(dict)
    for document in ids:
        before, after = (sorted(one.statements.get(document, ()), key=lambda row: row[2]) for one in (old, new))
        if not _alike(document, before, after, old, new):
            return None
        for place, was, now in zip(_places(held, document), before, after, strict=True):
            for name, index in _PATCHED.items():
                if was[index] != now[index]:
                    changed[name][place] = now[index]
    return replace(
        held, plain={**held.plain, **{name: held.plain[name].with_values(rows) for name, rows in changed.items()}}
    )


def _alike(document: str, before: Sequence[Any], after: Sequence[Any], old: Read, new: Read) -> bool:
    """Whether two readings of a document differ in nothing but what `patched` can put right."""
    same = [row[0] for row in before] == [row[0] for row in after]
    same = same and all(was[i] == now[i] for was, now in zip(before, after, strict=True) for i in _FIXED)
    same = same and old.documents.get(document) == new.documents.get(document)
    same = same and old.parties.get(document) == new.parties.get(document)
    return same and all(_listed(old, row[0]) == _listed(new, row[0]) for row in before)


def _listed(found: Read, key: int) -> dict[str, list[str]]:
    return {name: sorted(values) for name, values in found.lists.get(key, {}).items()}


def _places(held: Columns, document: str) -> list[int]:
    """The rows of a document's statements, in the order of its text."""
    if document not in held.document.values:
        return []
    found: list[int] = np.flatnonzero(held.document.is_one_of((document,))).tolist()
    return found


def factor(values: Sequence[Any], order: Sequence[Any] | None = None) -> Factor:
    ordered = tuple(order) if order is not None else tuple(sorted({v for v in values if v is not None}))
    place = {value: code for code, value in enumerate(ordered)}
    return Factor(np.array([place.get(value, -1) for value in values], np.int64), ordered)


def _pairs(values: Sequence[Sequence[str]]) -> Pairs:
    rows = np.repeat(np.arange(len(values)), [len(each) for each in values])
    return Pairs(rows.astype(np.int64), factor([value for each in values for value in each]))
