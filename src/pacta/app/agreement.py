"""How far reviewers agree who read the same documents independently. Spans need not be the same to the letter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import mean
from typing import Any

from sqlalchemy import Connection, distinct, func, select

from pacta.app import conditions
from pacta.app.views import Filters
from pacta.model import Statement
from pacta.review import Judgement, Settled, Text, effective, settle_document
from pacta.review.agreement import Marked, align, cohens_kappa, krippendorffs_alpha, overlap, pairs_of
from pacta.review.assessment import NUMBERS
from pacta.review.standing import GONE, STATES
from pacta.store import Register, judgements, versions
from pacta.store.documents import load_annotations
from pacta.store.schema import documents
from pacta.store.schema_review import judgement_places
from pacta.store.schema_review import judgements as entered

NONE = "none"  # the kind of what a reviewer takes for no statement


@dataclass(frozen=True, slots=True)
class Difference:
    """A unit on which two reviewers differ: a statement, with what each says."""

    document: str
    statement: str
    a: str
    b: str


@dataclass(frozen=True, slots=True)
class PairAgreement:
    """Two reviewers on the units that both judged. Kappa of kinds ("none" among them); alpha (ordinal) of firmness
    where both see a commitment; the mean share of content that both mark. None: nothing to compute it from."""

    a: str
    b: str
    units: int
    kind_kappa: float | None
    firmness_alpha: float | None
    content_overlap: float | None
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """All reviewers together: Krippendorff's alpha of kinds (nominal), firmness and scores (ordinal)."""

    reviewers: tuple[str, ...]
    units: int  # with at least two reviewers
    kind_alpha: float | None
    firmness_alpha: float | None
    score_alpha: float | None
    pairs: tuple[PairAgreement, ...]


@dataclass(frozen=True, slots=True)
class _Unit:
    """One act in one document, as each reviewer who judged it leaves it; None for no statement."""

    document: str
    statement: str
    by: Mapping[str, Marked | None]


def agreement(register: Register, filters: Filters = Filters(), reviewers: Sequence[str] = ()) -> Agreement:
    """Agreement of reviewers, all or these, over the documents under the filters. Only what was judged
    independently counts: an entry that answers a colleague's does not, nor does a curator's."""
    with register.reading() as connection:
        units = list(_units(connection, filters, frozenset(reviewers)))
        scores = list(_scores(connection, frozenset(reviewers)))
    names = tuple(sorted({name for unit in units for name in unit.by}))
    several = [unit for unit in units if len(unit.by) > 1]
    return Agreement(
        reviewers=names,
        units=len(several),
        kind_alpha=krippendorffs_alpha([[_kind(one) for one in unit.by.values()] for unit in several]),
        firmness_alpha=krippendorffs_alpha([_grades(unit.by.values()) for unit in several], "ordinal"),
        score_alpha=krippendorffs_alpha(scores, "ordinal"),
        pairs=tuple(_pair(a, b, several) for a, b in pairs_of(names)),
    )


def _pair(a: str, b: str, units: Iterable[_Unit]) -> PairAgreement:
    both = [(unit, unit.by[a], unit.by[b]) for unit in units if a in unit.by and b in unit.by]
    shared = [overlap(x.content, y.content) for _, x, y in both if x and y]
    return PairAgreement(
        a, b, len(both),
        kind_kappa=cohens_kappa([(_kind(x), _kind(y)) for _, x, y in both]),
        firmness_alpha=krippendorffs_alpha([_grades((x, y)) for _, x, y in both], "ordinal"),
        content_overlap=mean(shared) if shared else None,
        differences=tuple(
            Difference(unit.document, unit.statement, _label(x), _label(y))
            for unit, x, y in both if _label(x) != _label(y)
        ),
    )  # fmt: skip


def _units(connection: Connection, filters: Filters, wanted: frozenset[str]) -> Iterator[_Unit]:
    by = func.count(distinct(entered.c.reviewer))  # documents that one alone has judged tell nothing
    place = judgement_places.c
    judged = select(place.document).join(entered, entered.c.id == place.judgement).where(place.standing)
    judged = judged.group_by(place.document).having(by > 1)
    query = select(documents).where(*conditions.of_documents(filters), documents.c.id.in_(judged))
    for row in connection.execute(query).mappings():
        yield from _units_of(connection, row, wanted)


def _units_of(connection: Connection, row: Mapping[Any, Any], wanted: frozenset[str]) -> Iterator[_Unit]:
    entries = judgements.entries_of(connection, versions.versions_of(connection, row["id"]))
    by_reviewer = _independent(entries, wanted)
    if len(by_reviewer) < 2:
        return
    machine = load_annotations(connection, row).statements
    text = Text(row["id"], row["text"])
    left = {name: _Left(settle_document(entries, machine, text), machine) for name, entries in by_reviewer.items()}
    for one in machine:
        by = {name: found.marked(one) for name, found in left.items() if one.id in found.settled.standings}
        if by:
            yield _Unit(row["id"], one.id, by)
    yield from _additions(row["id"], left)


def _independent(log: Sequence[Judgement], wanted: frozenset[str]) -> dict[str, list[Judgement]]:
    author = {entry.id: entry.reviewer for entry in log}
    found: dict[str, list[Judgement]] = defaultdict(list)
    for entry in log:
        answered = author.get(entry.replaces or "", entry.reviewer)
        if answered == entry.reviewer and _counts(entry, wanted) and entry.verdict in (*STATES, "undo"):
            found[entry.reviewer].append(entry)
    return found


def _counts(entry: Judgement, wanted: frozenset[str]) -> bool:
    return entry.role == "reviewer" and (not wanted or entry.reviewer in wanted)


class _Left:
    """A document as one reviewer leaves it."""

    def __init__(self, settled: Settled, machine: Sequence[Statement]) -> None:
        self.settled, self.machine = settled, machine
        self.added = [_marked(settled.statements[id_]) for id_ in settled.by_hand]
        self.finished = all(one.id in settled.standings for one in machine)

    def marked(self, statement: Statement) -> Marked | None:
        standing = self.settled.standings[statement.id]
        if standing.state in GONE:
            return None
        return _marked(self.settled.statements.get(statement.id, statement))


def _additions(document: str, left: Mapping[str, _Left]) -> Iterator[_Unit]:
    """What reviewers added. Who has judged everything in a document and did not add it saw no statement there."""
    for a, b in pairs_of(left):
        for x, y in align(left[a].added, left[b].added):
            if (x and y) or (x and left[b].finished) or (y and left[a].finished):
                one = x or y
                assert one is not None
                yield _Unit(document, f"{document} {one.cue.start}", {a: x, b: y})


def _scores(connection: Connection, wanted: frozenset[str]) -> Iterator[list[int]]:
    """For each commitment and actor the scores that reviewers gave, n/a left out."""
    found: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    entries: dict[str, list[Judgement]] = defaultdict(list)
    for statement, entry in judgements.assessments(connection):
        entries[statement].append(entry)
    for statement, log in entries.items():
        for entry in effective(log):
            number = NUMBERS.get(str(entry.values.get("score")))
            if number is not None and _counts(entry, wanted):
                found[statement, str(entry.values.get("actor", ""))][entry.reviewer] = number
    yield from (list(by.values()) for by in found.values() if len(by) > 1)


def _marked(statement: Statement) -> Marked:
    return Marked(statement.cue, statement.content, statement.kind, statement.firmness)


def _kind(one: Marked | None) -> str:
    return one.kind if one else NONE


def _grades(marks: Iterable[Marked | None]) -> list[int]:
    return [one.firmness for one in marks if one and one.firmness]


def _label(one: Marked | None) -> str:
    return f"{one.kind} {one.firmness or ''}".strip() if one else NONE
