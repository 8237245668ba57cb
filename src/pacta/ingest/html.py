"""HTML: the whole page's text in blocks; page furniture is marked, not deleted; scripts never run."""

from __future__ import annotations

import re
from dataclasses import replace

from lxml import etree

from pacta.ingest.decoding import decode
from pacta.ingest.html_blocks import HtmlBlock, read_blocks
from pacta.ingest.html_furniture import furniture, is_title
from pacta.ingest.html_metadata import read_metadata
from pacta.ingest.parsed import Parsed, TextBuilder, with_plain_characters
from pacta.model import Given, LayoutMark, Span, UnreadableInput

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.I)
_BETWEEN_PARTS = re.compile(r"\s+[|•·:–—-]\s+")
_XML_DECLARATION = re.compile(r"^\ufeff?\s*<\?xml[^>]{0,200}\?>")


def parse_html(data: bytes, path: str, charset: str | None = None) -> Parsed:
    """Raises UnreadableInput for empty and binary data and for pages without visible text."""
    declared = _CHARSET.search(data[:4096])
    decoded = decode(data, path, charset or (declared.group(1).decode("ascii") if declared else None))
    root, warnings = _tree(_XML_DECLARATION.sub("", decoded.text), path)
    blocks = read_blocks(root)
    if not blocks:
        raise UnreadableInput(
            path, "The page has no visible text.", "If scripts draw it, save it from the browser once it is shown."
        )
    given = read_metadata(root)
    reasons = furniture(blocks, decoded.text, given.title or "")
    given = _with_believed_title(given, blocks, reasons)
    text, layout = _written(blocks, reasons, given)
    warnings = (*decoded.warnings, *warnings)
    parsed = Parsed(text, "text/html", decoded.encoding, given, layout, warnings=warnings)
    return with_plain_characters(parsed)


def _tree(text: str, path: str) -> tuple[etree._Element, tuple[str, ...]]:
    """The page's tree, as far as the parser's own limits allow. Nothing is fetched."""
    parser = etree.HTMLParser(encoding="utf-8", recover=True, no_network=True, huge_tree=False, remove_pis=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.LxmlError as error:
        advice = "Save it again from the browser."
        raise UnreadableInput(path, f"The page cannot be parsed ({error}).", advice) from error
    if root is None:
        raise UnreadableInput(path, "The page has no content.", "Save it again from the browser.")
    cut_off = any(entry.level_name == "FATAL" for entry in parser.error_log)
    return root, ("The page is nested too deeply; its end may be missing.",) if cut_off else ()


def _with_believed_title(given: Given, blocks: list[HtmlBlock], reasons: list[str]) -> Given:
    """A window's title names the site as much as the page: it is cut to the part that the page itself shows."""
    if given.title is None or dict(given.origins)["title"] != "html:title":
        return given
    shown = {_plain(block.words) for block, reason in zip(blocks, reasons, strict=True) if not reason}
    parts = [part for part in _BETWEEN_PARTS.split(given.title) if _plain(part) in shown]
    title = max(parts, key=len, default=None)
    if title is None:
        origins = tuple(origin for origin in given.origins if origin[0] != "title")
        return replace(given, title=None, origins=origins)
    return replace(given, title=title)


def _written(blocks: list[HtmlBlock], reasons: list[str], given: Given) -> tuple[str, tuple[LayoutMark, ...]]:
    builder = TextBuilder()
    title = _title_index(blocks, reasons, given)
    table: Span | None = None
    for index, (block, reason) in enumerate(zip(blocks, reasons, strict=True)):
        span = builder.add_block(block.words, tight=block.tight)
        tag = f"html:{block.element.tag}"
        if reason:
            builder.mark(span, "furniture", origin=reason)
        if index == title:
            builder.mark(span, "title", 1, tag)
        elif block.role == "table":
            table = Span(table.start if table and block.tight else span.start, span.end)
            if not _continues(blocks, index):
                builder.mark(table, "table", origin="html:table")
        elif block.role:
            builder.mark(span, block.role, block.level, tag)
        if block.quoted:
            builder.mark(span, "quote", origin="html:blockquote")
    return builder.text(), builder.layout()


def _continues(blocks: list[HtmlBlock], index: int) -> bool:
    return index + 1 < len(blocks) and blocks[index + 1].role == "table" and blocks[index + 1].tight


def _title_index(blocks: list[HtmlBlock], reasons: list[str], given: Given) -> int | None:
    """The heading that says the title; failing that, the first heading of the highest level."""
    title = given.title or ""
    found = [i for i, block in enumerate(blocks) if not reasons[i] and is_title(block, title)]
    return next((i for i in found if blocks[i].level > 1 or blocks[i].words in title), next(iter(found), None))


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())
