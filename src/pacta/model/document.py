"""The one frozen document. Everything else points into its text and copies none of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from pacta.model.span import Span

DocType = Literal[
    "joint statement", "communiqué", "declaration", "agreement", "press statement", "readout",
    "remarks", "speech", "article", "fact sheet", "resolution", "plan", "other",
]  # fmt: skip

LayoutRole = Literal["title", "heading", "list-item", "table", "caption", "quote", "furniture", "page"]


@dataclass(frozen=True, slots=True)
class LayoutMark:
    """What the file format itself said of a stretch of text: an ``<h2>``, a list item, a ``<nav>``, a page."""

    span: Span
    role: LayoutRole
    level: int = 0  # heading level, list depth, or page number; 0 where there is none
    origin: str = ""  # what said so: "html:nav", "docx:Heading 1", "pdf:page"


@dataclass(frozen=True, slots=True)
class CleaningStep:
    """One named, reversible step from the decoded source to the canonical text.

    ``edits`` are ``(start, end, length)`` in the text before the step: the code points
    ``start:end`` were replaced by ``length`` code points. They are sorted and do not overlap.
    """

    name: str
    edits: tuple[tuple[int, int, int], ...] = ()


def place(path: str, member: str | None) -> str:
    """For messages: ``files.zip: talks.html``."""
    return f"{path}: {member}" if member else path


@dataclass(frozen=True, slots=True)
class Source:
    """Where the bytes came from. ``path`` is the path or address exactly as the user gave it.

    ``raw`` carries the bytes themselves from ingest to the register, which keeps them; it is no part of
    what a source is (two sources are equal without it) and is None once the register has them.
    """

    path: str
    sha256: str  # of the raw bytes, hexadecimal
    size: int  # bytes
    media_type: str  # "text/plain", "text/html", "application/pdf", ...
    encoding: str | None = None
    member: str | None = None  # inside an archive or table: "statements/2025.html", "row 17"
    raw: bytes | None = field(default=None, compare=False, repr=False)

    def shown(self) -> str:
        """For messages: ``files.zip: talks.html``."""
        return place(self.path, self.member)


@dataclass(frozen=True, slots=True)
class Given:
    """What a person or the file's own metadata says of the document; it outranks what is detected.

    ``origins`` maps a field's name to who said it: "sidecar", "front matter", "html:meta[date]", "option".
    """

    title: str | None = None
    date: date | None = None
    place: str | None = None
    outlet: str | None = None
    doc_type: DocType | None = None
    language: str | None = None
    parties: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    url: str | None = None
    origins: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """Canonical plain text with its source. For UTF-8 text files ``text`` is the decoded file itself.

    ``id`` is made from the bytes (`model.ids.document_id`), so the same bytes are the same document.
    """

    id: str
    text: str
    source: Source
    given: Given = Given()
    layout: tuple[LayoutMark, ...] = ()
    cleaning: tuple[CleaningStep, ...] = ()
    warnings: tuple[str, ...] = ()

    def quote(self, span: Span) -> str:
        return self.text[span.start : span.end]
