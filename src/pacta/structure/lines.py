"""Lines of plain text, and which of them a typesetter's line break tore apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pacta.model import Span

_LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
_SPACE = " \t\u00a0\u202f\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u3000\ufeff\u200b"
_MARKER = re.compile(
    r"[•·▪●○◦‣⁃∙*–—#>|-]\s|o\s|(?:\d{1,3}|[ivxlc]{1,6}|[a-z])[.)]\s|\([0-9a-z]{1,5}\)\s|Q\s|\S.{0,60}?:\s",
    re.IGNORECASE,
)
_ENDED = re.compile(r"[.!?…:;。！？][\"'”’»)\]*_]*$")
_TYPESET = 45, 130  # code points in the longest line of hand-wrapped text
_FULL, _MOSTLY, _ENOUGH = 0.75, 0.5, 4  # a line is full; so are most of those that another follows
_LONG = 100  # a line this long without a stop is prose that goes on


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its outer white space. ``indent`` counts the white space before it,
    ``blank_before`` tells whether an empty line stands before it."""

    span: Span
    indent: int
    blank_before: bool


def lines(text: str) -> tuple[Line, ...]:
    """The lines that hold more than white space, in order, in linear time."""
    found: list[Line] = []
    last = 0
    for match in _LINE.finditer(text):
        start, end = _trim(text, match.start(), match.end())
        if start < end:
            blank = not found or text.count("\n", last, match.start()) > 1
            found.append(Line(Span(start, end), start - match.start(), blank))
            last = match.end()
    return tuple(found)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and _is_space(text[start]):
        start += 1
    while end > start and _is_space(text[end - 1]):
        end -= 1
    return start, end


def _is_space(character: str) -> bool:
    return character.isspace() or character in _SPACE


def paragraphs(
    text: str, all_lines: tuple[Line, ...], edges: frozenset[int] = frozenset()
) -> Iterator[tuple[Line, ...]]:
    """Lines put together where a line break only wraps a paragraph; every other line stands alone.

    At ``edges`` the format itself begins or ends a block.
    """
    width = _typeset_width(all_lines)
    for chunk in _chunks(all_lines):
        group = [chunk[0]]
        for before, after in pairwise(chunk):
            parted = before.span.end in edges or after.span.start in edges
            if parted or not _continues(text, before, after, width):
                yield tuple(group)
                group = []
            group.append(after)
        yield tuple(group)


def _typeset_width(all_lines: tuple[Line, ...]) -> int | None:
    """The width to which the whole text was wrapped by hand, in code points; None if it was not."""
    followed = [len(a.span) for a, b in pairwise(all_lines) if not b.blank_before]
    width = max((len(line.span) for line in all_lines), default=0)
    full = sum(length >= _FULL * width for length in followed)
    wrapped = len(followed) >= _ENOUGH and full >= len(followed) * _MOSTLY
    return width if wrapped and _TYPESET[0] <= width <= _TYPESET[1] else None


def _chunks(all_lines: tuple[Line, ...]) -> Iterator[list[Line]]:
    """Runs of lines with no empty line between them."""
    chunk: list[Line] = []
    for line in all_lines:
        if line.blank_before and chunk:
            yield chunk
            chunk = []
        chunk.append(line)
    if chunk:
        yield chunk


def _continues(text: str, before: Line, after: Line, width: int | None) -> bool:
    """Whether ``after`` goes on with the paragraph of ``before``: the line before is full (the next
    word would not have fitted the width of the text), or it is long and stops in mid-sentence."""
    head = text[after.span.start : after.span.start + 80]
    if _MARKER.match(head):
        return False
    tail = text[max(before.span.start, before.span.end - 8) : before.span.end]
    if not _ENDED.search(tail) and (
        len(before.span) >= _LONG or (head[0].islower() and len(before.span) > _TYPESET[0])
    ):
        return True
    return width is not None and len(before.span) + 1 + len(head.split(None, 1)[0]) > width
