"""A statement: one voice performing one act about one content (docs/codebook.md, section 1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pacta.model.span import Span

Kind = Literal["commitment", "position", "request", "appraisal", "report"]
KINDS: tuple[Kind, ...] = ("commitment", "position", "request", "appraisal", "report")


@dataclass(frozen=True, slots=True)
class Deadline:
    """The words of a deadline and its value (ISO 8601 / EDTF; None for "as soon as possible")."""

    span: Span
    value: str | None


@dataclass(frozen=True, slots=True)
class CodebookVerdict:
    """Whether a codebook includes the statement, and the reason in a few words."""

    codebook: str
    included: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Statement:
    """``firmness`` is 1 to 4 for commitments, else None. ``score`` is the calibrated chance (0 to 1) that a
    careful annotator would open this statement with this kind. ``why`` names rules and model features.
    ``quote`` is the clause to show a reader: it covers cue and content and, where it was found, the subject.
    """

    id: str
    kind: Kind
    firmness: int | None
    cue: Span
    content: Span | None
    quote: Span
    items: tuple[Span, ...] = ()
    voice: str = ""
    actors: tuple[str, ...] = ()
    deadline: Deadline | None = None
    condition: Span | None = None
    negated: bool = False
    pillars: tuple[str, ...] = ()
    score: float = 1.0
    codebooks: tuple[CodebookVerdict, ...] = ()
    why: tuple[str, ...] = ()
