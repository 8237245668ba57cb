"""``pacta status``"""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from pacta.cli.options import open_register, register_option
from pacta.cli.output import show_table, tell_failures


@click.command("status")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@register_option
def command(form: str, register: str) -> int:
    """Show how the register is: what is in it, the latest runs, what failed in the last one."""
    from pacta.app.status import status

    with open_register(register) as opened:
        found = status(opened)
    if form == "json":
        click.echo(json.dumps(asdict(found), ensure_ascii=False))
        return 0
    click.echo(
        f"{found.register}: {found.documents} documents, {found.statements} statements (Pacta {found.version})"
    )
    if found.superseded:
        click.echo(f"{found.superseded} older versions are kept beside them.")
    if found.parties:
        click.echo(f"Your own parties: {', '.join(found.parties)}")
    if found.to_reread:
        click.echo(
            f"{found.to_reread} documents were read by another version or under other settings: pacta reread"
        )
    header = ("run", "version", "started", "state", "added", "updated", "unchanged", "failed")
    show_table(
        "Latest runs", header, ([getattr(run, _FIELDS.get(name, name)) for name in header] for run in found.runs)
    )
    tell_failures(found.failures)
    return 0


_FIELDS = {"run": "id"}
