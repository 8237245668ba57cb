"""``pacta backup`` and ``pacta restore``"""

from __future__ import annotations

from pathlib import Path

import click

from pacta.cli.options import open_register, register_option

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("backup")
@click.argument("target", metavar="[FILE]", required=False, type=FILE)
@register_option
def command(target: Path | None, register: str) -> int:
    """Copy the register into one file, while it is in use.

    FILE is by default one beside the register whose name tells the time. It is a register itself: it can be
    opened, mailed, or brought back with pacta restore. A register in PostgreSQL is copied into such a file too.
    """
    from pacta.app.backup import back_up

    with open_register(register) as opened:
        made = back_up(opened, target)
    click.echo(f"{made}: a copy of {opened.name}, {made.stat().st_size:,} bytes.")
    return 0


@click.command("restore")
@click.argument("backup", metavar="[BACKUP]", required=False, type=FILE)
@register_option
def restore_command(backup: Path | None, register: str) -> int:
    """Bring the register back from a backup.

    BACKUP is by default the latest one beside the register. The register that was there is renamed, not deleted.
    A database in PostgreSQL must be empty.
    """
    from pacta.app.backup import restore

    made, aside = restore(register, backup)
    click.echo(f"{register}: restored from {made}.")
    if aside is not None:
        click.echo(f"The one that was there is now {aside}.")
    return 0
