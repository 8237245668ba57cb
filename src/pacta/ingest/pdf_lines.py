"""Printed lines of a PDF: where they stand, which of them run through all pages, which make one paragraph."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

_CUT = "\ufffe"  # how PDFium writes a hyphen at a line's end, and the line's end with it
_ROW = re.compile(f"[^\r\n{_CUT}]*(?:\r\n|\n|\r|{_CUT}|$)")
_SPACE = " \t\r\n\f\x00\u00a0"
_EDGE = 3  # lines at the top and at the bottom of a page in which running lines are sought
_MARKER = re.compile(
    r"(?:[•·‣▪◦●○■–—*-]|\(?(?:\d{1,3}(?:\.\d{1,3})*|[A-Za-z]|[IVXLivxl]{1,6})[.)]|Article\s+\d+)\s"
)
_WEAK_MARKER = re.compile(r"(?:[–—-]|[A-Z]\.)\s")  # a dash or an initial, where the line before is full and goes on
_SENTENCE_END = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:page|p\.)?\s*\d{1,4}\s*(?:(?:of|/)\s*\d{1,4})?[-–—\s]*", re.I)
_EXPLICIT_NUMBER = re.compile(r"page\s+\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?|[-–—]\s*\d{1,4}\s*[-–—]", re.I)


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line; lengths in points, from the page's lower left corner."""

    page: int  # from 1
    index: int
    words: str
    left: float
    right: float
    bottom: float
    top: float
    size: float  # of the font in its middle: bullets and initials have their own
    height: float  # of the page


def page_lines(document: pypdfium2.PdfDocument, number: int) -> list[Line]:
    """The lines of page ``number`` (from 0) in the order of the text layer."""
    page = document[number]
    layer = page.get_textpage()
    try:
        text = layer.get_text_range()
        lines: list[Line] = []
        place = 0
        for row in _ROW.findall(text):
            words = row.strip(_SPACE)
            if words:
                begin = place + _units(row[: len(row) - len(row.lstrip(_SPACE))])
                lines.append(_line(layer, number + 1, len(lines), words, begin, page.get_height()))
            place += _units(row)
        return lines
    finally:
        layer.close()
        page.close()


def _units(words: str) -> int:
    """Length in UTF-16, in which the text layer counts."""
    return len(words) + sum(c > "\uffff" for c in words)


def _line(layer: pypdfium2.PdfTextPage, page: int, index: int, words: str, begin: int, height: float) -> Line:
    last = min(begin + _units(words), layer.count_chars()) - 1
    begin = min(begin, last)
    left, bottom, _, top = layer.get_charbox(begin, loose=True)
    right = layer.get_charbox(last, loose=True)[2]
    size = float(pdfium.FPDFText_GetFontSize(layer, (begin + last + 1) // 2))
    size = size if size > 1 else top - bottom  # some files scale a font of size 1
    return Line(page, index, words.replace(_CUT, "-"), left, right, bottom, top, size, height)


def running_lines(pages: list[list[Line]]) -> set[Line]:
    """Headers, footers and page numbers: at one height, with the same words but for digits, on many pages."""
    places: defaultdict[tuple[str, int], list[Line]] = defaultdict(list)
    for page in pages:
        for line in _edges(page):
            places[_pattern(line.words), round(line.bottom / line.height * 50)].append(line)
    enough = max(2, 0.4 * sum(1 for page in pages if page))
    found = {line for lines in places.values() if len({line.page for line in lines}) >= enough for line in lines}
    found |= {line for page in pages for line in _edges(page) if _EXPLICIT_NUMBER.fullmatch(line.words)}
    numbers = [line for page in pages for line in _edges(page) if _PAGE_NUMBER.fullmatch(line.words)]
    return found | {line for line in numbers if len(pages) > 1 and _numeral(line) == line.page}


def _edges(page: list[Line]) -> list[Line]:
    ordered = sorted(page, key=lambda line: -line.top)
    return ordered[:_EDGE] + ordered[-_EDGE:] if len(ordered) > 2 * _EDGE else ordered


def _pattern(words: str) -> str:
    return re.sub(r"\d+", "#", " ".join(words.casefold().split()))


def _numeral(line: Line) -> int:
    digits = re.search(r"\d+", line.words)
    return int(digits.group()) if digits else 0


def paragraphs(pages: list[list[Line]], running: set[Line]) -> Iterator[list[Line]]:
    """Lines grouped into paragraphs; running lines, one by one, after the paragraph that they stand in."""
    pitch = _pitch(pages)
    current: list[Line] = []
    waiting: list[Line] = []
    for page in pages:
        edge = max((line.right for line in page if line not in running), default=0.0)
        for line in page:
            if line in running:
                waiting.append(line)
            elif current and _continues(current[-1], line, pitch, edge):
                current.append(line)
            else:
                yield from _finished(current, waiting)
                current, waiting = [line], []
    yield from _finished(current, waiting)


def _finished(current: list[Line], waiting: list[Line]) -> Iterator[list[Line]]:
    if current:
        yield current
    yield from ([line] for line in waiting)


def _pitch(pages: list[list[Line]]) -> float:
    """The usual distance from one line to the next, in multiples of the font size."""
    steps = [
        (above.bottom - below.bottom) / above.size
        for page in pages
        for above, below in pairwise(page)
        if above.size > 0 and 0.8 < (above.bottom - below.bottom) / above.size < 2.5
    ]
    return median(steps) if steps else 1.2


def _continues(above: Line, below: Line, pitch: float, edge: float) -> bool:
    """Whether ``below`` goes on with the paragraph of ``above``. ``edge``: the right border of the text."""
    ended = bool(_SENTENCE_END.search(above.words))
    runs_on = not ended and _is_full(above, edge)
    item = _MARKER.match(below.words) and not (runs_on and _WEAK_MARKER.match(below.words))
    if item or abs(above.size - below.size) > 0.1 * above.size:
        return False
    if above.page != below.page:
        return runs_on or (not ended and below.words[0].islower())
    step = (above.bottom - below.bottom) / above.size if above.size else 0.0
    if step < 0.2:  # same line, or up to the next column
        return not ended
    if step > 1.3 * pitch:
        return False
    indented = below.left > above.left + 0.8 * below.size
    return not (ended and (indented or not _is_full(above, edge)))


def _is_full(line: Line, edge: float) -> bool:
    """Whether the line reaches the right border, so that its end is the printer's and not the author's."""
    return line.right > edge - 8 * line.size
