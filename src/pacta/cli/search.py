"""``pacta search``"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import click

from pacta.cli.columns import SHORT
from pacta.cli.options import filter_options, open_register, register_option
from pacta.cli.output import console, every_row, format_option, printable, write_rows

if TYPE_CHECKING:
    from pacta.app.views import Filters

SCREEN = 20  # hits of a table


@click.command("search")
@click.argument("query", nargs=-1, required=True)
@filter_options
@click.option("--limit", type=click.IntRange(min=1), help="At most so many (a table shows 20; other formats all).")
@format_option
@register_option
def command(query: tuple[str, ...], filters: Filters, limit: int | None, form: str, register: str) -> int:
    """Search the full text of the documents: words, "phrases", prefix*.

    A hit is a paragraph that holds all of them. Accents and capitals do not matter. Put a phrase in quotation
    marks inside those of your shell: pacta search '"joint statement" energy'.
    """
    from pacta.app.queries import search

    with open_register(register) as opened:
        ask = partial(search, opened, " ".join(query), filters)
        if form != "table":
            write_rows(form, every_row(ask, limit))
            return 0
        page = ask(page=1, size=limit or SCREEN)
    for hit in page.rows:
        _show(hit)
    click.echo(
        f"{page.total} found." if page.total <= len(page.rows) else f"{len(page.rows)} of {page.total} shown."
    )
    return 0


def _show(hit: Any) -> None:
    from rich.text import Text

    where = f"{hit.document[:SHORT]} {hit.document_date or ''} "
    line = Text.assemble((where, "dim"), (printable(hit.document_title), "bold"))
    words = Text("  ")
    for number, part in enumerate(hit.snippet.replace("\x03", "\x02").split("\x02")):
        words.append(_cleaned(part), style="bold yellow" if number % 2 else "")
    out = console()
    out.print(line)
    out.print(words)


def _cleaned(part: str) -> str:
    """`printable`, but white space at the ends stays: the part stands in a sentence."""
    before, after = " " * part.startswith(" "), " " * (part.endswith(" ") and bool(part.strip()))
    return before + printable(part) + after
