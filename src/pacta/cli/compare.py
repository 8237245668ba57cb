"""``pacta compare``"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from pacta.cli.linked import write_records
from pacta.cli.options import filter_options, open_register, register_option
from pacta.cli.output import format_option, show_table

if TYPE_CHECKING:
    from pacta.app.views import Filters
    from pacta.link import Comparison, Mention
    from pacta.model import Span


@click.command("compare")
@click.argument("a")
@click.argument("b")
@filter_options
@format_option
@register_option
def command(a: str, b: str, filters: Filters, form: str, register: str) -> int:
    """Compare two documents, or two sets of them, statement by statement.

    A and B are an id, a path as it was added, or a year (2023), month or day of documents; --party and
    --doc-type narrow the sets.
    """
    from pacta.app.link import compared
    from pacta.app.link_records import comparison_records

    with open_register(register) as opened:
        found = compared(opened, a, b, filters)
    if form != "table":
        write_records(form, comparison_records(found))
    else:
        _show(found)
    return 0


def _show(found: Comparison) -> None:
    """Changed words stand in brackets: [-gone-] and {+new+}."""
    same = sum(pair.same for pair in found.aligned)
    title = (
        f"{same} the same, {len(found.aligned) - same} reworded, {len(found.gone)} only in A, "
        f"{len(found.new)} only in B"
    )
    rows: list[tuple[str, str, str]] = [
        (pair.b.relation, _marked(pair.a, pair.gone, "[-", "-]"), _marked(pair.b.mention, pair.b.marks, "{+", "+}"))
        for pair in found.aligned
    ]
    rows += [("gone", mention.evidence.quote, "") for mention in found.gone]
    rows += [("new", "", mention.evidence.quote) for mention in found.new]
    show_table(title, ("change", "A", "B"), rows)


def _marked(mention: Mention, spans: Sequence[Span], left: str, right: str) -> str:
    quote, start = mention.evidence.quote, mention.evidence.span.start
    parts, place = [], 0
    for span in spans:
        first, last = span.start - start, span.end - start
        parts += [quote[place:first], left, quote[first:last], right]
        place = last
    return "".join([*parts, quote[place:]])
