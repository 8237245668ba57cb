"""What the use cases hand to the shells (CLI, web, API): plain frozen rows, ready to show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from pacta.model import Annotations, Document, Kind, Span

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Filters:
    """The same filters for the command line, the pages and the API. None or empty: no restriction."""

    document: str | None = None  # document id
    kind: tuple[Kind, ...] = ()
    firmness: tuple[int, ...] = ()
    actor: str | None = None  # code or name, as in Statement.actors; "RUS+VNM": both
    voice: str | None = None
    codebook: str | None = None  # "broad", "g20-practice", "g20-strict"
    pillar: str | None = None
    doc_type: str | None = None
    party: str | None = None  # "RUS+VNM": documents of both
    deadline: str | None = None  # "any", "none", or an EDTF prefix such as "2030"
    since: str | None = None  # ISO date, of the document, inclusive
    until: str | None = None  # ISO date, of the document, inclusive
    text: str | None = None  # full-text query
    stage: str | None = None  # of the thread in which the statement stands (link.Stage)
    review: str | None = None  # "open", "reviewed", a review.State, "any"; None: all but what reviewers took away
    assignee: str | None = None
    status: str | None = None  # of its assessment: "open", "assessed" or one of review.assessment.STATUSES


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    rows: tuple[Row, ...]
    total: int
    number: int = 1  # from 1
    size: int = 50

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.size))


@dataclass(frozen=True, slots=True)
class DocumentRow:
    id: str
    title: str
    date: str | None
    doc_type: str | None
    outlet: str | None
    place: str | None
    language: str | None
    parties: tuple[str, ...]
    path: str  # as it was added
    words: int
    statements: Mapping[str, int]  # by kind
    version_of: str | None = None  # id of the version that this one replaces


@dataclass(frozen=True, slots=True)
class StatementRow:
    id: str
    document: str
    document_title: str
    document_date: str | None
    citation: str | None  # "para. 9(2)"
    kind: Kind
    firmness: int | None
    voice: str
    actors: tuple[str, ...]
    quote: str
    cue: Span
    content: Span | None
    items: tuple[Span, ...]
    span: Span  # of the quote
    deadline: str | None
    deadline_words: str | None
    pillars: tuple[str, ...]
    codebooks: Mapping[str, tuple[bool, str]]  # name -> (included, reason)
    score: float
    why: tuple[str, ...]
    path: str = ""  # of the document, as it was added
    review: str | None = None  # what reviewers made of it (review.State); None: nobody has judged it
    machine: Mapping[str, Any] = field(default_factory=dict)  # corrected fields -> what the machine read
    by_hand: str | None = None  # who added it, where the machine did not
    assignee: str | None = None
    judgement: str | None = None  # id of the last entry on it: `expecting` of `app.review.record`
    condition: str | None = None  # the words of what it hangs on
    assessed: str | None = None  # what its assessment comes to (review.assessment.STATUSES); None: not assessed


@dataclass(frozen=True, slots=True)
class FigureRow:
    id: str
    document: str
    document_title: str
    document_date: str | None
    span: Span
    words: str
    indicator: Span | None
    indicator_words: str | None
    value: float | tuple[float, float]
    unit: str
    hedge: str
    direction: str | None
    period: str | None
    voice: str | None
    base: str | None = None  # the time that it is compared with


@dataclass(frozen=True, slots=True)
class EntityRow:
    id: str
    type: str
    code: str | None
    name: str  # the form that is used most
    mentions: int
    documents: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A full-text hit: ``snippet`` holds the match between ``\\x02`` and ``\\x03``."""

    document: str
    document_title: str
    document_date: str | None
    span: Span
    snippet: str
    statement: str | None  # id of the statement that holds the hit


@dataclass(frozen=True, slots=True)
class EventRow:
    """Something with a date on the timeline: a document's date, a dated statement, a deadline."""

    date: str  # EDTF, precision kept
    kind: str  # "document", "report", "deadline"
    label: str
    document: str
    statement: str | None = None


@dataclass(frozen=True, slots=True)
class DocumentView:
    """One document with everything that was read in it, for the reader page and ``pacta show``."""

    row: DocumentRow
    document: Document
    annotations: Annotations
    statements: tuple[StatementRow, ...]
    versions: tuple[DocumentRow, ...]  # older and newer, oldest first, this one left out


@dataclass(frozen=True, slots=True)
class Failure:
    path: str
    reason: str
    advice: str


@dataclass(frozen=True, slots=True)
class Overview:
    documents: int
    words: int
    statements: Mapping[str, int]  # by kind
    firmness: Mapping[int, int]  # commitments by firmness
    parties: tuple[tuple[str, int], ...]  # code, number of documents; most first
    actors: tuple[tuple[str, int], ...]  # code, number of commitments; most first
    years: tuple[tuple[str, Mapping[str, int]], ...]  # year -> statements by kind
    deadlines: tuple[StatementRow, ...]  # next ones by date
    events: tuple[EventRow, ...]
    failures: tuple[Failure, ...]  # of the last run
    span: tuple[str, str] | None = None  # dates of the first and the last document
