"""Footnotes of a Word document, which python-docx does not write: the part, its separators and the marks.

Office Open XML, ECMA-376, Part 1, section 17.11.
"""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph
from lxml import etree

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
SEPARATORS = (("separator", 0), ("continuationSeparator", 1))
FIRST = 2  # ids below are the separators'


class Footnotes:
    """Footnotes of one document, numbered by Word in the order of their marks."""

    def __init__(self, document: Document) -> None:
        self._root: Any = parse_xml(f"<w:footnotes {nsdecls('w')}/>")
        for kind, number in SEPARATORS:
            self._root.append(_separator(kind, number))
        self._document = document
        self._next = FIRST

    def add(self, paragraph: Paragraph, words: str, source: str) -> None:
        """A mark at the end of the paragraph, and under the page the words with, in italics, their source."""
        note = OxmlElement("w:footnote")
        note.set(qn("w:id"), str(self._next))
        body = OxmlElement("w:p")
        body.append(_style("w:pStyle", "FootnoteText", "w:pPr"))
        body.append(_marked("w:footnoteRef"))
        body.append(_run(f" {words} "))
        body.append(_run(source, italic=True))
        note.append(body)
        self._root.append(note)
        paragraph._p.append(_marked("w:footnoteReference", self._next))
        self._next += 1

    def attach(self) -> None:
        """Puts the part into the document; to be called once, after the last note."""
        blob = etree.tostring(self._root, encoding="UTF-8", xml_declaration=True, standalone=True)
        part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE, blob, self._document.part.package)
        self._document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        settings = self._document.settings.element
        listed = OxmlElement("w:footnotePr")
        for _, number in SEPARATORS:
            listed.append(_numbered("w:footnote", number))
        before = settings.find(qn("w:compat"))
        settings.insert(len(settings) if before is None else settings.index(before), listed)


def _separator(kind: str, number: int) -> Any:
    note = OxmlElement("w:footnote")
    note.set(qn("w:type"), kind)
    note.set(qn("w:id"), str(number))
    body, run = OxmlElement("w:p"), OxmlElement("w:r")
    run.append(OxmlElement(f"w:{kind}"))
    body.append(run)
    note.append(body)
    return note


def _marked(name: str, number: int | None = None) -> Any:
    run = OxmlElement("w:r")
    run.append(_style("w:rStyle", "FootnoteReference", "w:rPr"))
    run.append(OxmlElement(name) if number is None else _numbered(name, number))
    return run


def _numbered(name: str, number: int) -> Any:
    element = OxmlElement(name)
    element.set(qn("w:id"), str(number))
    return element


def _style(name: str, style: str, holder: str) -> Any:
    properties, element = OxmlElement(holder), OxmlElement(name)
    element.set(qn("w:val"), style)
    properties.append(element)
    return properties


def _run(words: str, *, italic: bool = False) -> Any:
    run = OxmlElement("w:r")
    if italic:
        properties = OxmlElement("w:rPr")
        properties.append(OxmlElement("w:i"))
        run.append(properties)
    text = OxmlElement("w:t")
    text.text = words
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(text)
    return run
