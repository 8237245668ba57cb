"""``pacta list threads``, and how linked records are written."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from pacta.cli.output import show_table

if TYPE_CHECKING:
    from pacta.app.views import Filters
    from pacta.link import Thread
    from pacta.store import Register

SCREEN = 50  # threads of a table


def write_records(form: Any, records: Iterable[dict[str, Any]]) -> None:
    """JSON, JSON Lines or CSV on standard output."""
    from pacta.publish.tables import write_table

    write_table(form, records, sys.stdout)


def show_threads(register: Register, filters: Filters, limit: int | None, form: str) -> int:
    """Threads of at least two mentions. Filters on documents say whose documents are linked, ``text`` which
    threads are listed: those with the words in their title."""
    from pacta.app.link import list_threads
    from pacta.app.link_records import thread_record

    found = list_threads(register, filters)
    if form != "table":
        write_records(form, map(thread_record, found[:limit]))
        return 0
    shown = found[: limit or SCREEN]
    header = ("title", "type", "stage", "date", "act", "relation", "quote")
    show_table(f"{len(found)} threads", header, [row for thread in shown for row in _rows(thread)])
    if len(found) > len(shown):
        click.echo(f"{len(found) - len(shown)} more: --limit {len(found)} shows all.", err=True)
    return 0


def _rows(thread: Thread) -> Iterable[tuple[Any, ...]]:
    for place, linked in enumerate(thread.mentions):
        statement = linked.mention.statement
        act = f"{statement.kind} {statement.firmness}" if statement.firmness else statement.kind
        head = (thread.title, thread.type, thread.stage) if place == 0 else ("", "", "")
        yield (*head, linked.mention.evidence.date, act, linked.relation, linked.mention.evidence.quote)
