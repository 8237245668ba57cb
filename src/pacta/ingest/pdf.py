"""PDF: the text layer, page by page, with printed lines joined into paragraphs.

Running headers, footers and page numbers are furniture; they are placed after the paragraph that they
would cut in two, so that a sentence that runs over a page break stays whole.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pypdfium2  # type: ignore[import-untyped]

from pacta.ingest.parsed import Parsed, TextBuilder, with_plain_characters, with_step
from pacta.ingest.pdf_lines import Line, page_lines, paragraphs, running_lines
from pacta.model import Given, Span, UnreadableInput
from pacta.text.offsets import OffsetMap

_OCR = "Recognise its text first (OCR, for example with ocrmypdf) and give the result."
_AGAIN = "Download it again, or open it in a PDF reader and print it to a new PDF."
_WORD = re.compile(r"\w+(?:-\w+)*")
# Words that English writes with a hyphen, by their first and by their last part: at a line's end it is theirs.
_KEEPS_AFTER = frozenset({
    "non", "co", "self", "long", "short", "high", "low", "well", "ex", "vice", "cross", "mid", "anti", "post", "so",
})  # fmt: skip
_KEEPS_BEFORE = frozenset({
    "based", "led", "level", "term", "wide", "scale", "friendly", "related", "free", "called", "being", "range",
    "sector", "party", "year", "day", "oriented", "depth", "building", "sharing", "making", "up", "to", "of",
})  # fmt: skip
_TITLE_SEARCH = 4000  # characters at the beginning in which the file's own title must appear to be believed


def parse_pdf(data: bytes, path: str) -> Parsed:
    """Raises UnreadableInput for damaged and password-protected files and for scans without text."""
    pages, metadata, torn = _read(data, path)
    lines = [line for page in pages for line in page]
    if not lines:
        raise UnreadableInput(path, "The PDF has no text layer: its pages are pictures.", _OCR)
    if _is_garbled(lines):
        raise UnreadableInput(path, "The PDF's text layer does not say which letters its fonts show.", _OCR)
    parsed, breaks = _written(pages, running_lines(pages))
    parsed = replace(_joined(parsed, breaks), warnings=tuple(_of_pages(pages, torn)))
    title = " ".join(metadata.get("Title", "").split())
    if title and title.casefold() in " ".join(parsed.text[:_TITLE_SEARCH].split()).casefold():
        parsed = _titled(parsed, title)
    return with_plain_characters(parsed)


def _titled(parsed: Parsed, title: str) -> Parsed:
    return replace(parsed, given=Given(title=title, origins=(("title", "pdf:Title"),)))


def _read(data: bytes, path: str) -> tuple[list[list[Line]], dict[str, str], set[int]]:
    """The lines of each page, what the file says of itself, and the numbers of pages that cannot be read."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableInput(
                path, "The PDF is protected by a password.", "Save a copy without the password and give that."
            ) from error
        raise UnreadableInput(path, "The PDF is damaged or cut off.", _AGAIN) from error
    try:
        pages = [_lines_of(document, number) for number in range(len(document))]
        torn = {number for number, page in enumerate(pages, 1) if page is None}
        if pages and len(torn) == len(pages):
            raise UnreadableInput(path, "The PDF is damaged: none of its pages can be read.", _AGAIN)
        return [page or [] for page in pages], document.get_metadata_dict(), torn
    finally:
        document.close()


def _lines_of(document: Any, number: int) -> list[Line] | None:
    """None for a page that is damaged: the others are worth reading."""
    try:
        return page_lines(document, number)
    except pypdfium2.PdfiumError:
        return None


def _of_pages(pages: list[list[Line]], torn: set[int]) -> Iterator[str]:
    """Warnings of pages of which nothing is in the text."""
    bare = [str(number) for number, page in enumerate(pages, 1) if not page and number not in torn]
    if bare:
        yield f"Pages without text (pictures?): {', '.join(bare)}. {_OCR}"
    if torn:
        yield f"Pages that are damaged and could not be read: {', '.join(map(str, sorted(torn)))}. {_AGAIN}"


def _is_garbled(lines: list[Line]) -> bool:
    text = "".join(line.words for line in lines)
    bad = sum(c == "\ufffd" or "\ue000" <= c <= "\uf8ff" or c < " " for c in text)
    return bad * 5 > len(text)


def _written(pages: list[list[Line]], running: set[Line]) -> tuple[Parsed, list[int]]:
    """The text with its marks, and where inside paragraphs printed lines end."""
    builder = TextBuilder()
    breaks: list[int] = []
    extent: dict[int, tuple[int, int]] = {}
    body_size = _body_size(pages, running)
    large = {round(line.size) for page in pages for line in page if line.size > 1.15 * body_size}
    sizes = sorted(large, reverse=True)
    for paragraph in paragraphs(pages, running):
        start = builder.length + (2 if builder.length else 0)
        for index, line in enumerate(paragraph):
            if index:
                breaks.append(builder.length)
                builder.add("\n")
            span = builder.add(line.words) if index else builder.add_block(line.words)
            first, _ = extent.get(line.page, (span.start, 0))
            extent[line.page] = (first, span.end)
        _mark(builder, Span(start, builder.length), paragraph, running, sizes)
    for page, (start, end) in extent.items():
        builder.mark(Span(start, end), "page", page, "pdf:page")
    return Parsed(builder.text(), "application/pdf", None, Given(), builder.layout()), breaks


def _mark(builder: TextBuilder, span: Span, paragraph: list[Line], running: set[Line], sizes: list[int]) -> None:
    first = paragraph[0]
    if first in running:
        builder.mark(span, "furniture", origin="pdf:running line")
    elif round(first.size) in sizes and len(span) <= 300:
        level = sizes.index(round(first.size)) + 1
        builder.mark(span, "heading", min(level, 6), f"pdf:font size {first.size:.0f}")


def _body_size(pages: list[list[Line]], running: set[Line]) -> float:
    """The font size that most characters have."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            if line not in running:
                sizes[round(line.size * 2) / 2] += len(line.words)
    return max(sizes, key=lambda size: (sizes[size], size)) if sizes else 0.0


def _joined(parsed: Parsed, breaks: list[int]) -> Parsed:
    """Line ends inside paragraphs become blanks; words that were cut there become whole."""
    hyphens = list(_cut_words(parsed.text, breaks))
    gone = {end - 1 for _, end, _ in hyphens}
    after = with_step(parsed, "hyphenated line ends joined", hyphens)
    offsets = OffsetMap(after.cleaning)
    rest = [offsets.to_canonical(place) for place in breaks if place not in gone]
    return with_step(after, "printed lines joined", ((place, place + 1, " ") for place in rest))


def _cut_words(text: str, breaks: list[int]) -> Iterator[tuple[int, int, str]]:
    """A hyphen at a line's end goes, unless the document or English at large writes the word with it."""
    known = Counter(word.casefold() for word in _WORD.findall(text))
    for place in breaks:
        if place < 2 or text[place - 1] not in "-\u00ad\u2010" or not text[place - 2].isalpha():
            continue
        left = re.search(r"[\w-]+$", text[max(0, place - 60) : place - 1])
        right = re.match(r"\w+(?:-\w+)*", text[place + 1 : place + 61])
        if left is None or right is None or not right.group()[0].islower():
            continue
        first, last = left.group().casefold(), right.group().casefold()
        whole, hyphenated = known[first + last], known[f"{first}-{last}"]
        usual = first in _KEEPS_AFTER or last in _KEEPS_BEFORE
        keeps = hyphenated > whole or (usual and not whole)
        yield (place, place + 1, "") if keeps else (place - 1, place + 1, "")
