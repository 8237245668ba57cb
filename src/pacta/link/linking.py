"""The whole layer: entities, threads and findings over the documents of a register."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pacta.link.dates import date_findings
from pacta.link.described import Descriptions
from pacta.link.entities import Entities, resolve
from pacta.link.events import dated_events
from pacta.link.figures import figure_facts, figure_findings
from pacta.link.followups import followups
from pacta.link.mentions import mentions
from pacta.link.status import status_findings, thread_findings, told_stages
from pacta.link.threads import threads
from pacta.link.types import Finding, ReadDocument, Thread

SILENT_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Linked:
    """``threads`` are all, those of one mention too; ``findings`` are sorted by kind and place."""

    entities: Entities
    threads: tuple[Thread, ...]
    findings: tuple[Finding, ...]


def link(
    documents: Iterable[ReadDocument], *, as_of: str | None = None, silent_months: int = SILENT_MONTHS
) -> Linked:
    """Links documents. ``as_of`` (ISO) is the day on which deadlines are looked at; without it, the date of the
    latest document. The order in which documents are given does not matter."""
    ordered = {read.id: read for read in sorted(documents, key=lambda read: (read.date or "9999", read.id))}
    entities = resolve(ordered.values())
    found = threads([m for read in ordered.values() for m in mentions(read, entities)], entities)
    day = as_of or max((read.date or "" for read in ordered.values()), default="")
    findings = [
        *_contradictions(ordered, entities),
        *thread_findings(found),
        *followups(found, ordered, day, silent_months),
    ]
    unique = {one.id: one for one in sorted(findings, key=_place)}
    return Linked(entities, found, tuple(unique.values()))


def _contradictions(documents: Mapping[str, ReadDocument], entities: Entities) -> Iterator[Finding]:
    reads = documents.values()
    described = Descriptions(entities)
    yield from date_findings(event for read in reads for event in dated_events(read, entities, described))
    yield from figure_findings(fact for read in reads for fact in figure_facts(read))
    yield from status_findings(told for read in reads for told in told_stages(read, entities))


def _place(found: Finding) -> tuple[str, str, str, int, str]:
    return found.kind, found.a.date or "", found.a.document, found.a.span.start, found.id
