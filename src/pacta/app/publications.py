"""What leaves the register: data sets, bibliographies, calendars and feeds, under the usual filters."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import func, select

from pacta import __version__
from pacta.app import clock, conditions, linked, linked_threads, queries
from pacta.app.export import every, table_records
from pacta.app.link_views import FindingRow, ThreadMention, ThreadView
from pacta.app.views import EventRow, Filters, StatementRow
from pacta.publish.calendar import CalendarEntry
from pacta.publish.dataset import Dataset
from pacta.publish.dictionary import data_tables
from pacta.publish.feed import FeedEntry
from pacta.store import Register
from pacta.store.schema import documents, runs
from pacta.store.schema_review import judgements
from pacta.text.timevalues import bounds

TITLE = 120  # code points of a title in a calendar or feed
CHANGED = 200  # threads of which changes are told; older ones have been told before
LONGEST = timedelta(days=31)  # of a reported event in the calendar
CALENDAR_KINDS = {"deadline": "Due", "report": "Reported", "document": "Document"}


def dataset(register: Register, filters: Filters = Filters(), tables: tuple[str, ...] = ()) -> Dataset:
    """The tables (all, if none is named) of what the filters select, with what to say about it."""
    latest = func.max(documents.c.date), func.min(documents.c.date), func.count()
    with register.reading() as connection:
        until, since, count = connection.execute(select(*latest).where(*conditions.of_documents(filters))).one()
    return Dataset(
        rows=partial(table_records, register, filters=filters), version=__version__, selection=selection(filters),
        documents=count, since=since, until=until, tables=tables or tuple(data_tables()),
    )  # fmt: skip


def selection(filters: Filters) -> str:
    """The filters in words: "kind commitment; since 2025-01-01"; "everything" without any."""
    parts = []
    for field in fields(filters):
        value = getattr(filters, field.name)
        if value:
            words = ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
            parts.append(f"{field.name.replace('_', ' ')} {words}")
    return "; ".join(parts) or "everything"


def calendar_entries(register: Register, filters: Filters = Filters()) -> Iterator[CalendarEntry]:
    """Deadlines, the documents themselves, and what they report of a day or a month, by date. A report of years
    ("in 1941 to 1945") would be a banner over every day of them, so it stays out."""
    rows = {row.id: row for row in every(partial(queries.list_statements, register, filters))}
    for event in every(partial(queries.list_events, register, filters)):
        if event.statement is None:
            yield CalendarEntry(event.document, event.date, event.label, _source(event), event.kind, event.date)
        elif (statement := rows.get(event.statement)) and (event.kind == "deadline" or _brief(event.date)):
            yield _statement_entry(event, statement)


def feed_entries(
    register: Register,
    filters: Filters = Filters(),
    *,
    statement_page: Callable[[StatementRow], str] | None = None,
    finding_page: Callable[[FindingRow], str] | None = None,
) -> Iterator[FeedEntry]:
    """Statements under the filters, findings of their documents, and what changed in the threads last spoken of.

    A statement is as new as the run that added its document or the last judgement on it; a finding as the newest
    of its documents; a change of wording or stage as the document that made it. The two functions give addresses,
    where there are pages."""
    added, judged = _added(register), _judged(register)
    rows = {row.id: row for row in every(partial(queries.list_statements, register, filters))}
    for row in rows.values():
        yield FeedEntry(
            id=f"statement:{row.id}", title=_short(f"{_act(row)}: {row.quote}"), category=row.kind,
            updated=max(added[row.document], judged.get(row.judgement or "", "")), summary=_described(row),
            address=statement_page(row) if statement_page else None,
        )  # fmt: skip
    for found in every(partial(linked.findings, register, filters, dismissed=False)):
        passages = [found.a, *([found.b] if found.b else [])]
        yield FeedEntry(
            id=f"finding:{found.id}", title=_short(found.sentence), category=f"finding {found.kind}",
            updated=max(added[passage.document] for passage in passages),
            summary="\n".join([found.sentence, *(f"“{passage.quote}” ({passage.file})" for passage in passages)]),
            address=finding_page(found) if finding_page else None,
        )  # fmt: skip
    for view, mention in _changes(register, filters):
        row = rows.get(mention.passage.statement or "")
        if row is not None and mention.before is not None:
            yield FeedEntry(
                id=f"change:{row.id}", title=_short(f"{str(mention.relation).capitalize()}: {view.row.title}"),
                category=f"change {mention.relation}", updated=added[row.document],
                summary=f"“{mention.passage.quote}”\nBefore: “{mention.before.quote}” ({mention.before.file})",
                address=statement_page(row) if statement_page else None,
            )  # fmt: skip


def _changes(register: Register, filters: Filters) -> Iterator[tuple[ThreadView, ThreadMention]]:
    """Mentions that say otherwise than the mention before them, in the threads last spoken of."""
    latest = linked_threads.threads(register, filters, sort="-last", size=CHANGED)
    for view in linked_threads.several(register, (row.id for row in latest.rows)):
        for mention in view.mentions:
            if mention.relation not in (None, "first", "restates"):
                yield view, mention


def _added(register: Register) -> dict[str, str]:
    query = select(documents.c.id, func.coalesce(runs.c.finished, runs.c.started).label("added"))
    with register.reading() as connection:
        rows = connection.execute(query.join(runs, runs.c.id == documents.c.added))
        return {row.id: row.added for row in rows}


def _judged(register: Register) -> dict[str, str]:
    """When each entry of the log of judgements was made, to the second, by its id."""
    with register.reading() as connection:
        rows = connection.execute(select(judgements.c.id, judgements.c.at))
        return {row.id: clock.stamp(datetime.fromisoformat(row.at)) for row in rows}


def _statement_entry(event: EventRow, row: StatementRow) -> CalendarEntry:
    said = f"{CALENDAR_KINDS[event.kind]} ({row.deadline_words or event.date})"
    return CalendarEntry(
        id=f"{row.id}-{event.kind}", date=event.date, summary=_short(f"{said}: {row.quote}"),
        description=_described(row), category=event.kind, source_date=row.document_date,
    )  # fmt: skip


def _described(row: StatementRow) -> str:
    where = ", ".join(filter(None, (row.document_title, row.document_date, row.citation)))
    who = f"Voice: {row.voice}. Actors: {', '.join(row.actors) or 'not named'}."
    return f"“{row.quote}”\n{who} {_act(row)}.\n{where}"


def _act(row: StatementRow) -> str:
    return f"{row.kind.capitalize()}, firmness {row.firmness}" if row.firmness else row.kind.capitalize()


def _brief(edtf: str) -> bool:
    days = bounds(edtf)
    return days is not None and days[1] - days[0] < LONGEST


def _source(event: EventRow) -> str:
    return f"Document of {event.date} in the register."


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= TITLE else words[:TITLE].rsplit(" ", 1)[0] + " …"
