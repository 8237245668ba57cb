"""The ladder of a relationship: when relations were established, and to what they were raised since."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from pacta.app import conditions
from pacta.app.link import read_documents
from pacta.app.views import Filters
from pacta.link import Evidence, ReadDocument
from pacta.link.events import DatedEvent, dated_events
from pacta.store import Register
from pacta.store.schema import documents, statements
from pacta.store.search import parse_query

RUNGS = ("establishment of diplomatic relations", "raising of relations")  # events of lexicon/en/events.toml
WORDS = ("partnership", '"diplomatic relations"', '"diplomatic ties"')
MOST = 60  # documents that are looked into


@dataclass(frozen=True, slots=True)
class Rung:
    """One step, with every text that dates it; ``dates`` differ where the texts do; "2012" is
    said by "2012-07" already."""

    name: str  # "diplomatic relations", "strategic partnership"
    dates: tuple[str, ...]  # EDTF, earliest first
    evidence: tuple[Evidence, ...]


def ladder(register: Register, filters: Filters) -> tuple[Rung, ...]:
    """The steps of the relationship between the parties of the filters, by date. A step between others (ASEAN and
    one of the parties) is told apart by the states that its sentence names."""
    parties = frozenset("=" + party for party in conditions.all_of(filters.party))  # as terms of states
    found: dict[str, list[DatedEvent]] = {}
    for event in (event for read in _read(register, filters) for event in dated_events(read)):
        if event.event in RUNGS and parties.issuperset(event.states):
            found.setdefault(_name(event), []).append(event)
    return tuple(sorted(map(_rung, found, found.values()), key=lambda rung: rung.dates))


def _read(register: Register, filters: Filters) -> list[ReadDocument]:
    """The documents whose statements speak of relations or a partnership, latest first."""
    ids: dict[str, None] = {}
    for words in WORDS:
        keys = register.index.statements(parse_query(words))
        query = (
            select(documents.c.id, documents.c.date).distinct()
            .join_from(statements, documents, statements.c.document == documents.c.id)
            .where(statements.c.key.in_(keys), *conditions.of_documents(filters))
            .order_by(documents.c.date.desc(), documents.c.id).limit(MOST)
        )  # fmt: skip
        with register.reading() as connection:
            ids |= dict.fromkeys(row.id for row in connection.execute(query))
    return [read for each in list(ids)[:MOST] for read in read_documents(register, Filters(document=each))]


def _name(event: DatedEvent) -> str:
    return event.words.removeprefix("the raising of relations to ").removeprefix("the establishment of ").lower()


def _rung(name: str, events: list[DatedEvent]) -> Rung:
    told = {event.value for event in events}
    dates = {date for date in told if not any(other != date and other.startswith(date) for other in told)}
    return Rung(name, tuple(sorted(dates)), tuple(event.evidence for event in events))
