"""``pacta review``: what waits, what was said, the log by mail, how far reviewers agree."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TextIO

import click

from pacta.cli.columns import SHORT, STATEMENTS
from pacta.cli.options import filter_options, open_register, register_option
from pacta.cli.output import every_row, format_option, show_table, write_rows
from pacta.cli.reviewing import said_options

if TYPE_CHECKING:
    from pacta.app.review import Said
    from pacta.app.review_queue import LostPlace
    from pacta.app.views import Filters
    from pacta.review import Judgement

SCREEN = 50  # rows of a table


@click.command("queue")
@filter_options
@click.option("--second-reader", metavar="NAME", help="What NAME has not judged, whatever others did.")
@click.option("--sort", default="score", show_default=True, help="score (unsure first), document or deadline.")
@click.option("--limit", type=click.IntRange(min=1), help="At most so many.")
@format_option
@register_option
def queue(
    filters: Filters, second_reader: str | None, sort: str, limit: int | None, form: str, register: str
) -> int:
    """List what waits for a judgement, the most doubtful first.

    --review disputed lists what reviewers differ on, --assignee NAME what was assigned to somebody.
    """
    from functools import partial

    from pacta.app.review_queue import queue as waiting

    with open_register(register) as opened:
        ask = partial(waiting, opened, filters, reviewer=second_reader, sort=sort)
        if form != "table":
            write_rows(form, every_row(ask, limit))
            return 0
        page = ask(size=limit or SCREEN)
    header, cells = STATEMENTS
    rows = ((f"{row.score:.2f}", *cells(row)) for row in page.rows)
    show_table(f"{page.total} statements wait", ("score", *header), rows)
    return 0


@click.command("lost")
@register_option
def lost(register: str) -> int:
    """List judgements that lost their place: their words are not in the current version of the document."""
    from pacta.app.review_queue import lost_places

    with open_register(register) as opened:
        page = lost_places(opened, size=500)
    header = ("entry", "judged", "document", "words", "why", "likely")
    show_table(f"{page.total} judgements lost their place", header, map(_lost_cells, page.rows))
    return 0


@click.command("names")
@register_option
def names(register: str) -> int:
    """List pairs of names that may be of one and the same, on which linking abstained."""
    from pacta.app.linked import abstentions

    with open_register(register) as opened:
        found = abstentions(opened)
    rows = ((one.a[:SHORT], one.a_name, one.b[:SHORT], one.b_name, one.type, one.reason) for one in found)
    show_table(f"{len(found)} pairs", ("id", "name", "id", "name", "type", "why"), rows)
    return 0


@click.command("carry")
@click.argument("entry")
@click.argument("statement")
@said_options
@register_option
def carry(entry: str, statement: str, said: Said, register: str) -> int:
    """Put a judgement that lost its place on another statement."""
    from pacta.app.review_queue import carry as carried

    with open_register(register) as opened:
        made = carried(opened, entry, statement, said)
    click.echo(f"{made.target} {made.verdict} by {made.reviewer} ({made.id}).")
    return 0


@click.command("history")
@click.argument("id_", metavar="ID", required=False)
@click.option("--limit", type=click.IntRange(min=1), default=SCREEN, show_default=True, help="Of the whole log.")
@click.option("--format", "form", type=click.Choice(["table", "jsonl"]), default="table", show_default=True)
@register_option
def history(id_: str | None, limit: int, form: str, register: str) -> int:
    """Show who said what, when and why: of one statement, finding or entity, or the latest entries of all."""
    from pacta.app import review

    with open_register(register) as opened:
        if id_ is None:
            found = [entry for _, entry in review.changes(opened, size=limit)]
        else:
            found = list(review.history(opened, review.full_id(opened, id_)))
    if form == "jsonl":
        _write(json.dumps(entry.plain(), ensure_ascii=False) + "\n" for entry in found)
        return 0
    show_table(f"{len(found)} entries", ("entry", "when", "who", "what", "of", "why"), map(_entry_cells, found))
    return 0


@click.command("export")
@click.option("--reviewer", metavar="NAME", help="Only what NAME entered.")
@register_option
def export(reviewer: str | None, register: str) -> int:
    """Write the log as JSON Lines to standard output: to keep, or to send to a colleague."""
    from pacta.app.review_exchange import export_log

    with open_register(register) as opened:
        _write(export_log(opened, reviewer))
    return 0


@click.command("import")
@click.argument("file", type=click.File(encoding="utf-8"))
@register_option
def import_(file: TextIO, register: str) -> int:
    """Take in a log that pacta review export wrote. Twice is once, and the order of files does not matter."""
    from pacta.app.review_exchange import import_log

    with open_register(register) as opened:
        taken = import_log(opened, file)
    elsewhere = f"; {taken.elsewhere} on documents that are not in this register" if taken.elsewhere else ""
    click.echo(f"{register}: {taken.new} new entries, {taken.known} known{elsewhere}.")
    return 0


@click.command("agreement")
@filter_options
@click.option("--reviewer", "reviewers", multiple=True, metavar="NAME", help="Of these only (repeatable).")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@register_option
def agreement(filters: Filters, reviewers: tuple[str, ...], form: str, register: str) -> int:
    """Say how far reviewers agree beyond chance where they judged independently."""
    from dataclasses import asdict

    from pacta.app.agreement import agreement as agree

    with open_register(register) as opened:
        found = agree(opened, filters, reviewers)
    if form == "json":
        click.echo(json.dumps(asdict(found), ensure_ascii=False))
        return 0
    rows: list[tuple[Any, ...]] = [
        (f"{one.a}, {one.b}", one.units, _figure(one.kind_kappa), _figure(one.firmness_alpha),
         _figure(one.content_overlap), len(one.differences))
        for one in found.pairs
    ]  # fmt: skip
    header = ("reviewers", "judged by both", "kappa of kinds", "alpha of firmness", "shared content", "differences")
    show_table("Agreement", header, rows)
    click.echo(
        f"All: {found.units} units, alpha of kinds {_figure(found.kind_alpha)}, of firmness "
        f"{_figure(found.firmness_alpha)}, of scores {_figure(found.score_alpha)}."
    )
    return 0


def _lost_cells(one: LostPlace) -> tuple[Any, ...]:
    likely = f"{one.likely.id[:SHORT]} {one.likely.quote}" if one.likely else ""
    judged = f"{one.entry.verdict} by {one.entry.reviewer}"
    return one.entry.id[:SHORT], judged, one.document_title, one.quote, one.why, likely


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def _entry_cells(entry: Judgement) -> tuple[Any, ...]:
    said = json.dumps(entry.values, ensure_ascii=False) if entry.values else ""
    answers = f"(answers {entry.replaces[:SHORT]})" if entry.replaces else ""
    what = " ".join(filter(None, (entry.verdict, said, answers)))
    role = " (curator)" if entry.role == "curator" else ""
    return entry.id[:SHORT], entry.at[:16], entry.reviewer + role, what, entry.target[:SHORT], entry.reason


def _write(lines: Iterable[str]) -> None:
    for line in lines:
        sys.stdout.write(line)


COMMANDS = (queue, lost, names, carry, history, export, import_, agreement)
