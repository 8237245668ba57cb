"""PDF: printed lines become paragraphs, running lines furniture; scans and locked files are refused."""

from __future__ import annotations

import pytest
from builders import locked_pdf, pdf

from pacta.ingest import Limits
from pacta.model import Document, Span
from pacta.text.offsets import OffsetMap


def printed(number: int, lines: list[str]) -> list[tuple[float, float, float, str]]:
    """A page with a header, a page number and lines; "" is a gap, "#" a large line."""
    page = [(72.0, 800.0, 9.0, "Ministry of Norland"), (290.0, 30.0, 9.0, f"{number}")]
    height = 760.0
    for line in lines:
        size = 16.0 if line.startswith("#") else 11.0
        if line:
            page.append((72.0, height, size, line.lstrip("#")))
        height -= {True: 10.0, False: 2.2 * size if size > 11 else 14.0}[not line]
    return page


PAGES = [
    printed(1, [
        "#Joint statement on the bridge",
        "The two sides agreed to strengthen their part-",
        "nership in trade and to raise the volume of the",
        "projects in coming years to a new level.",
        "",
        "1. The sides will open the bridge in 2030 and will", "meet every year in the two capitals, and they have",
    ]),
    printed(2, [
        "decided to go on with their talks on all matters that", "were raised.",
        "",
        "A long-", "term plan follows. The long-term plan is long-term.",
    ]),
    printed(3, ["(a) The third page begins with an item;", "(b) and goes on with one more."]),
]  # fmt: skip


@pytest.fixture(scope="module")
def document() -> Document:
    from pacta.ingest import read_bytes

    (found,) = read_bytes(pdf(PAGES, title="Joint statement on the bridge"), "a.pdf")
    return found


def marked(document: Document, role: str) -> list[str]:
    return [document.quote(mark.span) for mark in document.layout if mark.role == role]


def test_printed_lines_are_joined_into_paragraphs(document) -> None:
    assert (
        "The two sides agreed to strengthen their partnership in trade and to raise the volume of the projects "
        "in coming years to a new level."
    ) in document.text.split("\n\n")


def test_a_sentence_over_a_page_break_stays_whole(document) -> None:
    assert (
        "1. The sides will open the bridge in 2030 and will meet every year in the two capitals, and they have "
        "decided to go on with their talks on all matters that were raised."
    ) in document.text.split("\n\n")


def test_a_hyphen_stays_where_the_document_writes_it_elsewhere(document) -> None:
    assert "A long-term plan follows." in document.text


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("The sides will set up a co-", "chaired group of both ministries.", "co-chaired group"),
        ("They agreed to keep a rules-", "based order in their region.", "rules-based order"),
        ("They agreed on the develop-", "ment of the port and the roads.", "development of"),
        ("They met the envoy of President", "J. Smith in the port of Northaven.", "President J. Smith"),
        ("They said that the talks this week", "- in the port - were useful.", "week - in the port"),
    ],
)
def test_words_and_names_over_a_line_end_are_joined_as_one_writes_them(one, first, second, joined) -> None:
    lines = ["This first line is just as long as the", "others.", "", first, second]
    assert joined in one(pdf([printed(1, lines)]), "a.pdf").text


def test_items_stand_by_themselves(document) -> None:
    assert "(a) The third page begins with an item;" in document.text.split("\n\n")


def test_running_lines_are_furniture(document) -> None:
    assert sorted(marked(document, "furniture")) == ["1", "2", "3", *["Ministry of Norland"] * 3]


def test_large_lines_are_headings_and_the_title_is_believed_where_the_text_has_it(document) -> None:
    assert marked(document, "heading") == ["Joint statement on the bridge"]
    assert document.given.title == "Joint statement on the bridge"


def test_pages_are_marked_with_their_numbers(document) -> None:
    pages = {mark.level: document.quote(mark.span) for mark in document.layout if mark.role == "page"}
    assert sorted(pages) == [1, 2, 3]
    assert pages[2].startswith("decided to go on") and "third page" in pages[3]


def test_joined_lines_can_be_traced_to_the_printed_ones(document) -> None:
    start = document.text.index("partnership")
    source = OffsetMap(document.cleaning).span_to_source(Span(start, start + len("partnership")))
    assert len(source) == len("part-\nnership")


def test_a_title_that_the_text_does_not_bear_out_is_not_taken(one) -> None:
    assert one(pdf(PAGES[:1], title="Microsoft Word - draft7.doc"), "a.pdf").given.title is None


def test_the_same_bytes_give_the_same_document(one) -> None:
    assert one(pdf(PAGES), "a.pdf") == one(pdf(PAGES), "a.pdf")


def test_a_scan_is_refused_with_the_advice_to_recognise_it(refusal) -> None:
    error = refusal(pdf([[], []]), "scan.pdf")
    assert "no text layer" in error.message and "OCR" in error.advice


def test_pages_without_text_among_others_are_a_warning(one) -> None:
    document = one(pdf([PAGES[0], []]), "a.pdf")
    assert any("Pages without text" in warning and "2" in warning for warning in document.warnings)


def test_a_damaged_page_among_others_is_a_warning_and_the_others_are_read(one, refusal) -> None:
    torn = pdf([PAGES[0], PAGES[0]]).replace(b"/Type /Page /Parent", b"/Type /Torn /Parent")
    whole, _, second = pdf([PAGES[0], PAGES[0]]).partition(b"/Type /Page /Parent")
    half = whole + b"/Type /Page /Parent" + second.replace(b"/Type /Page /Parent", b"/Type /Torn /Parent")
    assert "none of its pages" in refusal(torn, "torn.pdf").message
    assert any("damaged" in warning and "2" in warning for warning in one(half, "half.pdf").warnings)


def test_a_locked_file_is_refused_as_such(refusal) -> None:
    error = refusal(locked_pdf(), "locked.pdf")
    assert "password" in error.message and "password" in error.advice


@pytest.mark.parametrize("cut", [9, 60, 400])
def test_a_truncated_file_is_refused(refusal, cut: int) -> None:
    assert "damaged or cut off" in refusal(pdf(PAGES)[:cut], "a.pdf").message


def test_a_name_that_lies_is_refused(refusal) -> None:
    assert "does not begin like one" in refusal(b"The two sides agreed.", "a.pdf").message


def test_a_parser_that_takes_too_long_is_stopped(refusal) -> None:
    assert "longer than" in refusal(pdf(PAGES), "a.pdf", limits=Limits(parse_seconds=0)).message


def test_a_parser_that_takes_too_much_memory_is_refused(refusal) -> None:
    refusal(pdf(PAGES), "a.pdf", limits=Limits(parse_memory=20 * 1024 * 1024))
