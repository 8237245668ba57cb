"""An iCalendar file (RFC 5545) of deadlines, meetings and dated events, each with the words that date it.

A date keeps its precision: "2030" is an entry over the whole of 2030, never one on 1 January. Entries are
all-day and transparent (they block nobody's time), and their UID comes from what they are about, so that a
subscriber's calendar changes an entry and never doubles it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event

from pacta.text.timevalues import bounds

UNDATED = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """``id`` is stable; ``date`` EDTF; ``source_date`` the ISO date of the document, of which the entry is a
    statement; ``category`` deadline, report or document."""

    id: str
    date: str
    summary: str
    description: str
    category: str
    source_date: str | None = None


def write_calendar(entries: Iterable[CalendarEntry], name: str) -> bytes:
    """Entries without a stretch of the calendar ("P3Y", damaged dates) are left out."""
    calendar = Calendar()
    calendar.add("prodid", "-//Pacta//Register//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    for entry in entries:
        if days := bounds(entry.date):
            calendar.add_component(_event(entry, *days))
    return bytes(calendar.to_ical())


def _event(entry: CalendarEntry, first: date, last: date) -> Event:
    event = Event()
    event.add("uid", f"{entry.id}@pacta")
    event.add("dtstamp", _stamp(entry.source_date))
    event.add("dtstart", first)
    event.add("dtend", last + timedelta(days=1) if last < date.max else last)
    event.add("summary", entry.summary)
    event.add("description", entry.description)
    event.add("categories", [entry.category])
    event.add("transp", "TRANSPARENT")
    event.add("x-pacta-edtf", entry.date)
    return event


def _stamp(day: str | None) -> datetime:
    """The document's date at midnight UTC: the same register gives the same file, whenever it is written."""
    found = bounds(day)
    return datetime(*found[0].timetuple()[:3], tzinfo=UTC) if found else UNDATED
