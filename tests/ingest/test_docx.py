"""DOCX: paragraphs as one reads them, numbers as they print; damaged and hostile files are refused."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from builders import saved, word, zipped
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given
from hypothesis import strategies as st

from pacta.ingest.docx_numbering import numeral
from pacta.model import Document

W = nsdecls("w")


def marked(document: Document, role: str) -> list[str]:
    return [document.quote(mark.span) for mark in document.layout if mark.role == role]


@pytest.fixture(scope="module")
def plan() -> bytes:
    document = docx.Document()
    document.core_properties.title = "Plan of cooperation"
    document.sections[0].header.paragraphs[0].text = "Official copy"
    document.add_heading("Plan of cooperation", 0)
    document.add_heading("Trade", 1)
    document.add_paragraph("The Parties will:")
    document.add_paragraph("open the bridge;", style="List Bullet")
    document.add_paragraph("meet again.", style="List Bullet")
    document.add_paragraph("First paragraph.", style="List Number")
    document.add_paragraph("Second paragraph.", style="List Number")
    table = document.add_table(2, 2)
    for row, words in zip(table.rows, (("Year", "Trade"), ("2024", "US$6 billion")), strict=True):
        for cell, value in zip(row.cells, words, strict=True):
            cell.text = value
    return saved(document)


def test_lists_carry_the_labels_that_word_prints(one, plan) -> None:
    text = one(plan, "a.docx").text
    assert "The Parties will:\n\n• open the bridge;\n• meet again." in text
    assert "1. First paragraph.\n2. Second paragraph." in text


def test_styles_become_marks(one, plan) -> None:
    document = one(plan, "a.docx")
    assert marked(document, "title") == ["Plan of cooperation"]
    assert marked(document, "heading") == ["Trade"]
    assert marked(document, "list-item")[0] == "• open the bridge;"
    assert marked(document, "table") == ["Year | Trade\n2024 | US$6 billion"]
    assert marked(document, "furniture") == ["Official copy"]


def test_the_title_is_believed_where_the_text_has_it(one, plan) -> None:
    assert one(plan, "a.docx").given.title == "Plan of cooperation"
    assert one(word(("We agreed.", ""), title="Template 7"), "a.docx").given.title is None


def test_insertions_count_and_deletions_do_not(one) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("We will ")
    paragraph._p.append(parse_xml(f"<w:ins {W} w:id='1'><w:r><w:t>open</w:t></w:r></w:ins>"))
    paragraph._p.append(parse_xml(f"<w:del {W} w:id='2'><w:r><w:delText>close</w:delText></w:r></w:del>"))
    paragraph.add_run(" the bridge.")
    assert one(saved(document), "a.docx").text == "We will open the bridge."


def test_a_multilevel_list_counts_as_word_does(one) -> None:
    document = docx.Document()
    numbering = document.part.numbering_part.element
    levels = "".join(
        f"<w:lvl w:ilvl='{i}'><w:start w:val='1'/><w:numFmt w:val='{kind}'/><w:lvlText w:val='{text}'/></w:lvl>"
        for i, (kind, text) in enumerate((("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "(%3)")))
    )
    numbering.insert(0, parse_xml(f"<w:abstractNum {W} w:abstractNumId='90'>{levels}</w:abstractNum>"))
    numbering.append(parse_xml(f"<w:num {W} w:numId='91'><w:abstractNumId w:val='90'/></w:num>"))
    for level in (0, 1, 2, 2, 1, 0, 1):
        properties = document.add_paragraph("words")._p.get_or_add_pPr()
        properties.append(parse_xml(f"<w:numPr {W}><w:ilvl w:val='{level}'/><w:numId w:val='91'/></w:numPr>"))
    labels = [line.split()[0] for line in one(saved(document), "a.docx").text.split("\n")]
    assert labels == ["I.", "1.", "(a)", "(b)", "2.", "II.", "1."]


@given(st.integers(1, 3999))
def test_roman_numerals_read_back(number: int) -> None:
    values = dict(zip("ivxlcdm", (1, 5, 10, 50, 100, 500, 1000), strict=True))
    digits = [values[letter] for letter in numeral(number, "lowerRoman")]
    following = [*digits[1:], 0]
    assert sum(-d if d < n else d for d, n in zip(digits, following, strict=True)) == number


def test_a_package_whose_body_is_no_word_document_is_refused(refusal) -> None:
    with zipfile.ZipFile(io.BytesIO(saved(docx.Document()))) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for body in (b"<x/>", b"<w:p xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'/>"):
        assert "damaged" in refusal(zipped({**parts, "word/document.xml": body}), "a.docx").message


@pytest.mark.parametrize("share", [0.3, 0.9])
def test_a_truncated_file_is_refused(refusal, plan, share: float) -> None:
    assert "cut off" in refusal(plan[: int(len(plan) * share)], "a.docx").message


def test_a_file_without_text_is_refused(refusal) -> None:
    assert "no text" in refusal(saved(docx.Document()), "a.docx").message


def test_a_zip_that_is_no_document_is_refused(refusal) -> None:
    assert "damaged" in refusal(zipped({"x.txt": b"agreed"}), "a.docx").message


def test_entities_that_multiply_do_not_expand(refusal, plan) -> None:
    lines = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 12))
    bomb = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e0 "we agreed ">{lines}]>'
    body = f"<w:document {W}><w:body><w:p><w:r><w:t>&e11;</w:t></w:r></w:p></w:body></w:document>"
    source = zipfile.ZipFile(io.BytesIO(plan))
    files = {name: source.read(name) for name in source.namelist()}
    refusal(zipped({**files, "word/document.xml": (bomb + body).encode()}), "a.docx")


def test_spreadsheets_and_slides_are_refused_by_name(refusal) -> None:
    assert "spreadsheet" in refusal(zipped({"xl/workbook.xml": b"<x/>"}), "a.xlsx").message
    assert "slides" in refusal(zipped({"ppt/presentation.xml": b"<x/>"}), "a.pptx").message
