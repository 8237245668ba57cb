"""Numbers, citations, stems and headings: how blocks hang together, and how the field cites them."""

from __future__ import annotations

from dataclasses import dataclass, field

from pacta.model import Block
from pacta.structure.blocks import Draft
from pacta.text.sentences import split_sentences

_SILENT = ("furniture", "separator")  # these have no sentences and take no part in the nesting
_ROMAN = frozenset("ivxlc")


@dataclass(slots=True)
class _Item:
    """A bullet or lettered subparagraph that may still get others under it."""

    index: int
    look: tuple[str, int, int]  # marker, indent and level: items that look alike are siblings
    label: str  # "(a)", ", bullet 3"
    number: str | None
    children: int = 0


@dataclass(slots=True)
class _Place:
    """Where we are in the document while its blocks are walked through in order."""

    heading: int | None = None
    number: str | None = None  # the numbered paragraph we are under
    paragraph: int = 1  # which paragraph under that number
    stem: int | None = None  # the paragraph that bullets complete
    bullets: int = 0  # bullets under that paragraph so far
    open: list[_Item] = field(default_factory=list)

    def base(self) -> str | None:
        """The citation of the paragraph we are in."""
        if self.number is None:
            return None
        return f"para. {self.number}" + (f"({self.paragraph})" if self.paragraph > 1 else "")


def nested(text: str, drafts: list[Draft]) -> tuple[Block, ...]:
    """The finished blocks: each under its heading, bullets under their stem, paragraphs with citations."""
    place = _Place()
    return tuple(_block(text, draft, index, place) for index, draft in enumerate(drafts))


def _block(text: str, draft: Draft, index: int, place: _Place) -> Block:
    citation, stem = _cite(draft, index, place)
    silent = draft.kind in _SILENT
    block = Block(
        span=draft.span,
        kind=draft.kind,
        number=draft.number,
        citation=citation,
        level=draft.level,
        stem=stem,
        heading=None if silent else place.heading,
        sentences=() if silent else split_sentences(text, draft.span),
        why=draft.why,
    )
    if draft.kind in ("heading", "title"):
        place.heading = index
    return block


def _cite(draft: Draft, index: int, place: _Place) -> tuple[str | None, int | None]:
    """The citation of a block and the index of its stem; moves ``place`` on."""
    if draft.kind == "bullet":
        return _cite_item(draft, index, place)
    if draft.kind in ("heading", "title"):
        place.number, place.stem, place.bullets, place.open = None, None, 0, []
        return None, None
    if draft.kind != "paragraph":
        return None, None
    if draft.number is not None:
        place.number, place.paragraph = draft.number, 1
    else:
        place.paragraph += 1
    place.stem, place.bullets, place.open = index, 0, []
    return place.base(), None


def _cite_item(draft: Draft, index: int, place: _Place) -> tuple[str | None, int | None]:
    """ "para. 4(a)", "para. 6, bullet 3", "para. 6, bullet 3, bullet 1": an item under its stem."""
    look = (_marker(draft, place), draft.indent, draft.level)
    _close(look, place)
    parent = place.open[-1] if place.open else None
    if draft.number is not None:
        label = f"({draft.number})"
    elif parent:
        parent.children += 1
        label = f", bullet {parent.children}"
    else:
        place.bullets += 1
        label = f", bullet {place.bullets}"
    place.open.append(_Item(index, look, label, draft.number))
    base = place.base()
    chain = "".join(item.label for item in place.open)
    return (base + chain if base else None), (parent.index if parent else place.stem)


def _close(look: tuple[str, int, int], place: _Place) -> None:
    """Closes the items under which the next one cannot stand: its own siblings and what is under
    them, and whatever is set further in than it is."""
    for depth, item in enumerate(place.open):
        if item.look == look or item.look[1:] > look[1:]:
            del place.open[depth:]
            return


def _marker(draft: Draft, place: _Place) -> str:
    """What an item's marker looks like: "(i)" is Roman, unless the item before it is "(h)"."""
    if draft.number is None:
        return draft.why
    if draft.number.isdigit():
        return f"{draft.why}:digit"
    letters = next((i.number for i in reversed(place.open) if i.look[0].endswith(":letter")), None)
    follows = letters is not None and len(draft.number) == 1 and ord(draft.number) == ord(letters[0]) + 1
    roman = set(draft.number.lower()) <= _ROMAN and not follows
    return f"{draft.why}:{'roman' if roman else 'letter'}"
