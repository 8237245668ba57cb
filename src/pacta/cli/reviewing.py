"""Options of those who judge: who speaks, and what they say of a statement."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import click

from pacta.model import KINDS

Command = TypeVar("Command", bound=Callable[..., Any])
reviewer_option = click.option(
    "--as", "reviewer", envvar="PACTA_REVIEWER", show_envvar=True, metavar="NAME", help="Who you are.",
)  # fmt: skip


def said_options(command: Command) -> Command:
    """Who speaks, as what, and why; collected into one argument ``said``."""

    @wraps(command)
    def collected(**options: Any) -> Any:
        from pacta.app.review import ANYTHING, Said

        name = (options.pop("reviewer") or "").strip()
        if not name:
            raise click.UsageError("Say who you are: --as NAME, or set PACTA_REVIEWER to your name.")
        said = Said(
            reviewer=name,
            role="curator" if options.pop("curator") else "reviewer",
            reason=options.pop("reason") or "",
            expecting=options.pop("expecting") or ANYTHING,
            independent=options.pop("independent"),
        )
        return command(said=said, **options)

    for option in reversed((
        reviewer_option,
        click.option("--reason", metavar="WORDS", help="Why."),
        click.option("--curator", is_flag=True, help="Decide between reviewers who differ."),
        click.option("--independent", is_flag=True, help="As a second reader: beside the others."),
        click.option("--expecting", metavar="ENTRY", help="The last entry that you saw."),
    )):  # fmt: skip
        collected = option(collected)
    return collected  # type: ignore[return-value]


def value_options(command: Command) -> Command:
    """What a reviewer says of a statement; collected into one argument ``given`` of what was given."""
    names = ("kind", "firmness", "voice", "actors", "cue", "content", "items", "deadline", "deadline_words")

    @wraps(command)
    def collected(**options: Any) -> Any:
        given = {name: options.pop(name) for name in names}
        kept = {name: value for name, value in given.items() if value not in (None, ())}
        if kept.get("actors") == ("none",):
            kept["actors"] = ()
        if kept.get("deadline") == "none":
            kept["deadline"] = None
        return command(given=kept, **options)

    for option in reversed((
        click.option("--kind", type=click.Choice(KINDS), help="What it is."),
        click.option("--firmness", type=click.IntRange(1, 4), help="How firm a commitment is."),
        click.option("--voice", help="Whose words: joint, a code, a person."),
        click.option("--actor", "actors", multiple=True, metavar="CODE", help="Who acts (repeatable), or none."),
        click.option("--cue", help="The words that carry the act."),
        click.option("--content", help="The words of what it is about."),
        click.option("--item", "items", multiple=True, help="The words of an item (repeatable)."),
        click.option("--deadline", metavar="DATE", help="By when: 2030, 2026-05, 2026/2030; none: no deadline."),
        click.option("--deadline-words", help="The words of the deadline."),
    )):  # fmt: skip
        collected = option(collected)
    return collected  # type: ignore[return-value]
