"""What the shells show of the record across documents: frozen rows, each with the passages that it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from pacta.link import Change, FindingKind, Relation, Severity, Stage, ThreadType
from pacta.model import Kind, Span


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a document and where they stand. ``marks`` are the words, inside ``span`` and as spans of the
    document, that differ from the passage on the other side."""

    document: str  # id
    document_title: str
    file: str  # path as it was added
    date: str | None  # of the document
    span: Span
    quote: str
    voice: str | None = None  # of the statement; None where the passage is a plain sentence
    statement: str | None = None  # id of the statement
    marks: tuple[Span, ...] = ()
    inferred: str | None = None  # interval (EDTF) in which an undated document was written, by its own words


@dataclass(frozen=True, slots=True)
class ThreadMention:
    """A mention in its thread. ``relation`` is to the mention before it, whose words are ``before``; None where
    their order is not known. ``inferred``: the order rests on a date that was inferred from the words.
    ``stage_words`` are the evidence of the stage, inside the quote."""

    passage: Passage
    kind: Kind
    firmness: int | None
    actors: tuple[str, ...]
    deadline: str | None
    stage: Stage | None
    stage_words: Span | None
    relation: Relation | None
    changes: tuple[Change, ...]
    before: Passage | None  # its marks are the words that are gone
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class ThreadRow:
    id: str
    title: str
    type: ThreadType
    stage: Stage | None
    mentions: int
    documents: int
    first: str | None  # dates of the documents
    last: str | None


@dataclass(frozen=True, slots=True)
class FindingRow:
    """``dismissed`` with the ``reason`` that a reviewer gave. ``thread`` is the thread that it is about."""

    id: str
    kind: FindingKind
    severity: Severity
    sentence: str
    a: Passage
    b: Passage | None
    thread: str | None = None
    dismissed: bool = False
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class ThreadView:
    row: ThreadRow
    mentions: tuple[ThreadMention, ...]  # in time order; undated ones last
    findings: tuple[FindingRow, ...]


@dataclass(frozen=True, slots=True)
class FindingView:
    row: FindingRow
    thread: ThreadRow | None


@dataclass(frozen=True, slots=True)
class EntityView:
    """Somebody or something under all its names. ``holders`` (of an office) and ``offices`` (of a person) are
    evidenced by passages that name both."""

    id: str
    name: str  # the form that is used most
    type: str
    code: str | None
    names: tuple[tuple[str, int], ...]  # other forms with the number of their uses, most used first
    passages: tuple[Passage, ...]  # where it is named, by date; the first of each document
    holders: tuple[Holding, ...]
    threads: tuple[ThreadRow, ...]
    unsure: tuple[Abstention, ...]


@dataclass(frozen=True, slots=True)
class NamedView:
    """Somebody or something as far as its names tell. ``names`` are its others, most used first."""

    id: str
    name: str
    type: str
    code: str | None
    names: tuple[str, ...]
    passages: tuple[Passage, ...]  # the first by date, each of another document


@dataclass(frozen=True, slots=True)
class Holding:
    """That a text names a person with an office: from its first to its last document's date."""

    office: str
    person: str
    first: str | None
    last: str | None
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Abstention:
    """Two names that may be of one and the same: a reviewer decides."""

    a: str  # id of the entity
    b: str
    a_name: str
    b_name: str
    type: str
    reason: str


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    id: str
    name: str  # the words of the texts, as one of them has them
    unit: str
    change: bool  # True for changes ("grew by 20 percent"), False for levels
    states: tuple[str, ...]
    points: int
    documents: int
    first: str | None  # periods, or dates of the documents
    last: str | None
    disagreements: int


@dataclass(frozen=True, slots=True)
class IndicatorPoint:
    """What one text says: ``when`` is the period, or the document's date where it gives none (``dated_by`` says
    which). ``disagrees`` are the places, in the series, of the points that cannot be so beside it."""

    figure: str  # id
    when: str | None  # EDTF
    dated_by: str  # "period" or "document"
    value: float | tuple[float, float]
    hedge: str
    direction: str | None
    words: str
    passage: Passage
    disagrees: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class IndicatorView:
    row: IndicatorRow
    points: tuple[IndicatorPoint, ...]  # by time


@dataclass(frozen=True, slots=True)
class MechanismRow:
    id: str  # of the entity
    name: str
    states: tuple[str, ...]
    tasks: int
    last_met: str | None  # EDTF, at or before the day asked for
    next_meets: str | None
    documents: int


@dataclass(frozen=True, slots=True)
class Task:
    """What a body was asked to do, or undertook, and by whom (codes, as in Statement.actors)."""

    by: tuple[str, ...]
    firmness: int | None
    deadline: str | None
    passage: Passage


@dataclass(frozen=True, slots=True)
class Meeting:
    date: str  # EDTF
    to_come: bool  # as the text tells it
    passage: Passage


@dataclass(frozen=True, slots=True)
class MechanismView:
    row: MechanismRow
    tasks: tuple[Task, ...]  # latest first
    meetings: tuple[Meeting, ...]  # latest first


@dataclass(frozen=True, slots=True)
class ComparedPair:
    """Two wordings of one statement; ``marks`` of each are the words that the other does not have.
    ``doubtful``: the two are too little alike to say so."""

    a: ThreadMention
    b: ThreadMention
    likeness: float
    same: bool
    doubtful: bool


@dataclass(frozen=True, slots=True)
class ComparisonView:
    a: str  # what the sides are: a title and date, or "12 documents of 2023"
    b: str
    aligned: tuple[ComparedPair, ...]  # in the order of A
    gone: tuple[ThreadMention, ...]
    new: tuple[ThreadMention, ...]
