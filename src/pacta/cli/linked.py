"""``pacta list`` of what linking made: threads, indicators, mechanisms."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from pacta.cli.output import every_row, show_table

if TYPE_CHECKING:
    from pacta.app.link_views import IndicatorView, MechanismView, ThreadView
    from pacta.app.views import Filters
    from pacta.store import Register

SCREEN = 50  # things of a table
THINGS = ("threads", "indicators", "mechanisms")


def write_records(form: Any, records: Iterable[dict[str, Any]]) -> None:
    """JSON, JSON Lines or CSV on standard output."""
    from pacta.publish.tables import write_table

    write_table(form, records, sys.stdout)


@dataclass(frozen=True, slots=True)
class Listed:
    """How a thing is asked for, written and shown: a page of rows, one row in full, its record and its lines."""

    page: Callable[..., Any]
    view: Callable[[Any, str], Any]
    record: Callable[[Any], dict[str, Any]]
    header: Sequence[str]
    lines: Callable[[Any], Iterable[Sequence[Any]]]


def show(register: Register, thing: str, filters: Filters, sort: str | None, limit: int | None, form: str) -> int:
    """Filters on documents and statements say what is listed; ``text``: those with the words in their name."""
    listed = _listed(thing)
    ask = partial(listed.page, register, filters, **({"sort": sort} if sort else {}))
    if form != "table":
        views = (listed.view(register, row.id) for row in every_row(ask, limit))
        write_records(form, map(listed.record, views))
        return 0
    page = ask(page=1, size=limit or SCREEN)
    rows = [line for row in page.rows for line in listed.lines(listed.view(register, row.id))]
    show_table(f"{page.total} {thing}", listed.header, rows)
    if page.total > len(page.rows):
        click.echo(f"{page.total - len(page.rows)} more: --limit {page.total} shows all.", err=True)
    return 0


def _listed(thing: str) -> Listed:
    from pacta.app import link_records as records
    from pacta.app import linked

    if thing == "threads":
        header = ("title", "type", "stage", "date", "act", "relation", "quote")
        return Listed(linked.threads, linked.thread, records.thread_record, header, _of_thread)
    if thing == "indicators":
        series = ("indicator", "unit", "when", "figure", "whose", "fits", "document")
        return Listed(linked.indicators, linked.indicator, records.indicator_record, series, _of_indicator)
    body = ("mechanism", "last met", "next meets", "date", "by", "task or meeting")
    return Listed(linked.mechanisms, linked.mechanism, records.mechanism_record, body, _of_mechanism)


def _of_thread(view: ThreadView) -> Iterable[Sequence[Any]]:
    for place, mention in enumerate(view.mentions):
        act = f"{mention.kind} {mention.firmness}" if mention.firmness else mention.kind
        head = (view.row.title, view.row.type, view.row.stage) if place == 0 else ("", "", "")
        relation = mention.relation or "undated"
        yield (*head, mention.passage.date, act, relation, mention.passage.quote)


def _of_indicator(view: IndicatorView) -> Iterable[Sequence[Any]]:
    for place, point in enumerate(view.points):
        head = (view.row.name, view.row.unit) if place == 0 else ("", "")
        when = point.when if point.dated_by == "period" else f"(told {point.when or 'undated'})"
        fits = "no" if point.disagrees else "yes"
        yield (*head, when, point.words, point.passage.voice, fits, point.passage.file)


def _of_mechanism(view: MechanismView) -> Iterable[Sequence[Any]]:
    row = view.row
    told = [(task.passage.date, " ".join(task.by), task.passage.quote) for task in view.tasks]
    told += [(met.date, "to meet" if met.to_come else "met", met.passage.quote) for met in view.meetings]
    for place, line in enumerate(told or [("", "", "")]):
        head = (row.name, row.last_met, row.next_meets) if place == 0 else ("", "", "")
        yield (*head, *line)
