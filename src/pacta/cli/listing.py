"""``pacta list``"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from pacta.cli import linked
from pacta.cli.columns import COLUMNS
from pacta.cli.options import filter_options, open_register, register_option
from pacta.cli.output import every_row, format_option, show_table, write_rows

if TYPE_CHECKING:
    from pacta.app.views import Filters, Page
    from pacta.store import Register

THINGS = ("documents", "statements", "commitments", "figures", "entities", "events", *linked.THINGS)
SCREEN = 50  # rows of a table


@click.command("list")
@click.argument("thing", type=click.Choice(THINGS))
@filter_options
@click.option("--sort", metavar="KEY", help="What to order by; -KEY for descending.")
@click.option("--limit", type=click.IntRange(min=1), help="At most so many (a table shows 50; other formats all).")
@format_option
@register_option
def command(thing: str, filters: Filters, sort: str | None, limit: int | None, form: str, register: str) -> int:
    """List what is in the register: documents, statements, commitments, figures, entities, events; and what the
    documents say together: threads, indicators, mechanisms."""
    with open_register(register) as opened:
        if thing in linked.THINGS:
            return linked.show(opened, thing, filters, sort, limit, form)
        ask = _question(opened, thing, filters, sort)
        if form != "table":
            write_rows(form, every_row(ask, limit))
            return 0
        page = ask(page=1, size=limit or SCREEN)
    header, cells = COLUMNS[thing]
    show_table(f"{page.total} {thing}", header, map(cells, page.rows))
    if page.total > len(page.rows):
        click.echo(f"{page.total - len(page.rows)} more: --limit {page.total} shows all.", err=True)
    return 0


def _question(register: Register, thing: str, filters: Filters, sort: str | None) -> Callable[..., Page[Any]]:
    from pacta.app import linked as across
    from pacta.app import queries

    if thing == "entities":
        ask: Callable[..., Page[Any]] = partial(across.entities, register, filters)
        return partial(ask, sort=sort) if sort else ask
    if thing == "commitments":
        thing, filters = "statements", replace(filters, kind=("commitment",))
    ask = partial(getattr(queries, f"list_{thing}"), register, filters)
    return partial(ask, sort=sort) if sort else ask
