"""The meeting pack, read back as a page, as a Word document and as PDF."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest
from lxml import etree, html

from pacta.app.brief import make_pack
from pacta.app.export import table_records
from pacta.app.views import Filters
from pacta.model import PactaError
from pacta.publish.brief import LANGUAGES, Entry, Note, Pack, Section, labels
from pacta.publish.brief.html import TEMPLATES, write_html, write_pdf
from pacta.publish.brief.word import write_docx
from pacta.store import Register

HOSTILE = '<script>alert(1)</script> {{ 7 * 7 }} "&amp; \x0b\x00'
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def pack(filled: Register) -> Pack:
    return make_pack(filled)


def keys(table: dict[str, Any], before: str = "") -> Iterator[str]:
    for name, value in table.items():
        yield from keys(value, f"{before}{name}.") if isinstance(value, dict) else [before + name]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_labels_with_the_same_gaps(language: str) -> None:
    table, english = labels(language).table, labels("en").table
    assert set(keys(table)) == set(keys(english))
    for key in keys(english):
        assert gaps(labels(language)(key)) == gaps(labels("en")(key)), key


def gaps(label: str) -> set[str]:
    return set(re.findall(r"{\w+}", label))


def test_every_note_quotes_its_document_to_the_letter(filled: Register, pack: Pack) -> None:
    texts = {row["id"]: Path(row["file"]).read_text(encoding="utf-8") for row in table_records(filled, "documents")}
    notes = list(pack.notes())
    assert notes
    for note in notes:
        assert texts[note.document][note.start : note.end] == note.quote


def test_what_two_documents_say_is_given_once_in_its_latest_words(pack: Pack) -> None:
    agreed = pack.sections[0]
    harbour = [entry for _, entries in agreed.groups for entry in entries if "ferry harbour" in entry.words]
    assert [entry.notes[0].source for entry in harbour] == ["Joint Statement, 9 June 2024"]


def test_deadlines_are_parted_by_the_day_that_is_asked_for(filled: Register) -> None:
    due = make_pack(filled, as_of="2029-01-01").sections[1]
    assert [heading for heading, _ in due.groups] == ["Ahead", "Passed"]
    assert make_pack(filled, as_of="2025-01-01").sections[1].groups[0][0] == "Ahead"


def test_a_contradiction_stands_in_the_pack_with_both_texts_and_a_question(pack: Pack) -> None:
    [entry] = pack.sections[4].groups[0][1]
    assert len(entry.notes) == 2 and {"4 June 1985", "9 June 1985"} <= set(re.findall(r"\d June 1985", entry.words))
    assert any("which document should be corrected" in asked.lead for asked in pack.sections[8].groups[0][1])


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_change_with_the_language_and_quotations_do_not(filled: Register, pack: Pack, language: str) -> None:
    other = make_pack(filled, language=language)
    assert [note.quote for note in other.notes()] == [note.quote for note in pack.notes()]
    page = html.fromstring(write_html(other).decode())
    assert page.get("lang") == language
    assert labels(language)("sections.agreed.title") in (page.findtext(".//h2") or "")


def test_the_page_needs_no_address_and_runs_nothing(pack: Pack) -> None:
    page = html.fromstring(write_html(pack).decode())
    assert not page.xpath("//script | //link | //img | //iframe | //@onload")
    assert all(address.startswith("#") for address in page.xpath("//@href"))
    assert {a[1:] for a in page.xpath("//@href")} <= set(page.xpath("//@id"))


def test_the_word_document_has_a_footnote_for_each_note_of_each_entry(pack: Pack) -> None:
    data = write_docx(pack)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        notes = etree.fromstring(parts.read("word/footnotes.xml"))
        body = etree.fromstring(parts.read("word/document.xml"))
    marks = [mark.get(f"{W}id") for mark in body.iter(f"{W}footnoteReference")]
    kept = {note.get(f"{W}id"): "".join(note.itertext()) for note in notes if note.get(f"{W}type") is None}
    assert marks == list(kept)
    assert all(any(note.quote in words for words in kept.values()) for note in pack.notes())
    text = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs)
    assert all(section.title in text for section in pack.sections)


def test_the_pdf_holds_the_sections_and_the_quotations(pack: Pack) -> None:
    pytest.importorskip("weasyprint", exc_type=OSError)
    pages = pypdfium2.PdfDocument(write_pdf(pack))
    text = " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pages).split())
    assert all(section.title in text for section in pack.sections)


@pytest.mark.parametrize("write", [write_html, write_docx])
def test_the_same_register_gives_the_same_bytes(filled: Register, pack: Pack, write: Any) -> None:
    assert write(make_pack(filled)) == write(pack)


def test_hostile_words_stay_words(pack: Pack) -> None:
    note = Note(HOSTILE, HOSTILE, "d1", 0, 1)
    section = Section(HOSTILE, HOSTILE, groups=((HOSTILE, (Entry(HOSTILE, HOSTILE, (HOSTILE,), (note,)),)),))
    hostile = Pack(HOSTILE, HOSTILE, "en", ((HOSTILE, HOSTILE),), (section,), HOSTILE)
    page = write_html(hostile).decode()
    assert "<script>" not in page and "49" not in page
    docx.Document(io.BytesIO(write_docx(hostile)))


def test_an_edited_template_is_used_and_a_broken_one_is_named(pack: Pack, tmp_path: Path) -> None:
    (tmp_path / "pack.html").write_text("<p>Ours: {{ pack.title }}</p>", encoding="utf-8")
    assert write_html(pack, tmp_path) == b"<p>Ours: Meeting pack</p>"
    (tmp_path / "pack.html").write_text("{{ pack.titel }}", encoding="utf-8")
    with pytest.raises(PactaError, match="titel"):
        write_html(pack, tmp_path)
    (tmp_path / "pack.docx").write_bytes(b"not a document")
    with pytest.raises(PactaError, match=r"pack\.docx is not a Word document"):
        write_docx(pack, tmp_path)


def test_a_letterhead_in_the_word_template_stays(pack: Pack, tmp_path: Path) -> None:
    document = docx.Document(str(TEMPLATES / "pack.docx"))
    document.add_paragraph("Ministry of Ferries")
    document.save(str(tmp_path / "pack.docx"))
    assert docx.Document(io.BytesIO(write_docx(pack, tmp_path))).paragraphs[0].text == "Ministry of Ferries"


def test_a_selection_without_documents_is_refused_with_advice(filled: Register) -> None:
    with pytest.raises(PactaError, match="No document"):
        make_pack(filled, Filters(since="2031"))
