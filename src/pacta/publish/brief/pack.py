"""What a meeting pack says, before it looks like anything: sections of entries and rows, each with its notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: the verbatim words and where they stand ("Joint Statement, 12 May 2025, para. 9(2)").

    ``document``, ``start`` and ``end`` lead back to the register (code points, end exclusive)."""

    quote: str
    source: str
    document: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a section. ``lead`` is in the language of the labels; ``words`` are from the text, as they
    stand there; ``tags`` are short labels (firmness, deadline, voice)."""

    lead: str
    words: str = ""
    tags: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: its cells, and the notes that belong to the last of them."""

    cells: tuple[str, ...]
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """``groups`` are entries under small headings (empty heading: none); or ``header`` and ``rows`` of a table.
    ``remark`` says what the section leaves out, or why there is nothing in it."""

    title: str
    intro: str
    groups: tuple[tuple[str, tuple[Entry, ...]], ...] = ()
    header: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Pack:
    """A meeting pack. ``facts`` are label and value, for the box under the title. ``language`` is of the labels."""

    title: str
    subtitle: str
    language: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    footer: str

    def notes(self) -> Iterator[Note]:
        """All notes in the order in which a reader meets them; the same words at the same place count once."""
        seen: set[Note] = set()
        for note in self._every_note():
            if note not in seen:
                seen.add(note)
                yield note

    def _every_note(self) -> Iterator[Note]:
        for section in self.sections:
            for _, entries in section.groups:
                for entry in entries:
                    yield from entry.notes
            for row in section.rows:
                yield from row.notes
