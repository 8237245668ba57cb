"""What a format's parser returns, and the builder with which the parsers write text and marks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from pacta.model import CleaningStep, Given, LayoutMark, Span
from pacta.model.document import LayoutRole
from pacta.text.offsets import OffsetMap, Replacement, clean


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document before it has a source: the parser's half."""

    text: str
    media_type: str
    encoding: str | None = None
    given: Given = Given()
    layout: tuple[LayoutMark, ...] = ()
    cleaning: tuple[CleaningStep, ...] = ()
    warnings: tuple[str, ...] = ()


class TextBuilder:
    """Appends stretches of text and remembers what the format said of them."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._marks: list[LayoutMark] = []
        self.length = 0

    def add(self, words: str) -> Span:
        """Append as it is; returns where the words stand."""
        span = Span(self.length, self.length + len(words))
        self._parts.append(words)
        self.length = span.end
        return span

    def add_block(self, words: str, *, tight: bool = False) -> Span:
        """Append a block after a blank line, or on the next line if ``tight``."""
        if self.length:
            self.add("\n" if tight else "\n\n")
        return self.add(words)

    def mark(self, span: Span, role: LayoutRole, level: int = 0, origin: str = "") -> None:
        if len(span):
            self._marks.append(LayoutMark(span, role, level, origin))

    def text(self) -> str:
        return "".join(self._parts)

    def layout(self) -> tuple[LayoutMark, ...]:
        return in_text_order(self._marks)


def in_text_order(marks: Iterable[LayoutMark]) -> tuple[LayoutMark, ...]:
    """By start, the wider mark first."""
    return tuple(sorted(marks, key=lambda m: (m.span.start, -m.span.end, m.role, m.level, m.origin)))


def with_step(parsed: Parsed, name: str, replacements: Iterable[Replacement]) -> Parsed:
    """The same document after one more cleaning step; its marks move with the text."""
    text, step = clean(parsed.text, name, replacements)
    if not step.edits:
        return parsed
    offsets = OffsetMap([step])
    moved = (replace(mark, span=offsets.span_to_canonical(mark.span)) for mark in parsed.layout)
    return replace(
        parsed, text=text, layout=in_text_order(m for m in moved if len(m.span)), cleaning=(*parsed.cleaning, step)
    )


_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]+")
_TYPESETTERS_SPACE = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")


def with_plain_characters(parsed: Parsed) -> Parsed:
    """Without the typesetter's characters: soft hyphens and zero-width spaces sit inside words and break them
    for every reader but the eye; no-break and thin spaces hide that two words are a name known elsewhere.
    For formats with markup only: plain text stays as it is."""
    found = ((m.start(), m.end(), "") for m in _INVISIBLE.finditer(parsed.text))
    parsed = with_step(parsed, "invisible characters removed", found)
    spaces = ((m.start(), m.end(), " ") for m in _TYPESETTERS_SPACE.finditer(parsed.text))
    return with_step(parsed, "no-break spaces made plain", spaces)
