"""``pacta assess``"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from pacta.cli.columns import SHORT
from pacta.cli.options import DATE, filter_options, open_register, register_option
from pacta.cli.output import format_option, printable, show_table
from pacta.cli.reviewing import said_options

if TYPE_CHECKING:
    from pacta.app.assess import Assessed
    from pacta.app.review import Said
    from pacta.app.views import Filters
    from pacta.review import Judgement

SCREEN = 50
EVERYTHING = 10**9


@click.group("assess")
def command() -> None:
    """Say what was done about commitments: first what will count as done, then evidence, then a score.

    The software proposes evidence and sets nothing. No evidence found is not the same as not done.
    """


@command.command("list")
@filter_options
@format_option
@register_option
def list_(filters: Filters, form: str, register: str) -> int:
    """List commitments with their assessments, and the average of the set: 50 x (score + 1), n/a left out."""
    from dataclasses import replace

    from pacta.app.assess import assessed_set

    size = SCREEN if form == "table" else EVERYTHING
    with open_register(register) as opened:
        found = assessed_set(opened, replace(filters, kind=("commitment",)), size=size)
    if form != "table":
        from pacta.cli.linked import write_records

        write_records(form, map(_record, found.rows))
        return 0
    header = ("id", "date", "actors", "commitment", "status")
    show_table(f"{found.total} commitments, {found.scored} scored", header, map(_cells, found.rows))
    if found.average is not None:
        click.echo(f"Average: {found.average:.1f}%")
        for actor, average in found.by_actor.items():
            if actor and average is not None:
                click.echo(f"  {actor}: {average:.1f}%")
    return 0


@command.command("show")
@click.argument("id_", metavar="ID")
@register_option
def show(id_: str, register: str) -> None:
    """Show the assessment of one commitment: guideline, evidence by event, searches, scores; and what later
    documents say of the same thing, as a proposal."""
    from pacta.app.assess import assessment, proposed

    with open_register(register) as opened:
        found = assessment(opened, id_)
        offered = proposed(opened, id_)
    made = found.assessment
    click.echo(printable(f"{found.statement.id} “{found.statement.quote}”"))
    click.echo(f"Status: {made.status}")
    if made.guideline:
        click.echo(printable(f"Guideline ({made.guideline.reviewer}): {made.guideline.reason}"))
    for event in made.events:
        click.echo(f"Event{f' of {event.date}' if event.date else ''}:")
        for item in event.items:
            told = (item.id[:SHORT], item.reason, item.values.get("link"), f"({item.reviewer})")
            click.echo("  " + printable(" ".join(filter(None, told))))
    for one in offered:
        passage = one.mention.passage
        also = f" (told {len(one.also) + 1} times)" if one.also else ""
        click.echo(printable(f"Proposed, {one.why}: {passage.date or 'no date'} “{passage.quote}”{also}"))


@command.command("guideline")
@click.argument("id_", metavar="ID")
@click.argument("text")
@said_options
@register_option
def guideline(id_: str, text: str, said: Said, register: str) -> None:
    """Say what will count as done, partly done and not done."""
    from pacta.app.assess import set_guideline

    with open_register(register) as opened:
        _tell(set_guideline(opened, id_, text, said))


@command.command("score", context_settings={"ignore_unknown_options": True})
@click.argument("id_", metavar="ID")
@click.argument("value", type=click.Choice(["+1", "0", "-1", "n/a"]))
@click.option("--actor", default="", metavar="CODE", help="For this actor alone.")
@click.option("--period", default="", help="Of this period: 2025, 2025/2026.")
@said_options
@register_option
def score(id_: str, value: str, actor: str, period: str, said: Said, register: str) -> None:
    """Score a commitment: +1 done, 0 partly or in progress, -1 not done, n/a not applicable."""
    from pacta.app.assess import score as scored

    with open_register(register) as opened:
        _tell(scored(opened, id_, value, said, actor=actor, period=period))


@command.command("evidence")
@click.argument("id_", metavar="ID")
@click.argument("words")
@click.option("--date", "date", metavar="DATE", help="When it happened: 2025-05-09, 2025-05, 2025.")
@click.option("--link", help="Where it can be read.")
@click.option("--bearing", type=click.Choice(["for", "against", "neutral"]), help="What it speaks for.")
@click.option("--same-as", metavar="ENTRY", help="An earlier item that tells of the same event: it counts once.")
@said_options
@register_option
def evidence(id_: str, words: str, said: Said, register: str, **values: Any) -> None:
    """Add evidence: what it is in a few words."""
    from pacta.app.assess import add_evidence

    with open_register(register) as opened:
        _tell(add_evidence(opened, id_, words, said, **values))


@command.command("nothing")
@click.argument("id_", metavar="ID")
@click.option("--searched", required=True, help="What was searched: documents, sites, words.")
@click.option("--until", required=True, type=DATE, metavar="YYYY-MM-DD", help="Up to which day.")
@said_options
@register_option
def nothing(id_: str, searched: str, until: datetime, said: Said, register: str) -> None:
    """Say that no evidence was found, where it was looked for and until when."""
    from pacta.app.assess import found_nothing

    with open_register(register) as opened:
        _tell(found_nothing(opened, id_, searched, until.date().isoformat(), said))


def _tell(entry: Judgement) -> None:
    click.echo(f"{entry.target} {entry.verdict} by {entry.reviewer} ({entry.id}).")


def _cells(one: Assessed) -> tuple[Any, ...]:
    row = one.statement
    return row.id[:SHORT], row.document_date, " ".join(row.actors), row.quote, one.assessment.status


def _record(one: Assessed) -> dict[str, Any]:
    row, made = one.statement, one.assessment
    return {
        "statement": row.id, "quote": row.quote, "document": row.document, "date": row.document_date,
        "actors": list(row.actors), "status": made.status,
        "guideline": made.guideline.reason if made.guideline else None,
        "scores": {score.actor or "all": score.score for score in made.scores},
        "events": len(made.events), "searches": len(made.searches),
    }  # fmt: skip
