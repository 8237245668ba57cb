"""``pacta verify``"""

from __future__ import annotations

import click

from pacta.cli.options import open_register, register_option

MOST = 50  # problems that are told one by one


@click.command("verify")
@register_option
def command(register: str) -> int:
    """Check that the register is whole: every hash, every span, every quotation, every reference.

    Changes nothing. Each problem is told on standard error; the exit code is 1 if there is any.
    """
    from pacta.app.verify import verify
    from pacta.cli.progress import showing

    with open_register(register) as opened, showing("Checking") as progress:
        found = verify(opened, progress)
    for problem in found.problems[:MOST]:
        click.echo(f"{problem.where or register}: {problem.what}", err=True)
    if len(found.problems) > MOST:
        click.echo(f"... and {len(found.problems) - MOST} more.", err=True)
    if found.problems:
        click.echo("pacta restore brings back the last backup; pacta reread reads documents anew.", err=True)
    looked = f"{found.documents} documents, {found.sources} sources, {found.quotations} quotations"
    verdict = f"{len(found.problems)} problems" if found.problems else "no problem"
    click.echo(f"{register}: {looked}, {found.judgements} judgements checked; {verdict}.")
    return 1 if found.problems else 0
