"""What the linking layer takes and gives: read documents in; entities, threads and findings out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pacta.model import Annotations, Document, Kind, NameType, Span

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
    """A document and what was read in it. ``inferred``: where nobody says its date, the interval (EDTF) in which
    its own words say that it was written (`pacta.link.dating`)."""

    document: Document
    annotations: Annotations
    inferred: str | None = None

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
    inferred: str | None = None  # interval in which an undated document was written, by its own words

    @property
    def earliest(self) -> str:
        """The first day on which the document can be written; empty where nothing says."""
        return self.date or _side(self.inferred, 0)

    @property
    def latest(self) -> str:
        """The last day on which it can be written; empty where nothing says."""
        return self.date or _side(self.inferred, 1)

    @property
    def order(self) -> str:
        """By which passages are sorted: the last day on which the document can be written; behind all days where
        nothing says."""
        return self.latest or "9999"

    def is_before(self, other: Evidence) -> bool:
        """The document is, as far as dates and words tell, no later than the other; or it is the same."""
        if self.document == other.document:
            return True
        if self.date and other.date:
            return self.date <= other.date
        return bool(self.latest and other.earliest and self.latest < other.earliest)


def _side(interval: str | None, side: int) -> str:
    """The first or last day of an interval; empty where it is open."""
    return (interval or "/").split("/")[side].strip(".")


@dataclass(frozen=True, slots=True)
class Entity:
    """What several names name. ``forms`` are the ids of the forms of its names; its own id is the fullest's."""

    id: str
    name: str  # the words that are used most
    type: NameType
    code: str | None
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unsure:
    """Two entities that may be one, by their ids; ``reason`` says why it is not decided."""

    a: str
    b: str
    reason: str


@dataclass(frozen=True, slots=True)
class Change:
    """What differs between two successive mentions: ``aspect`` is firmness, deadline, figures, bodies, actors,
    items, scope, stage, period or event date; ``was`` and ``now`` are readable, empty where there is none."""

    aspect: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Named:
    """A name that can be what a statement is about. ``form`` is the id of its form, ``words`` its name in full."""

    form: str
    type: NameType
    words: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A statement as a mention of the object of its thread; everything that linking needs of it."""

    statement: str  # id
    evidence: Evidence
    kind: Kind
    firmness: int | None
    voice: str
    actors: tuple[str, ...]
    deadline: str | None  # EDTF
    content: Span
    negated: bool
    named: tuple[Named, ...]
    terms: tuple[str, ...]  # sorted, each once
    items: tuple[str, ...]
    figures: tuple[str, ...]
    numbers: tuple[tuple[str, float | int | tuple[float, float]], ...]  # unit and value
    stage: Stage | None
    stage_span: Span | None
    joint: bool  # of its document: the words of the parties together
    parties: tuple[str, ...]  # of its document
    places: tuple[str, ...] = ()  # those of its terms that name where it is, and not what

    @property
    def when(self) -> str:
        """Sorts mentions by date, document and place; those of which not even the words tell a date last."""
        found = self.evidence
        return f"{found.order} {found.document} {found.span.start:09} {self.statement}"


@dataclass(frozen=True, slots=True)
class LinkedMention:
    """A mention in its thread. ``before`` is the earlier mention that it is most like, ``relation`` what it is to
    that one; None where the order of the two is not known, because one has no date and its words do not place it.
    ``inferred``: the order rests on such words. ``marks`` are the words, inside
    the quote, that are new against it, ``gone`` the words of it that are missing."""

    mention: Mention
    relation: Relation | None
    changes: tuple[Change, ...] = ()
    marks: tuple[Span, ...] = ()
    gone: tuple[Span, ...] = ()
    before: Mention | None = None

    @property
    def inferred(self) -> bool:
        if self.before is None or self.relation is None:
            return False
        ours, theirs = self.mention.evidence, self.before.evidence
        return ours.document != theirs.document and not (ours.date and theirs.date)


@dataclass(frozen=True, slots=True)
class Thread:
    """Everything said about one object, in time order. ``titled_by`` is the document whose words the title are."""

    id: str
    title: str
    titled_by: str
    type: ThreadType
    stage: Stage | None
    mentions: tuple[LinkedMention, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something for a person to look at. Follow-ups may have no ``b``. Neutral: it says what each text says.
    ``since``: it holds on days after this one (ISO), where time alone makes it."""

    id: str
    kind: FindingKind
    severity: Severity
    sentence: str
    a: Evidence
    b: Evidence | None = None
    since: str | None = None
