"""What a register says across documents: threads, findings, indicators, mechanisms, entities, comparisons."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from pacta.client.records import Judgement, Passage, Place, Record, says
from pacta.model import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording(Record):
    """How one text words a statement, beside another that words it too."""

    statement: str | None = field(metadata=says("The statement."))
    document: str = field(metadata=says("Its document."))
    title: str = field(metadata=says("Of the document."))
    date: str | None = field(metadata=says("Of the document."))
    kind: Kind = field(metadata=says("Of the statement."))
    voice: str | None = field(metadata=says("Whose words."))
    actors: tuple[str, ...] = field(metadata=says("Who would act, or whose stance it is."))
    firmness: int | None = field(metadata=says("Of a commitment."))
    deadline: str | None = field(metadata=says("Time by or in which it is to be met (EDTF)."))
    stage: str | None = field(metadata=says("Stage that the words tell, if any."))
    relation: str | None = field(
        metadata=says(
            "To the one before: first, restates, strengthens, weakens, specifies, drops, advances, fulfils, "
            "supersedes or contradicts; none where a date is not known."
        )
    )
    inferred: bool = field(metadata=says("Whether the order rests on a date that was inferred from the words."))
    changes: tuple[str, ...] = field(metadata=says("What differs from the one before, in words."))
    quote: str = field(metadata=says("The clause, verbatim."))
    start: int = field(metadata=says("Where the quotation begins, in code points of the document's text."))
    end: int = field(metadata=says("Where it ends, exclusive."))
    marks: tuple[Place, ...] = field(
        metadata=says("Words that the one before does not have: places in the document.")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Wording):
    """A statement in a thread, with its relation to the one before."""

    TABLE: ClassVar[str] = "mentions"
    thread: str
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread(Record):
    """An object that several statements are about."""

    TABLE: ClassVar[str] = "threads"
    id: str
    title: str
    type: str
    stage: str | None
    mentions: int = field(metadata=says("How many statements are about it."))
    documents: int = field(metadata=says("In how many documents."))
    first: str | None = field(metadata=says("Date of the first document."))
    last: str | None = field(metadata=says("Date of the last document."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding(Record):
    """A contradiction or follow-up for a person to look at: what each text says, never which is right."""

    TABLE: ClassVar[str] = "findings"
    id: str
    kind: str
    severity: str
    sentence: str
    dismissed: bool
    reason: str | None
    a_document: str
    a_title: str = field(metadata=says("Title of the first document."))
    a_date: str | None
    a_quote: str
    a_start: int = field(metadata=says("Where the first passage begins, in code points of its document's text."))
    a_end: int = field(metadata=says("Where it ends, exclusive."))
    b_document: str | None
    b_title: str | None = field(metadata=says("Title of the second document."))
    b_date: str | None
    b_quote: str | None
    b_start: int | None = field(metadata=says("Where the second passage begins."))
    b_end: int | None = field(metadata=says("Where it ends, exclusive."))
    thread: str | None = field(metadata=says("The thread that it is about."))


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRecord(Finding):
    """A finding with its thread and what reviewers said of it."""

    about: Thread | None = field(metadata=says("The thread that it is about, as far as it may be seen."))
    judgement: str | None = field(metadata=says("The last entry of the review log on it, by its id."))


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadHistory(Thread):
    """Everything said about one object, in time order; undated mentions last."""

    history: tuple[Mention, ...] = field(metadata=says("Its mentions."))
    findings: tuple[Finding, ...] = field(metadata=says("The findings that come from it."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator(Record):
    """Something that several figures measure."""

    id: str = field(metadata=says("Made from what is measured."))
    name: str = field(metadata=says("The words of the texts, as one of them has them."))
    unit: str = field(metadata=says("ISO 4217 code, percent, an SI symbol, or count."))
    change: bool = field(metadata=says("True for changes (grew by 20 percent), false for levels."))
    states: tuple[str, ...] = field(metadata=says("States that it is about."))
    points: int = field(metadata=says("How many figures."))
    documents: int = field(metadata=says("In how many documents."))
    first: str | None = field(metadata=says("The first period, or date of a document."))
    last: str | None = field(metadata=says("The last period, or date of a document."))
    disagreements: int = field(metadata=says("Pairs of figures that cannot both be so."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Point(Passage):
    """What one text says of an indicator."""

    figure: str = field(metadata=says("The figure, by its id."))
    when: str | None = field(metadata=says("The period, or the document's date where the text gives none (EDTF)."))
    dated_by: str = field(metadata=says("period or document: which of the two it is."))
    low: float = field(metadata=says("Value in base units; of a range the lower end."))
    high: float = field(metadata=says("The same, or the upper end of a range."))
    hedge: str = field(metadata=says("= exactly, ~ about, > more than, < less than, >= at least."))
    direction: str | None = field(metadata=says("up or down where the figure is itself a change."))
    words: str = field(metadata=says("The figure, verbatim."))
    disagrees: tuple[int, ...] = field(
        metadata=says("Places in the series, from 0, of figures that cannot be so beside it.")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorSeries(Indicator):
    """An indicator with its figures, by time."""

    series: tuple[Point, ...] = field(metadata=says("Its figures."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Mechanism(Record):
    """A committee, commission or dialogue."""

    id: str = field(metadata=says("Of the entity."))
    name: str = field(metadata=says("The form that is used most."))
    states: tuple[str, ...] = field(metadata=says("Whose it is."))
    tasks: int = field(metadata=says("What it was asked to do, or undertook."))
    last_met: str | None = field(metadata=says("The last meeting at or before the day asked for (EDTF)."))
    next_meets: str | None = field(metadata=says("The next meeting after it (EDTF)."))
    documents: int = field(metadata=says("In how many documents it is named."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(Passage):
    """What a body was asked to do, or undertook."""

    by: tuple[str, ...] = field(metadata=says("Who asked, or undertook: codes."))
    firmness: int | None = field(metadata=says("Of a commitment."))
    deadline: str | None = field(metadata=says("By when (EDTF)."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Passage):
    """A meeting that a text tells of."""

    when: str = field(metadata=says("When (EDTF)."))
    to_come: bool = field(metadata=says("The text tells it as still to come."))


@dataclass(frozen=True, slots=True, kw_only=True)
class MechanismRecord(Mechanism):
    """A mechanism with its tasks and meetings, latest first."""

    asked: tuple[Task, ...] = field(metadata=says("Its tasks."))
    meetings: tuple[Meeting, ...] = field(metadata=says("Its meetings."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Name(Record):
    """A form of a name."""

    name: str = field(metadata=says("The words."))
    uses: int = field(metadata=says("How often."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding(Record):
    """That texts name a person with an office."""

    office: str = field(metadata=says("The office."))
    person: str = field(metadata=says("The person."))
    first: str | None = field(metadata=says("Date of the first such text."))
    last: str | None = field(metadata=says("Date of the last such text."))
    passages: tuple[Passage, ...] = field(metadata=says("The words that name both."))


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityRecord(Record):
    """Somebody or something, with its names and where it is named."""

    id: str = field(metadata=says("Made from type and code or folded name."))
    type: str = field(metadata=says("STATE, ORG, PERSON, OFFICE, INSTRUMENT, MECHANISM, PROJECT, EVENT or PLACE."))
    code: str | None = field(metadata=says("ISO 3166-1 alpha-3 or usual acronym."))
    name: str = field(metadata=says("The form that is used most."))
    names: tuple[Name, ...] = field(metadata=says("Other forms, most used first."))
    passages: tuple[Passage, ...] = field(
        metadata=says("Where it is first named in each document, by date; at most 50.")
    )
    holders: tuple[Holding, ...] = field(metadata=says("Who held the office, or which offices the person held."))
    threads: tuple[Thread, ...] = field(metadata=says("Threads about it, those with most mentions first."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair(Record):
    """Two wordings of one statement."""

    a: Wording = field(metadata=says("The wording on the first side."))
    b: Wording = field(metadata=says("The wording on the second side."))
    likeness: float = field(metadata=says("How alike they are, up to 1."))
    same: bool = field(metadata=says("The words are the same."))
    doubtful: bool = field(metadata=says("The two are too little alike to be sure."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison(Record):
    """Two documents, or two sets of them, statement by statement."""

    a: str = field(metadata=says("What the first side is."))
    b: str = field(metadata=says("What the second side is."))
    pairs: tuple[Pair, ...] = field(metadata=says("Statements that both have, in the order of the first."))
    gone: tuple[Wording, ...] = field(metadata=says("Statements that only the first has."))
    new: tuple[Wording, ...] = field(metadata=says("Statements that only the second has."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Score(Record):
    """The score that stands for one actor, or for all together."""

    actor: str = field(metadata=says("The actor; empty for all together."))
    score: str | None = field(metadata=says("+1, 0, -1 or n/a; none where reviewers differ and none decided."))
    by: tuple[Judgement, ...] = field(metadata=says("The entries, one a reviewer."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence(Record):
    """Evidence that tells of one and the same event; it counts once, however many texts tell it."""

    date: str | None = field(metadata=says("When it happened."))
    items: tuple[Judgement, ...] = field(metadata=says("The entries."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment(Record):
    """What people say was done about a commitment. Nothing found is not nothing done."""

    statement: str = field(metadata=says("The commitment, by its id."))
    document: str = field(metadata=says("Its document."))
    date: str | None = field(metadata=says("Of the document."))
    actors: tuple[str, ...] = field(metadata=says("Who would act."))
    quote: str = field(metadata=says("The clause, verbatim."))
    status: str = field(metadata=says("What it comes to, in plain words."))
    guideline: Judgement | None = field(metadata=says("What will count as done, partly done and not done."))
    scores: tuple[Score, ...] = field(metadata=says("The scores."))
    evidence: tuple[Evidence, ...] = field(metadata=says("The evidence, by event."))
    searches: tuple[Judgement, ...] = field(metadata=says("Searches that found nothing."))
    judgement: str | None = field(metadata=says("The last entry of the review log on the statement, by its id."))
