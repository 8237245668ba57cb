"""What the linking layer takes and gives: read documents in; entities, threads and findings out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pacta.model import Annotations, Document, NameType, Span, Statement

Stage = Literal[
    "proposed", "under study", "under negotiation", "agreed", "signed", "in force", "under way", "completed",
    "suspended", "lapsed",
]  # fmt: skip
Relation = Literal[
    "first", "restates", "strengthens", "weakens", "specifies", "drops", "advances", "fulfils", "supersedes",
    "contradicts",
]  # fmt: skip
FindingKind = Literal[
    "date", "figure", "status", "place", "other", "overdue", "silent", "dropped", "missing-party"
]  # fmt: skip
Severity = Literal["high", "medium", "low"]
ThreadType = Literal["project", "instrument", "mechanism", "event", "topic"]


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document and what was read in it."""

    document: Document
    annotations: Annotations

    @property
    def id(self) -> str:
        return self.document.id

    @property
    def date(self) -> str | None:
        """ISO date of the document; None if neither the text nor anybody says."""
        if self.annotations.profile.date is not None:
            return self.annotations.profile.date.value
        given = self.document.given.date
        return given.isoformat() if given else None

    @property
    def parties(self) -> tuple[str, ...]:
        """Codes of those in whose name the document speaks, or between whom it was made."""
        return tuple(party.value for party in self.annotations.profile.parties) or self.document.given.parties


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage: the words themselves, and where they stand."""

    document: str  # id
    file: str  # path as it was added
    date: str | None  # of the document
    span: Span
    quote: str


@dataclass(frozen=True, slots=True)
class Entity:
    """What several names name. ``names`` are the ids of the mentions, in order of documents and text."""

    id: str
    name: str
    type: NameType
    code: str | None
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What differs between two successive mentions: ``aspect`` is firmness, deadline, figures, bodies, actors,
    stage or period; ``was`` and ``now`` are readable values, empty where there is none."""

    aspect: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A statement as a mention of the object of its thread."""

    evidence: Evidence
    statement: Statement
    entities: tuple[str, ...]
    terms: frozenset[str]
    figures: tuple[str, ...]
    numbers: tuple[tuple[str, float | int | tuple[float, float]], ...]  # unit and value
    stage: Stage | None
    stage_span: Span | None


@dataclass(frozen=True, slots=True)
class LinkedMention:
    """A mention in its thread. ``marks`` are the words, inside the quote, that are new against the one before."""

    mention: Mention
    relation: Relation
    changes: tuple[Change, ...] = ()
    marks: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Thread:
    """Everything said about one object, in time order."""

    id: str
    title: str
    type: ThreadType
    stage: Stage | None
    mentions: tuple[LinkedMention, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something for a person to look at. Follow-ups may have no ``b``. Neutral: it says what each text says."""

    id: str
    kind: FindingKind
    severity: Severity
    sentence: str
    a: Evidence
    b: Evidence | None = None
