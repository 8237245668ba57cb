"""``pacta add``"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from pacta.cli.options import (
    config_options,
    given_options,
    jobs_option,
    open_register,
    register_option,
)
from pacta.cli.output import tell_failures, tell_warnings
from pacta.model import Config, Given

if TYPE_CHECKING:
    from pacta.app.add import Summary
    from pacta.store import Register

OUTCOMES = ("added", "new version", "updated", "unchanged")
WARNINGS = 20  # that are told of one run


@click.command("add")
@click.argument("paths", nargs=-1, required=True, metavar="PATH|URL...")
@register_option
@given_options
@config_options
@jobs_option
def command(paths: tuple[str, ...], register: str, given: Given, config: Config, jobs: int) -> int:
    """Add documents to the register.

    PATH is a file, a folder, a pattern, an archive (zip, tar), a table of documents (JSONL, CSV) or - for
    standard input. The same document twice is kept once; a changed one becomes a new version. Stop at any
    time: what is done stays, and the same command goes on from there.
    """
    from pacta.app.add import add_inputs
    from pacta.cli.progress import showing

    with open_register(register, create=True) as opened:
        with showing("Reading", paths) as progress:
            summary = add_inputs(opened, paths, given, config, progress, jobs=jobs)
        link_new(opened, summary)
    return finish(summary, register)


def link_new(register: Register, summary: Summary) -> None:
    """Links what is new now, so that the first page or check after it need not wait."""
    from pacta.app.linking import refresh

    if summary.interrupted:
        return
    if sys.stderr.isatty():
        click.echo("Linking what is new ...", err=True)
    refresh(register)


def finish(summary: Summary, register: str) -> int:
    """Says what was done; the exit code."""
    tell_warnings(summary.warnings[:WARNINGS])
    if len(summary.warnings) > WARNINGS:
        click.echo(f"{len(summary.warnings) - WARNINGS} more warnings, at the documents' pages.", err=True)
    tell_failures(summary.failures)
    done = ", ".join(f"{summary.counts[outcome]} {outcome}" for outcome in OUTCOMES if summary.counts[outcome])
    failed = f"; {len(summary.failures)} failed" if summary.failures else ""
    click.echo(f"{register}: {done or 'nothing new'}{failed} ({summary.words:,} words).")
    if summary.interrupted:
        click.echo(
            "Stopped. What is counted here is in the register; run the same command again to go on.", err=True
        )
        return 130
    return 1 if summary.failures else 0
