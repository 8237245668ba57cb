"""The profile stage: title, date, place, outlet, type, language and speakers, each with its evidence.

What was given by hand or by the file outranks what is detected. ``parties`` and ``joint`` are filled
by a later stage, once the names are known.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pacta.model import Annotations, Block, Config, Detected, Document, Span, Structure
from pacta.structure import detection
from pacta.text.calendar import absolute_dates

_DATED_FURNITURE = frozenset({"furniture.published-in", "furniture.copyright"})
_CLOCK = re.compile(
    r"\d{1,2}[:.]\d{2}(?:\s*[ap]\.?\s?m\.?)?(?:\s*\(?[A-Z]{2,5}(?:[+-]\d{1,2})?\)?)?", re.IGNORECASE
)
_EDGES = " \t\r\n\u00a0\u202f,.;:|()[]*_–—-"


def profile(document: Document, annotations: Annotations, config: Config) -> Annotations:
    """Adds ``profile``. Needs the blocks and turns of the structure stage."""
    structure = annotations.structure
    title = _given(document, "title") or _title(document, structure.blocks)
    found = replace(
        annotations.profile,
        title=title,
        date=_given(document, "date") or _date(document, structure.blocks),
        place=_given(document, "place") or _place(document, structure.blocks),
        outlet=_given_outlet(document) or detection.outlet(document, structure, title),
        doc_type=_given(document, "doc_type") or detection.doc_type(document, structure, title),
        language=_given(document, "language") or detection.language(document, structure.blocks),
        speakers=_given_speakers(document) or _speakers(structure),
    )
    return replace(annotations, profile=found)


def _given(document: Document, field: str) -> Detected | None:
    value = getattr(document.given, field)
    if not value:
        return None
    return Detected(str(value), None, _origin(document, field))


def _given_outlet(document: Document) -> Detected | None:
    given = _given(document, "outlet")
    return given and replace(given, value=detection.short_name(given.value))


def _origin(document: Document, field: str) -> str:
    return "given:" + dict(document.given.origins).get(field, "option")


def _given_speakers(document: Document) -> tuple[Detected, ...]:
    return tuple(Detected(name, None, _origin(document, "speakers")) for name in document.given.speakers)


def _title(document: Document, blocks: tuple[Block, ...]) -> Detected | None:
    block = next((block for block in blocks if block.kind == "title"), None)
    if block is None:
        return None
    words = " ".join(document.quote(block.span).split()).strip("*_# ")
    return Detected(words, block.span, block.why)


def _date(document: Document, blocks: tuple[Block, ...]) -> Detected | None:
    """The date of the first dateline that has one, else of a line that tells when the page was published."""
    datelines = [block for block in blocks if block.kind == "dateline"]
    published = [block for block in blocks if block.why in _DATED_FURNITURE]
    for block in (*datelines, *_leads(blocks), *published):
        reach = Span(block.span.start, min(block.span.end, block.span.start + _LEAD))
        for span, value in absolute_dates(document.text, block.span if block.kind != "paragraph" else reach):
            if block.kind != "paragraph" or _AGENCY_DATE.match(document.text, block.span.start, span.end + 20):
                return Detected(value, span, block.why or "dateline.in-lead")
    return None


_LEAD = 120  # code points in which an agency's dateline stands: "HANOI, Sept 10, 2023 (VNA) -"
_AGENCY_DATE = re.compile(r"\(?[A-ZÀ-ÞĐ][\w .,’'()-]{2,80}?\)?\s*[-–—]\s")


def _leads(blocks: tuple[Block, ...]) -> list[Block]:
    return [block for block in blocks if block.kind == "paragraph"][:1]


def _place(document: Document, blocks: tuple[Block, ...]) -> Detected | None:
    """What a dateline says besides date and hour."""
    for block in blocks:
        if block.kind == "dateline":
            for start, end in _rests(document, block.span):
                return Detected(document.text[start:end], Span(start, end), block.why)
    return None


def _rests(document: Document, span: Span) -> list[tuple[int, int]]:
    """The stretches of a dateline that are neither date nor hour, trimmed; longest first."""
    text = document.text
    taken = [found for found, _ in absolute_dates(text, span)]
    taken += [Span(match.start(), match.end()) for match in _CLOCK.finditer(text, span.start, span.end)]
    edges = [span.start, *(edge for found in sorted(taken) for edge in (found.start, found.end)), span.end]
    rests = [_trim(text, start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if start < end]
    return sorted((rest for rest in rests if rest[1] - rest[0] > 2), key=lambda rest: rest[0] - rest[1])


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return start, end


def _speakers(structure: Structure) -> tuple[Detected, ...]:
    """Everyone who holds a turn, once, in the order of their first words; journalists left out."""
    first: dict[str, Span] = {}
    for turn in structure.turns:
        if turn.role == "speaker":
            first.setdefault(turn.speaker, turn.label)
    return tuple(Detected(name, label, "turns") for name, label in first.items())
