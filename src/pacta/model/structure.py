"""How a document is built: blocks, numbered paragraphs, speaker turns, quotations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pacta.model.span import Span

BlockKind = Literal[
    "title", "heading", "dateline", "paragraph", "bullet", "table", "caption", "furniture", "separator"
]


@dataclass(frozen=True, slots=True)
class Block:
    """A line or paragraph of the text, in text order; blocks do not overlap.

    ``number`` is what the text prints ("9", "9(a)", "IV"); ``citation`` is how the field cites it
    ("para. 9(2)": the second paragraph under number 9). ``stem`` is the index of the block whose
    words a bullet completes ("We will:"); ``heading`` the index of the heading it stands under.
    """

    span: Span
    kind: BlockKind
    number: str | None = None
    citation: str | None = None
    level: int = 0
    stem: int | None = None
    heading: int | None = None
    sentences: tuple[Span, ...] = ()  # none for furniture and separators
    why: str = ""  # the rule id or layout mark that decided the kind


@dataclass(frozen=True, slots=True)
class Turn:
    """What one person says without interruption. ``span`` is the speech without its label.

    ``role``: "speaker", or "question" for a journalist. ``interpreted`` where the text says that
    the words are an interpreter's ("retranslated", "as interpreted").
    """

    span: Span
    label: Span
    speaker: str  # the person's name as the document gives it, in full where it does so anywhere
    office: str | None = None
    role: Literal["speaker", "question"] = "speaker"
    interpreted: bool = False


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words inside quotation marks that are somebody's speech, and who is quoted (None: not said)."""

    span: Span
    speaker: str | None = None
    attribution: Span | None = None


@dataclass(frozen=True, slots=True)
class Structure:
    blocks: tuple[Block, ...] = ()
    turns: tuple[Turn, ...] = ()
    quotations: tuple[Quotation, ...] = ()


@dataclass(frozen=True, slots=True)
class Detected:
    """One detected piece of metadata with its evidence; ``span`` is None when given by hand or by the file."""

    value: str
    span: Span | None = None
    origin: str = ""  # rule id, layout mark, or "given:sidecar"


@dataclass(frozen=True, slots=True)
class Profile:
    """What the document is. Dates are ISO 8601; parties are codes as in the codebook (``VNM``, ``G7``).

    ``parties`` are those in whose name the document speaks or between whom it was made, sorted by code.
    ``joint`` is True where the text is the words of the parties together (joint statement, communiqué).
    """

    title: Detected | None = None
    date: Detected | None = None
    place: Detected | None = None
    outlet: Detected | None = None
    doc_type: Detected | None = None
    language: Detected | None = None
    parties: tuple[Detected, ...] = ()
    speakers: tuple[Detected, ...] = ()
    joint: bool = False
    speaker_codes: tuple[tuple[str, str], ...] = ()  # a speaker, office-holder or outlet -> whom it acts for
