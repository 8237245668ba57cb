"""``pacta check``"""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

import click

from pacta.cli.linked import write_records
from pacta.cli.options import DATE, filter_options, open_register, register_option
from pacta.cli.output import every_row, format_option, show_table

if TYPE_CHECKING:
    from pacta.app.link_views import FindingRow
    from pacta.app.views import Filters


@click.command("check")
@filter_options
@click.option("--as-of", type=DATE, metavar="YYYY-MM-DD", help="The day for deadlines; else the latest document's.")
@click.option("--dismissed", is_flag=True, help="Also what reviewers dismissed, with their reasons.")
@format_option
@register_option
def command(filters: Filters, as_of: datetime | None, dismissed: bool, form: str, register: str) -> int:
    """Check the documents against each other: contradictions and follow-ups, with their quotations.

    Filters on documents (--party, --since, --until, --doc-type) say which findings are shown: those whose
    passages stand in such documents.
    """
    from pacta.app.link_records import finding_record
    from pacta.app.linked import findings

    day = as_of.date().isoformat() if as_of else None
    wanted = None if dismissed or form != "table" else False
    with open_register(register) as opened:
        found = list(every_row(partial(findings, opened, filters, as_of=day, dismissed=wanted), None))
    if form != "table":
        write_records(form, map(finding_record, found))
        return 0
    show_table(f"{len(found)} findings", ("kind", "severity", "what", "in the words of"), map(_cells, found))
    return 0


def _cells(found: FindingRow) -> tuple[str, str, str, str]:
    quoted = " — ".join(f"“{passage.quote}”" for passage in (found.a, found.b) if passage)
    what = f"{found.sentence} Dismissed: {found.reason}" if found.dismissed else found.sentence
    return found.kind, found.severity, what, quoted
