"""What can be taken along by the pages: each download opens in its own reader and keeps to the filters."""

from __future__ import annotations

import io
from zipfile import ZipFile

import docx
import feedparser
import openpyxl
import pytest
from fastapi.testclient import TestClient
from icalendar import Calendar


def test_the_page_names_the_selection_and_passes_it_on(client: TestClient) -> None:
    page = client.get("/export?kind=commitment&since=2024").text
    assert "selection: kind commitment; since 2024" in page
    for path in ("/brief.docx", "/register.xlsx", "/calendar.ics", "/feed.atom"):
        assert f"{path}?kind=commitment&amp;since=2024" in page


def test_a_selection_of_nothing_says_what_to_do(client: TestClient) -> None:
    assert "No document is under these filters" in client.get("/export?since=2031").text


@pytest.mark.parametrize("language", ["en", "ru", "vi"])
def test_the_meeting_pack_opens_in_word(client: TestClient, language: str) -> None:
    answer = client.get(f"/brief.docx?language={language}")
    assert answer.status_code == 200 and "attachment" in answer.headers["content-disposition"]
    assert docx.Document(io.BytesIO(answer.content)).paragraphs
    with ZipFile(io.BytesIO(answer.content)) as parts:
        assert "word/footnotes.xml" in parts.namelist()


def test_a_pack_in_an_unknown_form_or_language_is_refused(client: TestClient) -> None:
    assert client.get("/brief.exe").status_code == 400
    assert "Choose one of en, ru, vi" in client.get("/brief.docx?language=xx").text


def test_the_workbook_holds_only_what_the_filters_select(client: TestClient) -> None:
    book = openpyxl.load_workbook(io.BytesIO(client.get("/register.xlsx?kind=request").content))
    kinds = {row[4].value for row in list(book["Statements"].iter_rows())[1:]}
    assert kinds == {"request"}


def test_feed_entries_lead_to_their_pages(client: TestClient) -> None:
    read = feedparser.parse(client.get("/feed.atom").content)
    assert read.entries and not read.bozo
    of_kind = {entry.id.split(":")[2]: entry for entry in read.entries}
    assert "statement" in of_kind
    for entry in [*of_kind.values(), *read.entries[:20]]:
        assert client.get(entry.link.partition("localhost")[2]).status_code == 200


def test_the_calendar_keeps_years_as_years(client: TestClient) -> None:
    events = Calendar.from_ical(client.get("/calendar.ics").content).walk("VEVENT")
    due = [event for event in events if str(event["x-pacta-edtf"]) == "2027"]
    assert [(str(each["dtstart"].dt), str(each["dtend"].dt)) for each in due] == [("2027-01-01", "2028-01-01")]
