"""Which codebooks include a statement, and why (docs/codebook.md, section 7)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from pacta.lexicon.codebook_file import Codebook, load_codebooks
from pacta.model import Annotations, CodebookVerdict, DateMention, Figure, Name, Span, Statement

__all__ = ["Codebook", "Specificity", "load_codebooks", "specificity", "verdicts"]

GRADE_NAMES = {1: "acknowledged need", 2: "intention", 3: "promised effort", 4: "decided"}
_CHECKABLE_NAMES: dict[str, str] = {
    "INSTRUMENT": "instrument",
    "PROJECT": "project",
    "MECHANISM": "body",
    "ORG": "body",
    "EVENT": "event",
}


@dataclass(frozen=True, slots=True)
class Specificity:
    """What in a content someone could later check: its span and what it is ("instrument: Charter of X");
    both None where there is nothing."""

    span: Span | None = None
    what: str | None = None

    def __bool__(self) -> bool:
        return self.span is not None


class _Mention(Protocol):
    @property
    def span(self) -> Span: ...


M = TypeVar("M", bound=_Mention)


def specificity(content: Span, annotations: Annotations) -> Specificity:
    """The first named instrument, project, body, event, figure or date within ``content``.

    The document's own parties are no targets; nor are dates without a calendar value ("now").
    """
    parties = {party.value for party in annotations.profile.parties}
    found = [
        *(_named(name) for name in _inside(annotations.names, content) if _is_checkable(name, parties)),
        *(_counted(figure) for figure in _inside(annotations.figures, content)),
        *(_dated(date) for date in _inside(annotations.dates, content) if _has_calendar_value(date)),
    ]
    return min(found, key=lambda one: one.span or content, default=Specificity())


def verdicts(
    statement: Statement, *, specific: Specificity, parties: tuple[str, ...], codebooks: tuple[Codebook, ...]
) -> tuple[CodebookVerdict, ...]:
    """One verdict a codebook, in the codebooks' order, each with a short reason."""
    return tuple(_verdict(statement, specific, parties, book) for book in codebooks)


def _verdict(
    statement: Statement, specific: Specificity, parties: tuple[str, ...], book: Codebook
) -> CodebookVerdict:
    failure = next(_failures(statement, specific, parties, book), None)
    return CodebookVerdict(book.id, failure is None, failure or _merits(statement, specific, book))


def _failures(
    statement: Statement, specific: Specificity, parties: tuple[str, ...], book: Codebook
) -> Iterator[str]:
    if statement.kind not in book.kinds:
        yield f"{statement.kind}; included: {', '.join(book.kinds)}"
        return
    if statement.firmness is not None and statement.firmness not in book.firmness:
        yield f"{_grade(statement)}; included: {_grades(book.firmness)}"
    if statement.firmness in book.specific_at and not specific:
        yield f"firmness {statement.firmness} without a named instrument, body, event, quantity or date"
    if book.actors == "parties":
        yield from _outsiders(statement.actors, parties)


def _outsiders(actors: tuple[str, ...], parties: tuple[str, ...]) -> Iterator[str]:
    if not parties:
        yield "the document's parties are not known"
        return
    if not actors:
        yield "no actor found"
    outside = [actor for actor in actors if actor not in parties]
    if outside:
        yield f"actor {', '.join(outside)} not among the parties ({', '.join(parties)})"


def _merits(statement: Statement, specific: Specificity, book: Codebook) -> str:
    if statement.firmness is None:
        return f"{statement.kind}; included: {', '.join(book.kinds)}"
    target = f", with {specific.what}" if statement.firmness in book.specific_at else ""
    return f"{_grade(statement)}{target}; included: {_grades(book.firmness)}"


def _grade(statement: Statement) -> str:
    grade = statement.firmness or 0
    return f"firmness {grade} ({GRADE_NAMES[grade]})" if grade in GRADE_NAMES else f"firmness {grade}"


def _grades(grades: Sequence[int]) -> str:
    """ "2 to 4" for neighbouring grades, "1, 3" for others."""
    low, high = min(grades, default=0), max(grades, default=0)
    if len(grades) > 1 and sorted(grades) == list(range(low, high + 1)):
        return f"{low} to {high}"
    return ", ".join(map(str, sorted(grades))) or "none"


def _inside(mentions: Sequence[M], span: Span) -> Iterator[M]:
    """The mentions that lie within a span; ``mentions`` are in text order."""
    for at in range(bisect_left(mentions, span.start, key=lambda one: one.span.start), len(mentions)):
        if mentions[at].span.start >= span.end:
            return
        if mentions[at].span.end <= span.end:
            yield mentions[at]


def _is_checkable(name: Name, parties: set[str]) -> bool:
    return name.type in _CHECKABLE_NAMES and not {name.code, name.entity} & parties


def _has_calendar_value(date: DateMention) -> bool:
    return date.type in ("DATE", "TIME") and (date.value or "")[:1].isdigit()


def _named(name: Name) -> Specificity:
    return Specificity(name.span, f"{_CHECKABLE_NAMES[name.type]}: {name.entity}")


def _counted(figure: Figure) -> Specificity:
    amounts = figure.value if isinstance(figure.value, tuple) else (figure.value,)
    return Specificity(figure.span, f"figure: {' to '.join(f'{one:,}' for one in amounts)} {figure.unit}")


def _dated(date: DateMention) -> Specificity:
    return Specificity(date.span, f"date: {date.value}")
