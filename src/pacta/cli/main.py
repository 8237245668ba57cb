"""The group of commands, each loaded only when it is called, and how the program ends."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, NoReturn

import click

from pacta.model import PactaError

# Command, module of pacta.cli, line for the list of commands. The modules are loaded on use only.
COMMANDS: dict[str, tuple[str, str]] = {
    "demo": ("demo", "Read the bundled demo corpus and open it in the browser."),
    "add": ("add", "Add documents to the register."),
    "watch": ("watch", "Watch feeds and pages, and add what is new."),
    "read": ("read", "Read documents and write what was found; no register needed."),
    "serve": ("serve", "Open the register in the browser."),
    "list": ("listing", "List what is in the register."),
    "show": ("show", "Show one document or statement."),
    "check": ("check", "Check the documents against each other: contradictions and follow-ups."),
    "compare": ("compare", "Compare two documents or two sets of them."),
    "brief": ("brief", "Write the meeting pack: Word, PDF or a page."),
    "mcp": ("mcp", "Serve the register to an assistant (MCP)."),
    "export": ("export", "Write the register as data: CSV, Excel, Parquet, a data package, a calendar."),
    "review": ("review", "Judge what was read, and see who judged what."),
    "assess": ("assess", "Say what was done about commitments: guidelines, evidence, scores."),
    "search": ("search", "Search the full text of the documents."),
    "status": ("status", "Show how the register is, and what failed."),
    "backup": ("backup", "Copy the register into one file, while it is in use."),
    "restore": ("restore", "Bring the register back from a backup."),
    "verify": ("verify", "Check that the register is whole: every hash, span and quotation."),
    "corpus": ("corpus", "Read a corpus with several processes or a cluster, into Parquet."),
    "move": ("move", "Move the register to another place: a file to PostgreSQL, or back."),
    "people": ("people", "Accounts, roles, groups and restricted documents."),
    "token": ("token", "Tokens with which programs act for an account."),
    "reread": ("reread", "Read the documents of the register again with this version."),
}
INTERRUPTED = 130  # as shells do: 128 + SIGINT


class Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"pacta.cli.{COMMANDS[cmd_name][0]}").command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:  # whoever read our output (`| head`) has seen enough
            hush()
            return 0

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="pacta", prog_name="pacta")
def cli() -> None:
    """Reads what states say to each other and keeps the record: who promised what, to whom,
    in whose words, how firmly, by when.

    Exit codes: 0 done, 1 some inputs failed (each named with its reason), 2 wrong usage.
    """


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Runs the program and ends it: 0, 1, 2, or 130 after Ctrl-C."""
    write_utf8(sys.stdout)
    write_utf8(sys.stderr)
    code = run(arguments)
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        hush()
    sys.exit(code)


def run(arguments: Sequence[str] | None = None) -> int:
    """Runs a command and says in plain words what went wrong. Returns the exit code."""
    try:
        return int(cli.main(arguments, prog_name="pacta", standalone_mode=False) or 0)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        return INTERRUPTED
    except PactaError as error:
        click.echo(f"Error: {error}", err=True)
        return 1


def hush() -> None:
    """Nobody reads standard output any more: what is still to be flushed goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def write_utf8(stream: object) -> None:
    """UTF-8 and plain line ends whatever the system's settings. A lone surrogate becomes its ``\\u`` escape,
    which is what JSON needs."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
