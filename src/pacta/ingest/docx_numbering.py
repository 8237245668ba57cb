"""The numbers and bullets of Word lists, which are nowhere in the file's text, as they print."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph


@dataclass(frozen=True, slots=True)
class Label:
    """What stands before a list paragraph ("9.", "(a)", "•"); ``level`` counts from 0."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class _Level:
    format: str = "bullet"
    pattern: str = "•"
    start: int = 1


class Numbering:
    """Counts as Word does: a level's counter restarts when a paragraph of a higher level comes."""

    def __init__(self, document: WordDocument) -> None:
        self._levels = _read_levels(document)
        self._counters: defaultdict[str, dict[int, int]] = defaultdict(dict)
        self._before: str | None = None
        self.follows = False  # whether the last labelled paragraph goes on with the list of the one before

    def label(self, paragraph: Paragraph) -> Label | None:
        """The label of the next paragraph of the document; None where it is in no list."""
        number, level = _list_of(paragraph)
        self.follows, self._before = number is not None and number == self._before, number
        if number is None:
            return None
        levels = self._levels.get(number, {})
        counters = self._counters[number]
        here = levels.get(level, _Level())
        counters[level] = counters.get(level, here.start - 1) + 1
        for deeper in [other for other in counters if other > level]:
            del counters[deeper]
        if here.format == "bullet":
            return Label("•", level)
        return Label(_printed(here.pattern, levels, counters), level)


def _list_of(paragraph: Paragraph) -> tuple[str | None, int]:
    """The numbering id and level, from the paragraph or from its style and that style's bases."""
    level = None
    properties = [paragraph._p.pPr]
    style = paragraph.style
    for _ in range(10):
        if style is None:
            break
        properties.append(style.element.pPr)
        style = style.base_style
    for one in properties:
        numbering = one.find(qn("w:numPr")) if one is not None else None
        if numbering is not None:
            found = _value(numbering.find(qn("w:ilvl")))
            level = level or found
            number = _value(numbering.find(qn("w:numId")))
            if number is not None:
                return (None if number == "0" else number), int(level or 0)
    return None, 0


def _value(element: Any) -> str | None:
    return element.get(qn("w:val")) if element is not None else None


def _read_levels(document: WordDocument) -> dict[str, dict[int, _Level]]:
    """The levels of each numbering id; empty where the file has no numbering part."""
    try:
        root = document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return {}
    abstract = {
        node.get(qn("w:abstractNumId")): {
            int(one.get(qn("w:ilvl"))): _read_level(one) for one in node.iter(qn("w:lvl"))
        }
        for node in root.iter(qn("w:abstractNum"))
    }
    found = {}
    for number in root.iter(qn("w:num")):
        levels = dict(abstract.get(_value(number.find(qn("w:abstractNumId"))), {}))
        for override in number.iter(qn("w:lvlOverride")):
            start, index = _value(override.find(qn("w:startOverride"))), int(override.get(qn("w:ilvl")))
            if start is not None and index in levels:
                levels[index] = _Level(levels[index].format, levels[index].pattern, int(start))
        found[number.get(qn("w:numId"))] = levels
    return found


def _read_level(element: Any) -> _Level:
    start = _value(element.find(qn("w:start"))) or "1"
    return _Level(
        _value(element.find(qn("w:numFmt"))) or "decimal",
        _value(element.find(qn("w:lvlText"))) or "",
        int(start) if start.isdecimal() else 1,
    )


def _printed(pattern: str, levels: dict[int, _Level], counters: dict[int, int]) -> str:
    """``%1.%2`` with the counters of its levels, each in its own numerals."""
    for index in range(9):
        if f"%{index + 1}" in pattern:
            level = levels.get(index, _Level())
            pattern = pattern.replace(f"%{index + 1}", numeral(counters.get(index, level.start), level.format))
    return pattern


_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def numeral(number: int, kind: str) -> str:
    """``numeral(4, "lowerRoman") == "iv"``; kinds as Word names them, decimal for those it does not know."""
    if kind in ("lowerLetter", "upperLetter") and number > 0:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if kind == "lowerLetter" else letter.upper()
    if kind in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        words = ""
        for value, letters in _ROMAN:
            words += letters * (number // value)
            number %= value
        return words if kind == "lowerRoman" else words.upper()
    return "" if kind == "none" else str(number)
