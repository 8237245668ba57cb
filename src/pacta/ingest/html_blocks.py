"""A page's visible text as blocks, in page order. Scripts, styles, hidden parts and markup go; all else stays.

The tree is walked without recursion, so that no nesting can exhaust the stack.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from pacta.model.document import LayoutRole

_SPACE = re.compile(r"[ \t\r\n\f]+")  # what HTML collapses; no-break spaces stay
_HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_BULLET = re.compile(r"[•·‣▪◦*–—-]\s|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]\s", re.I)
_HIDDEN_CLASSES = frozenset({
    "hidden", "is-hidden", "d-none", "display-none", "visually-hidden", "sr-only", "screen-reader-text", "tooltip",
})  # fmt: skip
_CLASS_HIDES = 400  # characters: what is longer is shown by a script, whatever its class says
_CAPTION = re.compile(r"(?:^|[\s_-])(?:caption|credits?)(?:$|[\s_-])", re.I)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}

INVISIBLE = frozenset({
    "head", "script", "style", "noscript", "template", "svg", "iframe", "object", "embed", "applet", "canvas",
    "video", "audio", "map", "frameset", "datalist", "param", "source", "track", "title",
})  # fmt: skip
BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd", "details",
    "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3",
    "h4", "h5", "h6", "header", "hr", "html", "label", "legend", "li", "main", "menu", "nav", "ol", "optgroup",
    "option", "p", "pre", "search", "section", "select", "summary", "table", "tbody", "td", "textarea", "tfoot",
    "th", "thead", "tr", "ul",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class HtmlBlock:
    """One paragraph, heading, list item or table row. ``linked`` counts its characters inside links."""

    words: str
    element: etree._Element
    role: LayoutRole | None = None
    level: int = 0
    linked: int = 0
    tight: bool = False  # on the line after the block before, not after a blank line
    quoted: bool = False


@dataclass(slots=True)
class _Walk:
    """Where the walk stands: the words of the block under way and the elements that are open around it."""

    blocks: list[HtmlBlock] = field(default_factory=list)
    pieces: list[tuple[str, bool]] = field(default_factory=list)  # words, whether they are a link
    lists: list[list[int]] = field(default_factory=list)  # the next number of each open list; 0: bullets
    marker: str = ""  # bullet or number that the next block begins with
    rows: int = 0  # open rows of data tables: their cells are no blocks of their own
    links: int = 0
    quotes: int = 0
    preformatted: int = 0


def read_blocks(root: etree._Element) -> list[HtmlBlock]:
    """The blocks under ``root``, in page order."""
    walk = _Walk()
    walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walker:
        if event == "start" and _is_invisible(element):
            walker.skip_subtree()
            element.set("data-pacta-skipped", "")
        elif event == "start":
            _open(walk, element)
            _say(walk, element.text)
        else:
            if event == "end" and "data-pacta-skipped" not in element.attrib:
                _close(walk, element)
            if element is not root:
                _say(walk, element.tail)
    _flush(walk, root)
    return walk.blocks


def _is_invisible(element: etree._Element) -> bool:
    get = element.attrib.get
    return (
        element.tag in INVISIBLE
        or "hidden" in element.attrib
        or get("aria-hidden") == "true"
        or (element.tag == "input" and get("type") == "hidden")
        or get("role") == "tooltip"
        or bool(_HIDDEN_STYLE.search(get("style") or ""))
        or (not _HIDDEN_CLASSES.isdisjoint((get("class") or "").split()) and _is_short(element))
    )


def _is_short(element: etree._Element) -> bool:
    length = 0
    for words in element.itertext():
        length += len(words.strip())
        if length > _CLASS_HIDES:
            return False
    return True


def _say(walk: _Walk, words: str | None) -> None:
    if words:
        walk.pieces.append((words if walk.preformatted else _SPACE.sub(" ", words), walk.links > 0))


def _open(walk: _Walk, element: etree._Element) -> None:
    tag = element.tag
    if tag in ("br", "wbr"):
        walk.pieces.append(("\n" if tag == "br" else "", False))
    elif walk.rows and tag in BLOCKS and tag != "tr":
        walk.pieces.append((" ", False))  # blocks inside a cell of a data table stay on its line
    elif tag == "a" and walk.pieces and walk.pieces[-1][1]:
        walk.pieces.append((" ", False))  # links in a row are words apart, whatever draws them so
    elif tag in BLOCKS:
        parent = element.getparent()
        _flush(walk, element if parent is None else parent)
    _count(walk, element, +1)
    if tag in ("ol", "ul", "menu", "dir"):
        walk.lists.append([_first_number(element) if tag == "ol" else 0])
    elif tag == "li":
        walk.marker = _next_marker(walk, element)


def _close(walk: _Walk, element: etree._Element) -> None:
    tag = element.tag
    if walk.rows and tag in ("td", "th"):
        walk.pieces.append((" | ", False))
    elif tag == "tr" or (tag in BLOCKS and not walk.rows):
        _flush(walk, element)
    _count(walk, element, -1)
    if tag in ("ol", "ul", "menu", "dir") and walk.lists:
        walk.lists.pop()
    if tag == "li":
        walk.marker = ""


def _count(walk: _Walk, element: etree._Element, by: int) -> None:
    tag = element.tag
    walk.links += by * (tag == "a" and "href" in element.attrib)
    walk.quotes += by * (tag == "blockquote")
    walk.preformatted += by * (tag in ("pre", "textarea"))
    walk.rows += by * (tag == "tr" and (walk.rows > 0 or _is_data_row(element)))


def _is_data_row(row: etree._Element) -> bool:
    """Several short cells without tables, lists or headings; others are page layout made with tables."""
    cells = [cell for cell in row if cell.tag in ("td", "th")]
    nested = any(row.find(f".//{tag}") is not None for tag in ("table", "li", "h1", "h2"))
    short = (len(cell.findall(".//p")) <= 3 and len(cell.findall(".//br")) <= 4 for cell in cells)
    return len(cells) > 1 and not nested and all(short)


def _first_number(element: etree._Element) -> int:
    start = element.get("start") or "1"
    return int(start) if start.isdecimal() and len(start) < 6 else 1


def _next_marker(walk: _Walk, element: etree._Element) -> str:
    """``2. `` for the second item of a numbered list, ``• `` for others."""
    if not walk.lists or not walk.lists[-1][0]:
        return "• "
    value = element.get("value") or ""
    number = int(value) if value.isdecimal() and len(value) < 6 else walk.lists[-1][0]
    walk.lists[-1][0] = number + 1
    return f"{_numeral(number, element.getparent())}. "


def _numeral(number: int, parent: etree._Element | None) -> str:
    kind = parent.get("type") if parent is not None else None
    if kind in ("a", "A") and 1 <= number <= 26:
        return chr(ord(kind) + number - 1)
    return str(number)


def _flush(walk: _Walk, element: etree._Element) -> None:
    """End the block under way; two line breaks in a row end a paragraph, as one reads them."""
    pieces, walk.pieces = walk.pieces, []
    if not any(words.strip() for words, _ in pieces):
        return
    for words, linked in _paragraphs(pieces, keep=element.tag == "pre"):
        walk.blocks.append(_block(walk, words, linked, element))


def _paragraphs(pieces: list[tuple[str, bool]], keep: bool) -> Iterator[tuple[str, int]]:
    linked = sum(len(words.strip()) for words, link in pieces if link)
    text = "".join(words for words, _ in pieces)
    total = len(text) or 1
    for paragraph in [text] if keep else re.split(r"\n[ \t\n]*\n", text):
        lines = (line.rstrip() if keep else _SPACE.sub(" ", line).strip(" ") for line in paragraph.split("\n"))
        words = "\n".join(lines).strip("\n")
        words = words.removesuffix(" |") if words.endswith(" |") else words
        if words.strip():
            yield words, min(len(words), linked * len(paragraph) // total)


def _block(walk: _Walk, words: str, linked: int, element: etree._Element) -> HtmlBlock:
    role, level = _role(walk, element)
    marker, walk.marker = walk.marker, ""
    if marker:
        role, level = ("heading", level) if role == "heading" else ("list-item", len(walk.lists) or 1)
        words = words if _BULLET.match(words) else marker + words
    before = walk.blocks[-1].role if walk.blocks else None
    tight = role == before and (role == "table" or (role == "list-item" and bool(marker)))
    return HtmlBlock(words, element, role, level, linked, tight, walk.quotes > 0)


def _role(walk: _Walk, element: etree._Element) -> tuple[LayoutRole | None, int]:
    tag = str(element.tag)
    if tag in _HEADINGS:
        return "heading", _HEADINGS[tag]
    if tag == "tr" and walk.rows:
        return "table", 0
    parent = element.getparent()
    near = [element] if parent is None else [element, parent]
    if any(one.tag in ("caption", "figcaption") or _CAPTION.search(one.get("class") or "") for one in near):
        return "caption", 0
    return None, 0
