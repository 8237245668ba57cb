"""The second reader on the command line: ``pacta read --second-reader``, ``pacta review second|take|decline``."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from pacta.cli.options import open_register, register_option
from pacta.cli.output import printable, show_table
from pacta.cli.reviewing import said_options
from pacta.model import PactaError

if TYPE_CHECKING:
    from pacta.app.reading import Reading
    from pacta.app.review import Said
    from pacta.app.second_opinions import OpinionRow
    from pacta.app.second_reader import SecondReader, SecondReading

Command = TypeVar("Command", bound=Callable[..., Any])
KEY = "PACTA_SECOND_READER_KEY"


def second_options(command: Command) -> Command:
    """Where the second reader is; collected into one argument ``second``, None where none is asked for."""

    @wraps(command)
    def collected(**options: Any) -> Any:
        url, model, yes = (options.pop(name) for name in ("second_reader", "model", "yes"))
        cache, prices, seconds = (options.pop(name) for name in ("second_cache", "prices", "seconds"))
        if url and not model:
            raise click.UsageError("Name the model: --model NAME.")
        second = _second(url, model, cache, prices, seconds) if url else None
        return command(second=second, yes=yes, **options)

    for option in reversed((
        click.option(
            "--second-reader", metavar="URL", envvar="PACTA_SECOND_READER", show_envvar=True,
            help="Also ask a language model, at an address that speaks the OpenAI protocol; "
            f"its key is taken from {KEY}. Off unless given.",
        ),
        click.option("--model", metavar="NAME", help="Which model the second reader is."),
        click.option("--yes", is_flag=True, help="Send without asking (needed off this machine, in scripts)."),
        click.option(
            "--second-cache", type=click.Path(file_okay=False, path_type=Path),
            help="Where its answers are kept (default: the user's cache folder).",
        ),
        click.option(
            "--prices", nargs=2, type=float, metavar="IN OUT", help="What a million tokens cost, to show the cost.",
        ),
        click.option(
            "--seconds", type=float, default=120.0, show_default=True, help="The most that one answer may take."
        ),
    )):  # fmt: skip
        collected = option(collected)
    return collected  # type: ignore[return-value]


def _second(
    url: str, model: str, cache: Path | None, prices: tuple[float, float] | None, seconds: float
) -> SecondReader:
    from pacta.app.second_cache import Cache, default_folder
    from pacta.app.second_endpoint import Endpoint
    from pacta.app.second_reader import Bill, SecondReader

    endpoint = Endpoint(url, model, os.environ.get(KEY, ""), seconds)
    return SecondReader(endpoint, Cache(cache or default_folder(), endpoint), Bill(prices))


def read_twice(
    readings: Callable[[], Iterable[Reading]], second: SecondReader, *, yes: bool
) -> Iterator[SecondReading]:
    """Tells what will leave the machine, asks for leave, then reads document by document. Ends with the bill."""
    if not _may_send(readings(), second, yes):
        return
    try:
        for reading in readings():
            found = second.read(reading)
            for one in found.unread:
                place = f"{reading.document.source.shown()}, characters {one.span.start} to {one.span.end}"
                click.echo(f"{place}: not read a second time. {one.reason}", err=True)
            yield found
    finally:
        _tell_bill(second)


def _may_send(readings: Iterable[Reading], second: SecondReader, yes: bool) -> bool:
    from pacta.app.second_reader import what_leaves

    count, size = what_leaves(readings)
    if not size:
        return False
    endpoint = second.endpoint
    where = "this machine" if endpoint.is_here else "OFF THIS MACHINE"
    click.echo(
        f"{size:,} characters of {count} document{'s' * (count != 1)} go to {endpoint.host} ({where}), model "
        f"{printable(endpoint.model)}: the text without page furniture, the document's type, date, parties and "
        "speakers. No file names, no judgements, nothing else of the register.",
        err=True,
    )
    if endpoint.is_readable_on_the_way:
        click.echo("The address is not encrypted (http): others can read the text on its way.", err=True)
    if endpoint.is_here or yes:
        return True
    if not sys.stdin.isatty():
        raise PactaError("Nothing was sent.", "Say --yes to send it.")
    return click.confirm("Send it?", err=True)


def _tell_bill(second: SecondReader) -> None:
    bill = second.bill
    cost = "" if bill.cost is None else f", cost {bill.cost:.4f} at the given prices"
    click.echo(
        f"{bill.asked} answers, {bill.cached} of them from the cache; {bill.tokens_in:,} tokens sent, "
        f"{bill.tokens_out:,} received{cost}.",
        err=True,
    )


def difference_records(found: SecondReading, file: dict[str, str]) -> Iterator[dict[str, Any]]:
    """One JSON object a place, in text order, what is unlocated last."""
    first = {one.id: one for one in found.reading.annotations.statements}
    for one in found.opinions:
        statement, proposal = first.get(one.statement or ""), one.proposal
        span = proposal.span if proposal and proposal.span else statement.quote if statement else None
        yield {
            "difference": one.difference,
            "fields": list(one.fields),
            "statement": one.statement,
            "span": span.pair() if span else None,
            "quote": span.of(found.reading.document.text) if span else None,
            "first": None if statement is None else {
                "kind": statement.kind, "firmness": statement.firmness, "voice": statement.voice,
                "actors": list(statement.actors),
            },
            "second": None if proposal is None else proposal.values() | {"words": proposal.words},
            "located": span is not None,
        } | file  # fmt: skip


def read_register(register: str, wanted: tuple[str, ...], second: SecondReader, *, yes: bool) -> int:
    """Documents of a register, those that the model has not read yet; where it differs goes to the review queue."""
    from pacta.app import second_opinions

    with open_register(register) as opened:
        ids, closed = second_opinions.to_read(opened, second.endpoint, wanted)
        if closed:
            click.echo(f"{len(closed)} restricted documents are not sent.", err=True)
        unread, differ = 0, 0
        for found in read_twice(lambda: second_opinions.readings(opened, ids), second, yes=yes):
            second_opinions.keep(opened, second.endpoint, found)
            unread += bool(found.unread)
            differ += sum(one.difference in second_opinions.WAITING for one in found.opinions)
    click.echo(f"{len(ids) - unread} documents read a second time, {differ} differences: pacta review second")
    return 1 if unread else 0


@click.command("second")
@click.argument("document", required=False)
@click.option("--settled", is_flag=True, help="Also what reviewers have decided, and what stands nowhere.")
@click.option("--format", "form", type=click.Choice(("table", "jsonl")), default="table", show_default=True)
@register_option
def second(document: str | None, settled: bool, form: str, register: str) -> None:
    """Where a second reader differs from the first (pacta read --second-reader)."""
    from pacta.app.second_opinions import differences
    from pacta.cli.output import every_row

    with open_register(register) as opened:
        rows = list(every_row(lambda **at: differences(opened, document, settled=settled, **at), None))
    if form == "jsonl":
        for row in rows:
            click.echo(json.dumps(_record(row), ensure_ascii=False))
        return
    header = ("id", "document", "second reader", "words")
    cells = ((row.target, row.document_title or row.document, _said(row), row.words) for row in rows)
    show_table(f"{len(rows)} differences", header, cells)


@click.command("take")
@click.argument("id_", metavar="ID")
@click.option("--of", "model", metavar="MODEL", help="Which model, where several differ.")
@said_options
@register_option
def take(id_: str, model: str | None, said: Said, register: str) -> None:
    """Decide for the second reader: take its values, add its statement, or reject what it doubts."""
    _decide(register, id_, said, model, second=True)


@click.command("decline")
@click.argument("id_", metavar="ID")
@click.option("--of", "model", metavar="MODEL", help="Which model, where several differ.")
@said_options
@register_option
def decline(id_: str, model: str | None, said: Said, register: str) -> None:
    """Decide for the first reader: what it read stands, and what it did not read is no statement."""
    _decide(register, id_, said, model, second=False)


def _decide(register: str, id_: str, said: Said, model: str | None, *, second: bool) -> None:
    from pacta.app.second_opinions import decide

    with open_register(register) as opened:
        entry = decide(opened, id_, said, second=second, model=model)
    click.echo(f"{entry.target} {entry.verdict} by {entry.reviewer} ({entry.id}).")


def _said(row: OpinionRow) -> str:
    opinion, proposal = row.opinion, row.opinion.proposal
    if opinion.difference == "values" and proposal:
        return ", ".join(f"{name}: {proposal.values()[name]}" for name in opinion.fields)
    return {"missed": "reads a statement here", "doubted": "reads no statement here"}.get(
        opinion.difference, "words that are not in the text"
    )


def _record(row: OpinionRow) -> dict[str, Any]:
    proposal = row.opinion.proposal
    return {
        "id": row.target, "document": row.document, "model": row.model, "difference": row.opinion.difference,
        "fields": list(row.opinion.fields), "words": row.words,
        "second": None if proposal is None else proposal.values(),
    }  # fmt: skip


COMMANDS = (second, take, decline)
