"""Calendar and feed, read back by the readers that people use."""

from __future__ import annotations

from datetime import date, timedelta

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from pacta.app import review
from pacta.app.publications import calendar_entries, feed_entries
from pacta.app.views import Filters
from pacta.publish.calendar import CalendarEntry, write_calendar
from pacta.publish.feed import FeedEntry, write_feed
from pacta.store import Register
from pacta.text.timevalues import bounds

TEXT = st.text(max_size=60)


def entry(edtf: str, **fields: str) -> CalendarEntry:
    return CalendarEntry(**{"id": "s1", "date": edtf, "summary": "x", "description": "y", "category": "deadline"}
                         | fields)  # fmt: skip


@pytest.mark.parametrize(("edtf", "first", "last"), [
    ("2030", date(2030, 1, 1), date(2030, 12, 31)),
    ("2026/2030", date(2026, 1, 1), date(2030, 12, 31)),
    ("2027-02", date(2027, 2, 1), date(2027, 2, 28)),
    ("2027-21", date(2027, 3, 1), date(2027, 5, 31)),
    ("2027-24", date(2027, 12, 1), date(2028, 2, 29)),
    ("2027-03-21", date(2027, 3, 21), date(2027, 3, 21)),
])  # fmt: skip
def test_an_entry_covers_the_time_that_the_text_names_and_no_less(edtf: str, first: date, last: date) -> None:
    assert bounds(edtf) == (first, last)
    [event] = Calendar.from_ical(write_calendar([entry(edtf)], "all")).walk("VEVENT")
    assert event["dtstart"].dt == first
    assert event["dtend"].dt == last + timedelta(days=1)  # exclusive, as RFC 5545 has it
    assert str(event["x-pacta-edtf"]) == edtf


@pytest.mark.parametrize("edtf", ["P3Y", "", "2025-13", "soon", "9999-99-99"])
def test_what_is_no_stretch_of_the_calendar_is_left_out(edtf: str) -> None:
    assert not Calendar.from_ical(write_calendar([entry(edtf)], "all")).walk("VEVENT")


@given(TEXT, TEXT)
def test_any_words_survive_the_calendar(summary: str, description: str) -> None:
    written = write_calendar([entry("2030", summary=summary, description=description)], "all")
    [event] = Calendar.from_ical(written).walk("VEVENT")
    assert str(event["dtstart"].dt) == "2030-01-01"
    assert all(line.startswith(b" ") or b":" in line for line in written.split(b"\r\n") if line)


def test_deadlines_of_the_register_stand_in_the_calendar_with_their_words(filled: Register) -> None:
    events = Calendar.from_ical(write_calendar(calendar_entries(filled), "all")).walk("VEVENT")
    due = [event for event in events if str(event["categories"].to_ical().decode()) == "deadline"]
    assert {str(event["x-pacta-edtf"]) for event in due} >= {"2028", "2030", "2027-21"}
    assert all("“" in str(event["description"]) for event in due)
    assert len({str(event["uid"]) for event in events}) == len(events)


def test_a_subscriber_sees_the_same_ids_again(filled: Register) -> None:
    def uids(filters: Filters) -> set[str]:
        return {found.id for found in calendar_entries(filled, filters)}

    assert uids(Filters(since="2024")) < uids(Filters())
    assert write_calendar(calendar_entries(filled), "a") == write_calendar(calendar_entries(filled), "a")


def test_a_feed_reader_finds_statements_and_findings_with_stable_ids(filled: Register) -> None:
    read = feedparser.parse(write_feed(feed_entries(filled), title="All & more", id="feed:all"))
    assert not read.bozo and read.feed.title == "All & more"
    ids = [found.id for found in read.entries]
    assert len(set(ids)) == len(ids) and all(found.updated for found in read.entries)
    assert {found.split(":")[2] for found in ids} == {"statement", "finding", "change"}


def test_a_subscriber_is_told_of_a_change_of_words_with_both_quotations(filled: Register) -> None:
    weaker = [found for found in feed_entries(filled) if found.category == "change weakens"]
    assert weaker and all(found.summary.count("“") == 2 and "Before: " in found.summary for found in weaker)


def test_a_statement_that_is_judged_comes_again_as_an_update_under_the_same_id(filled: Register) -> None:
    def updated() -> dict[str, str]:
        return {found.id: found.updated for found in feed_entries(filled, Filters(review="any"))}

    before = updated()
    statement = next(id_ for id_ in before if id_.startswith("statement:"))
    entry = review.judge(filled, statement.removeprefix("statement:"), "accept", review.Said("ana"))
    after = updated()
    assert set(after) == set(before) and after[statement] >= max(before[statement], entry.at[:19])
    assert {id_ for id_ in before if after[id_] != before[id_]} <= {statement}
    review.undo(filled, entry.id, review.Said("ana"))


@given(TEXT, TEXT)
def test_any_words_survive_the_feed(title: str, summary: str) -> None:
    made = FeedEntry(id="statement:s1", title=title, updated="2026-01-02T03:04:05Z", summary=summary, category="x")
    [found] = feedparser.parse(write_feed([made], title="t", id="feed:t")).entries
    assert found.id == "urn:pacta:statement:s1"


def test_an_empty_feed_is_a_feed() -> None:
    assert not feedparser.parse(write_feed([], title="t", id="feed:t")).bozo
