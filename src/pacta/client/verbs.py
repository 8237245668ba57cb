"""What can be asked of a register, here or over the network, in the same words.

`pacta.open("pacta.db")` and `pacta.Client("https://…", token="pacta_…")` are both an `AnyRegister`, so that a
function or a notebook that takes one works on either.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from os import PathLike
from types import TracebackType
from typing import Any, Literal, Protocol, Self, TypedDict, Unpack

from pacta.client.linked import (
    Assessment,
    Comparison,
    EntityRecord,
    Finding,
    FindingRecord,
    Indicator,
    IndicatorSeries,
    Mechanism,
    MechanismRecord,
    Thread,
    ThreadHistory,
)
from pacta.client.records import Added, Document, Entity, Figure, Hit, Judgement, Passage, Statement, Status, Text
from pacta.client.rows import Rows
from pacta.model import Kind

OnStatement = Literal["accept", "correct", "reject", "comment", "assign"]
OnFinding = Literal["dismiss", "confirm", "comment"]
Bearing = Literal["for", "against", "neutral"]
ScoreValue = Literal["+1", "0", "-1", "n/a"]


class DocumentFilters(TypedDict, total=False):
    """Of documents. Dates are ISO 8601, also 2025 or 2025-05; a "party" of VNM+RUS asks for both."""

    party: str
    doc_type: str
    since: str
    until: str
    sort: str
    text: str


class StatementFilters(DocumentFilters, total=False):
    """Of documents and of the statements in them; the meanings are those of the lists."""

    document: str
    kind: Kind | Sequence[Kind]
    firmness: int | Sequence[int]
    actor: str
    voice: str
    codebook: str
    pillar: str
    deadline: str
    stage: str
    review: str
    assignee: str
    status: str


class ThreadFilters(StatementFilters, total=False):
    """``type``: project, instrument, mechanism, event or topic; ``fewest``: mentions, 2 unless it is given."""

    type: str
    fewest: int


class FindingFilters(DocumentFilters, total=False):
    """``as_of``: the day on which deadlines are looked at; that of the latest document unless it is given."""

    kind: str | Sequence[str]
    severity: str | Sequence[str]
    dismissed: bool
    as_of: str


class MechanismFilters(DocumentFilters, total=False):
    """``as_of`` tells past from future meetings."""

    as_of: str


class EntityFilters(DocumentFilters, total=False):
    type: str


class FigureFilters(DocumentFilters, total=False):
    voice: str


class Given(TypedDict, total=False):
    """What is said of a document that is added; it outranks what is detected."""

    title: str
    date: str
    place: str
    outlet: str
    doc_type: str
    language: str
    parties: Sequence[str]
    speakers: Sequence[str]


class AnyRegister(Protocol):
    """Ids may be cut short as long as they tell things apart. Errors are those of `pacta.client.errors`.

    ``expecting`` of what writes is the last entry that the caller has seen (`Statement.judgement`): where somebody
    was quicker, `Changed` is raised and nothing is entered. Without it the entry is made whatever others said.
    """

    def status(self) -> Status: ...

    def documents(self, *, title: str | None = None, **filters: Unpack[StatementFilters]) -> Rows[Document]: ...
    def document(self, id: str) -> Document: ...
    def text(self, document: str, start: int = 0, end: int | None = None) -> Text: ...
    def passages(self, document: str) -> Rows[Passage]: ...
    def versions(self, document: str) -> tuple[Document, ...]: ...

    def statements(self, **filters: Unpack[StatementFilters]) -> Rows[Statement]: ...
    def statement(self, id: str) -> Statement: ...
    def facets(self, **filters: Unpack[StatementFilters]) -> Mapping[str, Mapping[str, int]]: ...
    def search(self, query: str, **filters: Unpack[StatementFilters]) -> Rows[Hit]: ...

    def threads(self, **filters: Unpack[ThreadFilters]) -> Rows[Thread]: ...
    def thread(self, id: str) -> ThreadHistory: ...
    def findings(self, **filters: Unpack[FindingFilters]) -> Rows[Finding]: ...
    def finding(self, id: str) -> FindingRecord: ...
    def figures(self, **filters: Unpack[FigureFilters]) -> Rows[Figure]: ...
    def indicators(self, **filters: Unpack[DocumentFilters]) -> Rows[Indicator]: ...
    def indicator(self, id: str) -> IndicatorSeries: ...
    def mechanisms(self, **filters: Unpack[MechanismFilters]) -> Rows[Mechanism]: ...
    def mechanism(self, id: str, *, as_of: str | None = None) -> MechanismRecord: ...
    def entities(self, **filters: Unpack[EntityFilters]) -> Rows[Entity]: ...
    def entity(self, id: str) -> EntityRecord: ...
    def compare(self, a: str, b: str) -> Comparison: ...

    def assessments(self, **filters: Unpack[StatementFilters]) -> Rows[Assessment]: ...
    def assessment(self, statement: str) -> Assessment: ...
    def log(self) -> Rows[Judgement]: ...
    def judgements(self, target: str) -> tuple[Judgement, ...]: ...

    def judge(
        self,
        statement: str,
        verdict: OnStatement,
        *,
        reason: str = "",
        values: Mapping[str, Any] | None = None,
        expecting: str | None = "*",
        as_curator: bool = False,
        independent: bool = False,
    ) -> Judgement: ...
    def judge_finding(
        self,
        finding: str,
        verdict: OnFinding,
        *,
        reason: str = "",
        expecting: str | None = "*",
        as_curator: bool = False,
    ) -> Judgement: ...
    def add_statement(
        self, document: str, start: int, end: int, values: Mapping[str, Any], *, cue: tuple[int, int] | None = None,
        reason: str = "",
    ) -> Judgement: ...  # fmt: skip
    def undo(self, entry: str, *, reason: str = "") -> Judgement: ...

    def set_guideline(self, statement: str, text: str) -> Judgement: ...
    def score(
        self, statement: str, score: ScoreValue, *, actor: str = "", period: str = "", reason: str = "",
        as_curator: bool = False,
    ) -> Judgement: ...  # fmt: skip
    def add_evidence(
        self, statement: str, words: str, *, date: str = "", link: str = "", bearing: Bearing = "neutral",
        same_as: str = "",
    ) -> Judgement: ...  # fmt: skip
    def found_nothing(self, statement: str, searched: str, until: str) -> Judgement: ...

    def add(self, source: str | PathLike[str], **given: Unpack[Given]) -> Added: ...

    def close(self) -> None: ...
    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
