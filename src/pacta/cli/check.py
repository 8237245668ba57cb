"""``pacta check``"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from pacta.cli.linked import write_records
from pacta.cli.options import DATE, filter_options, open_register, register_option
from pacta.cli.output import format_option, show_table

if TYPE_CHECKING:
    from pacta.app.views import Filters
    from pacta.link import Evidence, Finding


@click.command("check")
@filter_options
@click.option("--as-of", type=DATE, metavar="YYYY-MM-DD", help="The day for deadlines; else the latest document's.")
@format_option
@register_option
def command(filters: Filters, as_of: datetime | None, form: str, register: str) -> int:
    """Check the documents against each other: contradictions and follow-ups, with their quotations.

    Filters on documents (--party, --since, --until, --doc-type) say which documents are checked.
    """
    from pacta.app.link import linked
    from pacta.app.link_records import finding_record

    with open_register(register) as opened:
        found = linked(opened, filters, as_of=as_of.date().isoformat() if as_of else None).findings
    if form != "table":
        write_records(form, map(finding_record, found))
        return 0
    rows = ((f.kind, f.severity, f.sentence, _quoted(f)) for f in found)
    show_table(f"{len(found)} findings", ("kind", "severity", "what", "in the words of"), rows)
    return 0


def _quoted(found: Finding) -> str:
    passages: list[Evidence] = [passage for passage in (found.a, found.b) if passage]
    return " — ".join(f"“{passage.quote}”" for passage in passages)
