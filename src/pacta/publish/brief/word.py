"""The meeting pack as a Word document, with the quotations as real footnotes.

The template is a Word document whose styles, page and letterhead are used; its own text stays before the pack's.
"""

from __future__ import annotations

import zipfile
from dataclasses import fields, is_dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from pacta.model import PactaError
from pacta.publish.brief.html import TEMPLATES
from pacta.publish.brief.pack import Entry, Note, Pack, Row, Section
from pacta.publish.brief.word_notes import Footnotes
from pacta.publish.xml_text import xml_line

WORD = "pack.docx"
STYLES = (
    "Title", "Subtitle", "Heading 1", "Heading 2", "List Bullet", "Pack Remark", "Pack Tags", "Pack Cell",
    "Pack Table", "Footnote Text", "Footnote Reference",
)  # fmt: skip
FIXED = (1980, 1, 1, 0, 0, 0)


def write_docx(pack: Pack, templates: Path | None = None) -> bytes:
    """The pack as DOCX; the same pack gives the same bytes. Raises PactaError for a template that is not a Word
    document or lacks one of `STYLES`."""
    pack = _cleaned(pack)
    document = _template(templates)
    document.core_properties.title = f"{pack.title}: {pack.subtitle}"
    document.core_properties.language = pack.language
    writer = _Writer(document)
    document.add_paragraph(pack.title, "Subtitle")
    document.add_paragraph(pack.subtitle, "Title")
    writer.facts(pack.facts)
    for number, section in enumerate(pack.sections, start=1):
        writer.section(number, section)
    document.sections[0].footer.paragraphs[0].text = pack.footer
    writer.notes.attach()
    out = BytesIO()
    document.save(out)
    return _steady(out.getvalue())


class _Writer:
    def __init__(self, document: Any) -> None:
        self.document = document
        self.notes = Footnotes(document)

    def facts(self, facts: tuple[tuple[str, str], ...]) -> None:
        """Three to a line, as a small table."""
        table = self.document.add_table(rows=0, cols=3, style="Pack Table")
        for at in range(0, len(facts), 3):
            cells = table.add_row().cells
            for cell, (label, value) in zip(cells, facts[at : at + 3], strict=False):
                cell.paragraphs[0].text = label
                cell.paragraphs[0].style = "Pack Cell"
                cell.add_paragraph(style="Pack Cell").add_run(value).bold = True

    def section(self, number: int, section: Section) -> None:
        self.document.add_paragraph(f"{number}. {section.title}", "Heading 1")
        self.document.add_paragraph(section.intro, "Pack Remark")
        for heading, entries in section.groups:
            if heading:
                self.document.add_paragraph(heading, "Heading 2")
            for entry in entries:
                self.entry(entry)
        if section.rows:
            self.table(section.header, section.rows)
        if section.remark:
            self.document.add_paragraph(section.remark, "Pack Remark")

    def entry(self, entry: Entry) -> None:
        paragraph = self.document.add_paragraph(style="List Bullet")
        if entry.words:
            stop = "" if entry.lead[-1:] in "?!.…" else ":"
            paragraph.add_run(f"{entry.lead}{stop} ").bold = True
            paragraph.add_run(entry.words)
        else:
            paragraph.add_run(entry.lead)
        self.mark(paragraph, entry.notes)
        if entry.tags:
            paragraph.paragraph_format.keep_with_next = True
            self.document.add_paragraph(" · ".join(entry.tags), "Pack Tags")

    def table(self, header: tuple[str, ...], rows: tuple[Row, ...]) -> None:
        table = self.document.add_table(rows=1, cols=len(header), style="Pack Table")
        for cell, name in zip(table.rows[0].cells, header, strict=True):
            cell.paragraphs[0].style = "Pack Cell"
            cell.paragraphs[0].add_run(name).bold = True
            cell.paragraphs[0].paragraph_format.keep_with_next = True
        _mark_row(table.rows[0], "w:tblHeader")
        for row in rows:
            added = table.add_row()
            _mark_row(added, "w:cantSplit")
            cells: tuple[_Cell, ...] = added.cells
            for cell, words in zip(cells, row.cells, strict=True):
                cell.paragraphs[0].style = "Pack Cell"
                cell.paragraphs[0].text = words
            self.mark(cells[-1].paragraphs[0], row.notes)

    def mark(self, paragraph: Paragraph, notes: tuple[Note, ...]) -> None:
        for place, note in enumerate(notes):
            if place:
                paragraph.add_run(", ").font.superscript = True
            self.notes.add(paragraph, f"“{note.quote}”", f"{note.source} [{note.start}–{note.end}]")


def _mark_row(row: Any, name: str) -> None:
    """A property of a row: ``w:tblHeader`` is repeated on each page, ``w:cantSplit`` stays on one."""
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _template(templates: Path | None) -> Any:
    path = templates / WORD if templates and (templates / WORD).exists() else TEMPLATES / WORD
    try:
        document = Document(str(path))
    except Exception as error:  # python-docx raises whatever its parsers do
        raise PactaError(
            f"{path} is not a Word document that can be used: {error}.", "Save it as .docx."
        ) from error
    names = {style.name for style in document.styles} | {style.name.title() for style in document.styles}
    missing = [name for name in STYLES if name not in names]
    if missing:
        raise PactaError(
            f"{path} lacks the styles {', '.join(missing)}.", "Start from pacta brief --write-templates."
        )
    return document


def _cleaned(value: Any) -> Any:
    """The pack with every text fit for XML, and in one line."""
    if isinstance(value, str):
        return xml_line(value)
    if isinstance(value, tuple):
        return tuple(map(_cleaned, value))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _cleaned(getattr(value, field.name)) for field in fields(value)})
    return value


def _steady(data: bytes) -> bytes:
    """The same parts, each dated 1980: an archive otherwise tells when it was written."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as steady:
        for name in made.namelist():
            steady.writestr(zipfile.ZipInfo(name, FIXED), made.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
