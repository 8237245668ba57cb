"""Numbers, citations, stems and headings: how blocks hang together, and how the field cites them."""

from __future__ import annotations

from dataclasses import dataclass, field

from pacta.model import Block
from pacta.structure.blocks import Draft
from pacta.text.sentences import split_sentences

_SILENT = ("furniture", "separator")  # these have no sentences and take no part in the nesting


@dataclass(slots=True)
class _Place:
    """Where we are in the document while its blocks are walked through in order."""

    heading: int | None = None
    number: str | None = None  # the numbered paragraph we are under
    paragraph: int = 1  # which paragraph under that number
    bullet: int = 0  # which bullet under the stem
    letters: str = ""  # "(a)" under the number
    stem: int | None = None
    stem_open: bool = field(default=False)


def nested(text: str, drafts: list[Draft]) -> tuple[Block, ...]:
    """The finished blocks: each under its heading, bullets under their stem, paragraphs with citations."""
    place = _Place()
    return tuple(_block(text, draft, i, place) for i, draft in enumerate(drafts))


def _block(text: str, draft: Draft, index: int, place: _Place) -> Block:
    citation, stem = _cite(text, draft, index, place)
    block = Block(
        span=draft.span,
        kind=draft.kind,
        number=draft.number,
        citation=citation,
        level=draft.level,
        stem=stem,
        heading=None if draft.kind in _SILENT else place.heading,
        sentences=() if draft.kind in _SILENT else split_sentences(text, draft.span),
        why=draft.why,
    )
    if draft.kind in ("heading", "title"):
        place.heading = index
    return block


def _cite(text: str, draft: Draft, index: int, place: _Place) -> tuple[str | None, int | None]:
    """The citation of a block and the index of its stem; moves ``place`` on."""
    if draft.kind == "bullet":
        return _cite_bullet(draft, place)
    if draft.kind == "heading":
        place.number, place.paragraph, place.stem, place.bullet, place.letters = None, 1, None, 0, ""
        return None, None
    if draft.kind != "paragraph":
        return None, None
    if draft.number is not None:
        place.number, place.paragraph = draft.number, 1
    else:
        place.paragraph += 1
    place.stem, place.bullet, place.letters = index, 0, ""
    if place.number is None:
        return None, None
    return f"para. {place.number}" + (f"({place.paragraph})" if place.paragraph > 1 else ""), None


def _cite_bullet(draft: Draft, place: _Place) -> tuple[str | None, int | None]:
    base = f"para. {place.number}" if place.number else None
    if draft.number is not None:
        return (f"{base}({draft.number})" if base else None), place.stem
    place.bullet += 1
    return (f"{base}, bullet {place.bullet}" if base else None), place.stem
