"""Markdown: the text is the file as it was written; what its marks mean goes into the layout.

Nothing is removed, so that offsets are those of the file. Front matter (YAML between ``---`` lines) is read
for metadata and marked as furniture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from pacta.ingest.decoding import decode
from pacta.ingest.given import given_leniently
from pacta.ingest.parsed import Parsed, in_text_order
from pacta.model import Given, LayoutMark, Span
from pacta.model.document import LayoutRole

_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S | re.M)
_LINE_END = re.compile(r"\r\n?|\n")  # as markdown-it counts lines
_ROLES: dict[str, LayoutRole] = {
    "heading_open": "heading", "list_item_open": "list-item", "table_open": "table", "blockquote_open": "quote",
    "html_block": "furniture",
}  # fmt: skip


def parse_markdown(data: bytes, path: str, charset: str | None = None) -> Parsed:
    """Raises UnreadableInput for empty and binary data."""
    decoded = decode(data, path, charset)
    text = decoded.text
    front = _FRONT_MATTER.match(text)
    given, warnings = _front_matter(front.group(1)) if front else (Given(), ())
    begin = front.end() if front else 0
    marks = list(_block_marks(text, begin))
    if front:
        marks.append(LayoutMark(Span(0, len(text[:begin].rstrip())), "furniture", origin="markdown:front matter"))
    warnings = (*decoded.warnings, *warnings)
    return Parsed(text, "text/markdown", decoded.encoding, given, in_text_order(marks), warnings=warnings)


def _front_matter(source: str) -> tuple[Given, tuple[str, ...]]:
    try:
        values: Any = yaml.safe_load(source)
    except (ValueError, yaml.YAMLError, RecursionError):
        return Given(), ("The front matter is not valid YAML and was not used.",)
    if not isinstance(values, Mapping):
        return Given(), ()
    return given_leniently(values, "front matter")


def _block_marks(text: str, begin: int) -> Iterator[LayoutMark]:
    """Marks of the blocks after ``begin``. Only blocks are parsed: inline marks do not matter here."""
    starts = [begin, *(m.end() for m in _LINE_END.finditer(text, begin)), len(text)]
    depth, titled = 0, False
    for token in MarkdownIt("commonmark").enable("table").disable("inline").parse(text[begin:]):
        depth += (token.type == "list_item_open") - (token.type == "list_item_close")
        role = _ROLES.get(token.type)
        span = _span(token, text, starts) if role else None
        if role is None or span is None:
            continue
        if role == "heading" and token.tag == "h1" and not titled:
            role, titled = "title", True
        level = depth if role == "list-item" else int(token.tag[1]) if token.type == "heading_open" else 0
        yield LayoutMark(span, role, level, f"markdown:{token.tag or token.type}")


def _span(token: Token, text: str, starts: list[int]) -> Span | None:
    """The lines of a block, without white space around them."""
    if token.map is None:
        return None
    start, end = starts[min(token.map[0], len(starts) - 1)], starts[min(token.map[1], len(starts) - 1)]
    words = text[start:end]
    if not words.strip():
        return None
    return Span(start + len(words) - len(words.lstrip()), start + len(words.rstrip()))
