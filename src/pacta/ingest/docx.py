"""DOCX: paragraphs, headings, numbered lists as they print, tables, notes; headers and footers as furniture."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from pacta.ingest.docx_numbering import Numbering
from pacta.ingest.limits import MIB, in_words
from pacta.ingest.parsed import Parsed, TextBuilder, with_plain_characters
from pacta.model import Given, UnreadableInput

_MAX_UNPACKED = 512 * MIB
_HEADING = re.compile(r"heading (\d)", re.I)
_TITLE_SEARCH = 4000
_SKIPPED = {qn(f"w:{tag}") for tag in ("del", "moveFrom", "txbxContent", "instrText", "delText", "pPr", "rPr")}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_CHARACTERS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "\u2011"}


def parse_docx(data: bytes, path: str) -> Parsed:
    """Raises UnreadableInput for damaged files, archive bombs and files without text."""
    _refuse_bomb(data, path)
    builder = TextBuilder()
    try:
        document = docx.Document(io.BytesIO(data))
        _write(document, builder)
        given = _given(document, builder.text())
    except MemoryError:
        raise
    except Exception as error:  # python-docx, zipfile and lxml each have their own
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        advice = "Open it in an office program and save it again as DOCX."
        raise UnreadableInput(path, f"The DOCX file is damaged ({reason}).", advice) from error
    text = builder.text()
    if not text.strip():
        advice = "If its pages are pictures, recognise their text (OCR) first."
        raise UnreadableInput(path, "The DOCX file has no text.", advice)
    media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    parsed = Parsed(text, media_type, given=given, layout=builder.layout())
    return with_plain_characters(parsed)


def _refuse_bomb(data: bytes, path: str) -> None:
    try:
        size = sum(info.file_size for info in zipfile.ZipFile(io.BytesIO(data)).filelist)
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        advice = "Get it again, or open it in an office program and save it again."
        raise UnreadableInput(path, f"The DOCX file is damaged or cut off ({error}).", advice) from error
    if size > _MAX_UNPACKED:
        message = f"The DOCX file unpacks to more than {in_words(_MAX_UNPACKED)}."
        raise UnreadableInput(path, message, "Save its text as TXT and give that.")


def _given(document: WordDocument, text: str) -> Given:
    """The file's own title, where the text bears it out: templates carry the titles of other documents."""
    title = " ".join((document.core_properties.title or "").split())
    believed = title and title.casefold() in " ".join(text[:_TITLE_SEARCH].split()).casefold()
    return Given(title=title, origins=(("title", "docx:title"),)) if believed else Given()


def _write(document: WordDocument, builder: TextBuilder) -> None:
    _write_running(document, builder, "header")
    numbering = Numbering(document)
    for item in document.iter_inner_content():
        if isinstance(item, Table):
            _write_table(item, builder)
        else:
            _write_paragraph(item, builder, numbering)
    for kind in ("footnotes", "endnotes"):
        for note in _notes(document, kind):
            builder.mark(builder.add_block(note), "caption", origin=f"docx:{kind}")
    _write_running(document, builder, "footer")


def _write_running(document: WordDocument, builder: TextBuilder, part: str) -> None:
    """Each different header or footer once."""
    seen: set[str] = set()
    for section in document.sections:
        area = getattr(section, part)
        words = "\n".join(filter(None, (_words(p._p) for p in area.paragraphs)))
        if not area.is_linked_to_previous and words.strip() and words not in seen:
            seen.add(words)
            builder.mark(builder.add_block(words), "furniture", origin=f"docx:{part}")


def _write_paragraph(paragraph: Paragraph, builder: TextBuilder, numbering: Numbering) -> None:
    words = _words(paragraph._p).strip("\n")
    if not words.strip():
        return
    style = paragraph.style.name if paragraph.style is not None and paragraph.style.name else ""
    label = numbering.label(paragraph)
    tight = label is not None and builder.length > 0 and numbering.follows
    span = builder.add_block(f"{label.text} {words}" if label and label.text else words, tight=tight)
    heading = _HEADING.match(style)
    if style.lower() == "title":
        builder.mark(span, "title", 1, f"docx:{style}")
    elif heading:
        builder.mark(span, "heading", int(heading.group(1)), f"docx:{style}")
    elif label is not None:
        builder.mark(span, "list-item", label.level + 1, f"docx:{style or 'numbering'}")
    elif style.lower() in ("caption", "quote", "intense quote"):
        builder.mark(span, "caption" if style.lower() == "caption" else "quote", 0, f"docx:{style}")


def _words(element: Any) -> str:
    """The text that one sees: insertions count, deletions, field codes and text boxes' copies do not."""
    return "".join(_runs(element))


def _runs(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag in _SKIPPED or child.tag == _FALLBACK:
            continue
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in _CHARACTERS:
            yield _CHARACTERS[child.tag]
        else:
            yield from _runs(child)


def _write_table(table: Table, builder: TextBuilder) -> None:
    """A line for each row; a merged cell is written once."""
    start = None
    for row in table.rows:
        cells = dict.fromkeys(cell._tc for cell in row.cells)
        line = " | ".join(" ".join(_words(p) for p in cell.iter(qn("w:p"))).strip() for cell in cells)
        if line.strip(" |"):
            span = builder.add_block(" ".join(line.split("\n")), tight=start is not None)
            start = span if start is None else type(span)(start.start, span.end)
    if start is not None:
        builder.mark(start, "table", origin="docx:table")


def _notes(document: WordDocument, kind: str) -> Iterator[str]:
    """Footnotes or endnotes, in order; python-docx does not read them."""
    from lxml import etree

    for part in document.part.package.iter_parts():
        if str(part.partname) == f"/word/{kind}.xml":
            parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
            for note in etree.fromstring(part.blob, parser):
                words = _words(note).strip()
                if words and note.get(qn("w:type")) is None:
                    yield words
