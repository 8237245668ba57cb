"""``pacta check``"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from pacta.cli.columns import SHORT
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
    from pacta.app.link_records import finding_record, is_dismissed
    from pacta.app.review_links import standings_of_findings

    with open_register(register) as opened:
        found = linked(opened, filters, as_of=as_of.date().isoformat() if as_of else None).findings
        judged = standings_of_findings(opened, found)
    if form != "table":
        write_records(form, (finding_record(one, judged.get(one.id)) for one in found))
        return 0
    open_ = [one for one in found if not is_dismissed(judged.get(one.id))]
    rows = ((f.id[:SHORT], f.kind, f.severity, f.sentence, _quoted(f)) for f in open_)
    show_table(f"{len(open_)} findings", ("id", "kind", "severity", "what", "in the words of"), rows)
    if len(open_) < len(found):
        click.echo(f"{len(found) - len(open_)} more are dismissed; --format jsonl shows them with the reasons.")
    return 0


def _quoted(found: Finding) -> str:
    passages: list[Evidence] = [passage for passage in (found.a, found.b) if passage]
    return " — ".join(f"“{passage.quote}”" for passage in passages)
