"""``pacta read``"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from pacta.cli.options import config_options, given_options, jobs_option
from pacta.cli.output import tell_failures, tell_warnings
from pacta.cli.second_reader import difference_records, read_register, read_twice, second_options
from pacta.model import Config, Given
from pacta.publish.records import LAYERS, Layer
from pacta.publish.tables import TABLE_FORMATS, TableFormat, write_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pacta.app.reading import Reading
    from pacta.app.second_reader import SecondReader


@click.command("read")
@click.argument("paths", nargs=-1, metavar="FILE...")
@click.option("--layer", type=click.Choice(LAYERS), default="statements", show_default=True, help="What to write.")
@click.option("--format", "form", type=click.Choice(TABLE_FORMATS), default="jsonl", show_default=True)
@given_options
@config_options
@jobs_option
@second_options
@click.option(
    "--register", "-r", help="With --second-reader: read documents of this register (FILE: their ids) instead."
)
def command(
    paths: tuple[str, ...], layer: Layer, form: TableFormat, given: Given, config: Config, jobs: int,
    second: SecondReader | None, yes: bool, register: str | None,
) -> int:  # fmt: skip
    """Read documents and write what was found to standard output; no register needed.

    One JSON object a line, in text order. Offsets are code points of the document's text, end exclusive; for
    UTF-8 text files, of the decoded file itself. With several files each object carries "file".

    With --second-reader, where a language model reads otherwise is written instead. What leaves the machine is
    told before anything is sent.
    """
    if register is not None:
        if second is None:
            raise click.UsageError(
                "--register goes with --second-reader; pacta list and pacta show read a register."
            )
        return read_register(register, paths, second, yes=yes)
    if not paths:
        raise click.UsageError("Name a file to read.")
    failed: list[str] = []
    readings = _readings(paths, given, config, jobs, failed)
    records: Iterator[dict[str, Any]]
    if second is None:
        records = (record | _file(one, paths) for one in readings for record in one.records(layer))
    else:
        records = _differences(readings, second, yes, paths, failed)
    write_table(form, records, sys.stdout)
    return 1 if failed else 0


def _readings(paths: tuple[str, ...], given: Given, config: Any, jobs: int, failed: list[str]) -> Iterator[Reading]:
    from pacta.app.readings import read_all
    from pacta.app.views import Failure

    for found in read_all(paths, given, config, jobs=jobs):
        if isinstance(found, Failure):
            failed.append(found.path)
            tell_failures([found])
        else:
            tell_warnings((found.document.source.shown(), warning) for warning in found.warnings)
            yield found


def _differences(
    readings: Iterator[Reading], second: SecondReader, yes: bool, paths: tuple[str, ...], failed: list[str]
) -> Iterator[dict[str, Any]]:
    waiting = list(readings)
    for found in read_twice(lambda: waiting, second, yes=yes):
        failed += [found.reading.document.source.shown()] if found.unread else []
        yield from difference_records(found, _file(found.reading, paths))


def _file(reading: Reading, paths: tuple[str, ...]) -> dict[str, str]:
    """Which document a record is of; nothing where there is only one to be of."""
    source = reading.document.source
    if source.member is not None:
        return {"file": source.path, "member": source.member}
    return {} if paths == (source.path,) else {"file": source.path}
