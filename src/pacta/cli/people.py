"""``pacta people``"""

from __future__ import annotations

from typing import IO

import click

from pacta.app.rights import ROLES
from pacta.cli.options import open_register, register_option
from pacta.cli.output import show_table

role_option = click.option(
    "--role", type=click.Choice(ROLES), default="reader", show_default=True,
    help="reader, reviewer, curator or admin: each may do what the one before may, and more.",
)  # fmt: skip
password_option = click.option(
    "--password-file",
    type=click.File(encoding="utf-8"),
    help="A file whose first line is the password; - reads it.",
)


@click.group("people")
def command() -> None:
    """Accounts of a register that a team uses. With the first account, everybody has to log in."""


@command.command("add")
@click.argument("name")
@role_option
@click.option("--full-name", default="", help="As others know the person.")
@password_option
@register_option
def add(name: str, role: str, full_name: str, password_file: IO[str] | None, register: str) -> None:
    """Add an account; the first one has to be an administrator's. Asks for the password."""
    from pacta.app.people import add_person

    with open_register(register) as opened:
        made = add_person(opened, name, _password(password_file), role=role, full_name=full_name)
    click.echo(f"{made.name} can log in, as {made.role}.")


@command.command("list")
@register_option
def list_(register: str) -> None:
    """List the accounts and groups."""
    from pacta.app.people import list_groups, list_people

    with open_register(register) as opened:
        people, groups = list_people(opened), list_groups(opened)
    rows = [(p.name, p.full_name, p.role, "disabled" if p.disabled else "", p.made[:10]) for p in people]
    show_table("Accounts", ("name", "full name", "role", "state", "since"), rows)
    if groups:
        lines = [(group.name, ", ".join(group.members), group.documents) for group in groups]
        show_table("Groups", ("name", "members", "documents"), lines)


@command.command("role")
@click.argument("name")
@click.argument("role", type=click.Choice(ROLES))
@register_option
def role(name: str, role: str, register: str) -> None:
    """Give an account another role."""
    from pacta.app.people import set_role

    with open_register(register) as opened:
        set_role(opened, name, role)
    click.echo(f"{name} is now {role}.")


@command.command("password")
@click.argument("name")
@password_option
@register_option
def password(name: str, password_file: IO[str] | None, register: str) -> None:
    """Set a new password; it ends the account's sessions."""
    from pacta.app.people import get_person, set_password

    with open_register(register) as opened:
        get_person(opened, name)
        set_password(opened, name, _password(password_file))
    click.echo(f"The password of {name} is set.")


@command.command("disable")
@click.argument("name")
@click.option("--again", is_flag=True, help="Enable it again.")
@register_option
def disable(name: str, again: bool, register: str) -> None:
    """Keep an account from logging in; what it wrote stays."""
    from pacta.app.people import set_disabled

    with open_register(register) as opened:
        set_disabled(opened, name, not again)
    click.echo(f"{name} can log in again." if again else f"{name} can no longer log in.")


@command.command("group")
@click.argument("group")
@click.argument("members", nargs=-1)
@register_option
def group(group: str, members: tuple[str, ...], register: str) -> None:
    """Make a group, or set who belongs to it. Documents can be restricted to groups."""
    from pacta.app.people import set_group

    with open_register(register) as opened:
        set_group(opened, group, members)
    click.echo(f"{group}: {', '.join(members) or 'nobody'}")


@command.command("restrict")
@click.argument("document")
@click.argument("groups", nargs=-1)
@register_option
def restrict(document: str, groups: tuple[str, ...], register: str) -> None:
    """Let only these groups see a document; without groups, everybody sees it again."""
    from pacta.app.restrict import restrict as restrict_document
    from pacta.app.rights import LOCAL

    with open_register(register) as opened:
        seen = restrict_document(opened, LOCAL, document, groups)
    click.echo(f"{document} is seen by {', '.join(seen) or 'everybody'}.")


@command.command("admit")
@click.argument("groups", nargs=-1)
@register_option
def admit(groups: tuple[str, ...], register: str) -> None:
    """Let only these groups into the whole register, by browser or token; without groups, every account."""
    from pacta.app.restrict import restrict_register
    from pacta.app.rights import LOCAL

    with open_register(register) as opened:
        let_in = restrict_register(opened, LOCAL, groups)
    click.echo(f"{register} is open to {', '.join(let_in) or 'everybody with an account'}.")


def _password(file: IO[str] | None) -> str:
    """From the file, or asked for twice; never from the command line, where others could read it."""
    if file is not None:
        return str(file.readline()).rstrip("\r\n")
    return str(click.prompt("Password", hide_input=True, confirmation_prompt=True))
