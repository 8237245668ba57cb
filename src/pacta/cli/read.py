"""``pacta read``"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from pacta.cli.options import config_of, given_options, jobs_option, parties_option
from pacta.cli.output import tell_failures, tell_warnings
from pacta.model import Given
from pacta.publish.records import LAYERS, Layer
from pacta.publish.tables import TABLE_FORMATS, TableFormat, write_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pacta.app.reading import Reading


@click.command("read")
@click.argument("paths", nargs=-1, required=True, metavar="FILE...")
@click.option("--layer", type=click.Choice(LAYERS), default="statements", show_default=True, help="What to write.")
@click.option("--format", "form", type=click.Choice(TABLE_FORMATS), default="jsonl", show_default=True)
@given_options
@parties_option
@jobs_option
def command(
    paths: tuple[str, ...], layer: Layer, form: TableFormat, given: Given, parties_file: str | None, jobs: int
) -> int:
    """Read documents and write what was found to standard output; no register needed.

    One JSON object a line, in text order. Offsets are code points of the document's text, end exclusive; for
    UTF-8 text files, of the decoded file itself. With several files each object carries "file".
    """
    config = config_of(parties_file)
    failed: list[str] = []
    write_table(form, _records(paths, layer, given, config, jobs, failed), sys.stdout)
    return 1 if failed else 0


def _records(
    paths: tuple[str, ...], layer: Layer, given: Given, config: Any, jobs: int, failed: list[str]
) -> Iterator[dict[str, Any]]:
    from pacta.app.readings import read_all
    from pacta.app.views import Failure

    for found in read_all(paths, given, config, jobs=jobs):
        if isinstance(found, Failure):
            failed.append(found.path)
            tell_failures([found])
            continue
        tell_warnings((found.document.source.path, warning) for warning in found.warnings)
        file = _file(found, paths)
        for record in found.records(layer):
            yield record | file


def _file(reading: Reading, paths: tuple[str, ...]) -> dict[str, str]:
    """Which document a record is of; nothing where there is only one to be of."""
    source = reading.document.source
    if source.member is not None:
        return {"file": source.path, "member": source.member}
    return {} if paths == (source.path,) else {"file": source.path}
