"""Tables for people, records for programs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from pacta.publish.tables import TABLE_FORMATS

if TYPE_CHECKING:
    from rich.console import Console

    from pacta.app.views import Failure, Page

BATCH = 500  # rows a query, when all are written
NARROW = {"where": 10, "voice": 14, "actors": 12, "deadline": 10, "indicator": 30}  # so that quotations have room
WIDE = 120  # columns of a table that goes to a file or pipe

format_option = click.option(
    "--format", "form", type=click.Choice(["table", *TABLE_FORMATS]), default="table", show_default=True,
    help="A table for people; json, jsonl or csv for programs.",
)  # fmt: skip


def console() -> Console:
    """Standard output for people: colours only on a terminal, never wider than it."""
    from rich.console import Console

    return Console(file=sys.stdout, width=None if sys.stdout.isatty() else WIDE, highlight=False, emoji=False)


def every_row(ask: Callable[..., Page[Any]], limit: int | None) -> Iterator[Any]:
    """The rows of all pages, up to the limit."""
    number, left = 1, limit
    while True:
        page = ask(page=number, size=BATCH)
        yield from page.rows if left is None else page.rows[:left]
        left = None if left is None else left - len(page.rows)
        if number >= page.pages or (left is not None and left <= 0):
            return
        number += 1


def write_rows(form: Any, rows: Iterable[Any]) -> None:
    """JSON, JSON Lines or CSV on standard output."""
    from pacta.app.records import as_record
    from pacta.publish.tables import write_table

    write_table(form, map(as_record, rows), sys.stdout)


def show_table(title: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for name in header:
        table.add_column(name, overflow="fold", vertical="top", max_width=NARROW.get(name))
    for row in rows:
        table.add_row(*(Text(printable("" if cell is None else str(cell))) for cell in row))
    console().print(table)


def printable(text: str) -> str:
    """One line, without the control characters by which a document could play tricks on a terminal."""
    return "".join(char if char.isprintable() else " " for char in " ".join(text.split()))


def tell_failures(failures: Iterable[Failure]) -> None:
    """Each failed input on standard error, with its reason and what to do."""
    for failure in failures:
        click.echo(f"{failure.path}: {failure.reason} {failure.advice}".rstrip(), err=True)


def tell_warnings(warnings: Iterable[tuple[str, str]]) -> None:
    """What to know of a document before trusting its reading: path and warning, on standard error."""
    for path, warning in warnings:
        click.echo(f"{path}: {warning}", err=True)
