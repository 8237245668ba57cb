"""``pacta compare``"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from pacta.cli.linked import write_records
from pacta.cli.options import filter_options, open_register, register_option
from pacta.cli.output import format_option, show_table

if TYPE_CHECKING:
    from pacta.app.link_views import ComparedPair, ComparisonView, Passage
    from pacta.app.views import Filters
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
    from pacta.app.link_records import comparison_records
    from pacta.app.linked import compared

    with open_register(register) as opened:
        found = compared(opened, a, b, filters)
    if form != "table":
        write_records(form, comparison_records(found))
    else:
        _show(found)
    return 0


def _show(found: ComparisonView) -> None:
    """Words that are gone stand in [-brackets-], new ones in {+braces+}; nothing is said twice."""
    click.echo(f"A: {found.a}\nB: {found.b}\n")
    same = [pair for pair in found.aligned if pair.same]
    doubtful = [pair for pair in found.aligned if pair.doubtful]
    reworded = [pair for pair in found.aligned if not pair.same and not pair.doubtful]
    _pairs("reworded", reworded)
    _pairs("perhaps the same, too little alike to say", doubtful)
    for title, mentions in (("only in A", found.gone), ("only in B", found.new)):
        rows = ((mention.kind, mention.firmness, mention.passage.quote) for mention in mentions)
        show_table(f"{len(mentions)} {title}", ("act", "firm", "words"), rows)
    show_table(f"{len(same)} the same", ("words",), ((pair.a.passage.quote,) for pair in same))


def _pairs(title: str, pairs: Sequence[ComparedPair]) -> None:
    rows = (
        (_change(pair), _marked(pair.a.passage, "[-", "-]"), _marked(pair.b.passage, "{+", "+}")) for pair in pairs
    )
    show_table(f"{len(pairs)} {title}", ("change", "A", "B"), rows)


def _change(pair: ComparedPair) -> str:
    """The relation, and each aspect that has changed with its values."""
    changes = [f"{c.aspect}: {c.was or 'none'} → {c.now or 'none'}" for c in pair.b.changes]
    return "; ".join([pair.b.relation or "undated", *changes])


def _marked(passage: Passage, left: str, right: str) -> str:
    parts, place = [], 0
    for first, last in ((_inside(passage, span)) for span in passage.marks):
        parts += [passage.quote[place:first], left, passage.quote[first:last], right]
        place = last
    return "".join([*parts, passage.quote[place:]])


def _inside(passage: Passage, span: Span) -> tuple[int, int]:
    return span.start - passage.span.start, span.end - passage.span.start
