"""``pacta token``"""

from __future__ import annotations

import click

from pacta.app.rights import SCOPES
from pacta.cli.options import open_register, register_option
from pacta.cli.output import show_table


@click.group("token")
def command() -> None:
    """Tokens with which programs act for an account."""


@command.command("make")
@click.argument("account")
@click.option("--label", default="token", help="What it is for.")
@click.option("--scope", "scopes", multiple=True, type=click.Choice(SCOPES), help="What it may do (repeatable).")
@click.option("--days", default=90, show_default=True, type=click.IntRange(1, 366), help="How long it holds.")
@register_option
def make(account: str, label: str, scopes: tuple[str, ...], days: int, register: str) -> None:
    """Make a token and show it, this one time. Without a scope it may read."""
    from pacta.app.tokens import make_token

    with open_register(register) as opened:
        token, secret = make_token(opened, account, label, scopes or ("read",), days=days)
    click.echo(
        f"{token.id} of {account} holds until {(token.ends or '')[:10]} for: {', '.join(token.scopes)}", err=True
    )
    click.echo(secret)


@command.command("list")
@register_option
def list_(register: str) -> None:
    """List the tokens; their secrets are kept nowhere."""
    from pacta.app.tokens import list_tokens

    with open_register(register) as opened:
        found = list_tokens(opened)
    header = ("id", "account", "label", "scopes", "until", "last used")
    rows = [
        (t.id, t.account, t.label, ", ".join(t.scopes), (t.ends or "")[:10], (t.used or "never")[:10])
        for t in found
    ]
    show_table("Tokens", header, rows)


@command.command("revoke")
@click.argument("token")
@register_option
def revoke(token: str, register: str) -> None:
    """End a token, by the id that `pacta token list` shows."""
    from pacta.app.tokens import revoke_token

    with open_register(register) as opened:
        revoke_token(opened, token)
    click.echo(f"{token} is revoked.")
