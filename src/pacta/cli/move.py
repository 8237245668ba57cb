"""``pacta move``"""

from __future__ import annotations

import click

from pacta.cli.options import open_register


@click.command("move")
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
def command(source: str, target: str) -> int:
    """Move a register to another place: from a file to PostgreSQL, or back.

    FROM and TO are files or postgresql:// addresses. TO must be new or empty. Everything is copied and then
    compared, row by row; FROM is left as it is, for you to keep or to delete.
    """
    from pacta.app.move import move

    with open_register(source) as old, open_register(target, create=True) as new:
        moved = move(old, new)
        click.echo(
            f"{new.name}: {moved.documents} documents, {sum(moved.rows.values())} rows, equal to {old.name}."
        )
    return 0
