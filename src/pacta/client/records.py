"""What a register answers with: plain frozen values, the same whether it is asked here or over the network.

Names and meanings are those of the data dictionary (``publish/dictionary.toml``) wherever it has them; the others
say theirs in ``says``. Places are ``(start, end)`` in code points of the document's text, end exclusive.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, ClassVar

from pacta.model import Kind

Place = tuple[int, int]


def says(words: str) -> Mapping[str, str]:
    """What a field means, where the data dictionary does not have it."""
    return {"says": words}


class Record:
    """One value. ``TABLE`` is its table of the data dictionary, "" where it has none."""

    __slots__ = ()
    TABLE: ClassVar[str] = ""

    def to_dict(self) -> dict[str, Any]:
        """The fields as plain values; tuples stay tuples."""
        return asdict(self)  # type: ignore[call-overload, no-any-return]

    def _repr_html_(self) -> str:
        from pacta.client.html import record_html

        return record_html(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Record):
    """One version of a document."""

    TABLE: ClassVar[str] = "documents"
    id: str
    title: str
    date: str | None
    doc_type: str | None
    outlet: str | None
    place: str | None
    language: str | None
    parties: tuple[str, ...]
    words: int
    file: str
    url: str | None
    sha256: str
    version_of: str | None = field(metadata=says("The version that this one replaces, by its id."))
    commitments: int = field(metadata=says("How many commitments were read in it."))
    positions: int = field(metadata=says("How many positions were read in it."))
    requests: int = field(metadata=says("How many requests were read in it."))
    appraisals: int = field(metadata=says("How many appraisals were read in it."))
    reports: int = field(metadata=says("How many reports were read in it."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Record):
    """The exact words of a document, or of a stretch of it."""

    document: str = field(metadata=says("The document."))
    start: int = field(metadata=says("Where the stretch begins, in code points of the document's text."))
    end: int = field(metadata=says("Where it ends, exclusive."))
    length: int = field(metadata=says("Code points of the whole text."))
    text: str = field(metadata=says("The words, verbatim."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage(Record):
    """Words of a document and where they stand."""

    document: str = field(metadata=says("The document."))
    title: str = field(metadata=says("Of the document."))
    date: str | None = field(metadata=says("Of the document."))
    citation: str | None = field(metadata=says("Paragraph as the field cites it (para. 9(2))."))
    start: int = field(metadata=says("Where the words begin, in code points of the document's text."))
    end: int = field(metadata=says("Where they end, exclusive."))
    quote: str = field(metadata=says("The words, verbatim."))
    voice: str | None = field(metadata=says("Whose words, where a statement stands there."))
    statement: str | None = field(metadata=says("The statement that stands there, if any."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Record):
    """One voice performing one act about one content, with its verbatim words."""

    TABLE: ClassVar[str] = "statements"
    id: str
    document: str
    title: str = field(metadata=says("Of the document."))
    date: str | None
    citation: str | None
    kind: Kind
    firmness: int | None
    voice: str
    actors: tuple[str, ...]
    quote: str
    cue: str
    content: str | None
    items: tuple[str, ...]
    deadline: str | None
    deadline_words: str | None
    condition: str | None
    pillars: tuple[str, ...]
    codebooks: tuple[str, ...]
    score: float
    why: tuple[str, ...]
    review: str | None
    machine: tuple[str, ...]
    by_hand: str | None
    assignee: str | None = field(metadata=says("The reviewer to whom it is assigned."))
    start: int
    end: int
    cue_at: Place = field(metadata=says("Where the cue stands: start and end in code points."))
    content_at: Place | None = field(metadata=says("Where the content stands."))
    items_at: tuple[Place, ...] = field(metadata=says("Where each item stands."))
    judgement: str | None = field(metadata=says("The last entry of the review log on it, by its id."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Record):
    """A quantity that a text states about the world."""

    TABLE: ClassVar[str] = "figures"
    id: str
    document: str
    title: str = field(metadata=says("Of the document."))
    date: str | None
    voice: str | None
    indicator: str | None
    words: str
    low: float
    high: float
    unit: str
    hedge: str
    direction: str | None
    period: str | None
    base: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity(Record):
    """Somebody or something that documents name, under all its names as one."""

    TABLE: ClassVar[str] = "entities"
    id: str
    type: str
    code: str | None
    name: str
    mentions: int
    documents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit(Record):
    """A paragraph that holds all the words that were searched for."""

    document: str = field(metadata=says("The document."))
    title: str = field(metadata=says("Of the document."))
    date: str | None = field(metadata=says("Of the document."))
    start: int = field(metadata=says("Where the first match begins, in code points of the document's text."))
    end: int = field(metadata=says("Where it ends, exclusive."))
    snippet: str = field(metadata=says("The words around the first match."))
    matches: tuple[Place, ...] = field(metadata=says("Where the matches stand in the snippet."))
    statement: str | None = field(metadata=says("The statement that holds the first match, if any."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement(Record):
    """An entry of the review log: what a person decided. Nothing in the log is ever changed."""

    id: str = field(metadata=says("Made from the entry's content."))
    about: str = field(metadata=says("statement, finding or entity."))
    target: str = field(metadata=says("What is judged, by its id."))
    verdict: str = field(
        metadata=says(
            "accept, correct, reject, split, merge, add, dismiss, confirm, comment, assign, undo, same, different, "
            "name, guideline, score, evidence or search."
        )
    )
    reviewer: str = field(metadata=says("Who."))
    role: str = field(metadata=says("reviewer or curator."))
    at: str = field(metadata=says("When: ISO 8601, UTC."))
    reason: str = field(metadata=says("Why, in the reviewer's words."))
    values: dict[str, Any] = field(metadata=says("What the entry sets; a place is kept as a quotation."))
    replaces: str | None = field(metadata=says("The entry that this one answers or takes back."))
    document: str | None = field(metadata=says("The document of the words that it is about."))
    quote: str | None = field(metadata=says("The words that it is about, verbatim."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Added(Record):
    """What came of adding a document."""

    outcome: str = field(metadata=says("added, new version, updated or unchanged."))
    document: Document = field(metadata=says("The document as it is in the register now."))
    warnings: tuple[str, ...] = field(metadata=says("What to know before trusting its reading."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Status(Record):
    """What the register holds for whoever asks, and what they may do."""

    version: str = field(metadata=says("Of Pacta."))
    documents: int = field(metadata=says("Documents, superseded versions left out."))
    statements: int = field(metadata=says("Statements in them, without those that reviewers took away."))
    since: str | None = field(metadata=says("Date of the oldest document."))
    until: str | None = field(metadata=says("Date of the newest document."))
    name: str = field(metadata=says("The account that asks; empty where there are no accounts."))
    may: tuple[str, ...] = field(metadata=says("The rights of whoever asks: read, review, curate, manage."))
