"""Options that several commands share, and what they make."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import click

from pacta.model import KINDS, Config, DocType, Given

if TYPE_CHECKING:
    from pacta.store import Register

Command = TypeVar("Command", bound=Callable[..., Any])
DATE = click.DateTime(["%Y-%m-%d"])

register_option = click.option(
    "--register", "-r", envvar="PACTA_REGISTER", default="pacta.db", show_default=True, show_envvar=True,
    help="The register: a file, or postgresql://...",
)  # fmt: skip

jobs_option = click.option(
    "--jobs", "-j", type=click.IntRange(1, 256), callback=lambda ctx, param, value: value or _every_core(),
    help="Processes that read at once (default: one for each core).",
)  # fmt: skip


def _every_core() -> int:
    from pacta.app.ahead import every_core

    return every_core()


def given_options(command: Command) -> Command:
    """Metadata by hand, collected into one argument ``given``. It outranks what is detected."""

    @wraps(command)
    def collected(**options: Any) -> Any:
        values = {name: options.pop(f"given_{name}") for name in ("title", "place", "outlet", "language")}
        day: datetime | None = options.pop("given_date")
        given = Given(
            **values,
            date=day.date() if day else None,
            doc_type=options.pop("given_type"),
            parties=options.pop("given_party"),
            speakers=options.pop("given_speaker"),
        )
        return command(given=given, **options)

    for option in reversed((
        click.option("--title", "given_title", help="The document's title."),
        click.option("--date", "given_date", type=DATE, metavar="YYYY-MM-DD", help="The document's date."),
        click.option("--type", "given_type", type=click.Choice(get_args(DocType)), help="Its type."),
        click.option("--place", "given_place", help="Where it was made."),
        click.option("--outlet", "given_outlet", help="Who published it."),
        click.option("--language", "given_language", metavar="CODE", help="Its language (ISO 639-1)."),
        click.option("--party", "given_party", multiple=True, metavar="CODE", help="A party (repeatable)."),
        click.option("--speaker", "given_speaker", multiple=True, help="Who speaks (repeatable)."),
    )):  # fmt: skip
        collected = option(collected)
    return collected  # type: ignore[return-value]


def some_day(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """A year, a month or a day: 2025, 2025-05, 2025-05-12."""
    for form in ("%Y", "%Y-%m", "%Y-%m-%d"):
        with suppress(ValueError):
            return value and datetime.strptime(value, form).strftime(form)
    raise click.BadParameter(f"{value!r} is not a date: write 2025-05-12, 2025-05 or 2025.", ctx, param)


def filter_options(command: Command) -> Command:
    """The filters of `app.views.Filters`, collected into one argument ``filters``."""

    @wraps(command)
    def collected(**options: Any) -> Any:
        from pacta.app.views import Filters

        names = [name for name in Filters.__dataclass_fields__ if name in options]
        filters = Filters(**{name: options.pop(name) for name in names})
        _check_names(options.get("register"), filters)
        return command(filters=filters, **options)

    for option in reversed((
        click.option("--document", metavar="ID", help="Only of this document."),
        click.option("--kind", multiple=True, type=click.Choice(KINDS), help="Of this kind (repeatable)."),
        click.option("--firmness", multiple=True, type=click.IntRange(1, 4), help="This firm (repeatable)."),
        click.option("--actor", metavar="CODE", help="Who acts, as in VNM or ASEAN."),
        click.option("--voice", help="Whose words: joint, a code, a person."),
        click.option("--codebook", help="Included by broad, g20-practice, g20-strict."),
        click.option("--pillar", help="Field of cooperation."),
        click.option("--doc-type", type=click.Choice(get_args(DocType)), help="Type of document."),
        click.option("--party", metavar="CODE", help="Documents of this party."),
        click.option("--deadline", help="any, none, or how it begins: 2030, 2026-06."),
        click.option("--since", callback=some_day, metavar="YYYY-MM-DD", help="Documents of this day or later."),
        click.option("--until", callback=some_day, metavar="YYYY-MM-DD", help="Documents of this day or earlier."),
        click.option("--text", metavar="QUERY", help='That hold these words, "phrases", prefix*.'),
        click.option("--review", help="open, reviewed, accepted, corrected, rejected, added, disputed ... or any."),
        click.option("--assignee", metavar="NAME", help="Assigned to this reviewer."),
        click.option("--status", help="Of the assessment: open, assessed, +1, 0, -1, n/a, mixed, disputed ..."),
    )):  # fmt: skip
        collected = option(collected)
    return collected  # type: ignore[return-value]


def _check_names(place: str | None, filters: Any) -> None:
    """A name that is nowhere in the register is a slip of the pen, not a question."""
    asked = (filters.actor, filters.party, filters.voice, filters.codebook, filters.pillar)
    if place is None or not any(asked):
        return
    from pacta.app.known import UnknownName, check_filters

    with open_register(place) as register:
        try:
            check_filters(register, filters)
        except UnknownName as error:
            raise click.UsageError(str(error)) from error


def config_options(command: Command) -> Command:
    """How to read, collected into one argument ``config``."""

    @wraps(command)
    def collected(parties_file: str | None, fast: bool, **options: Any) -> Any:
        return command(config=config_of(parties_file, fast=fast), **options)

    for option in (
        click.option("--fast", is_flag=True, help="Read faster and a little less exactly."),
        click.option(
            "--parties", "--parties-file", "parties_file", type=click.Path(dir_okay=False),
            help="TOML file of states, regions and bodies of your own.",
        ),
    ):  # fmt: skip
        collected = option(collected)
    return collected  # type: ignore[return-value]


def config_of(parties_file: str | None, *, fast: bool = False) -> Config:
    """Raises PactaError for a parties file that cannot be used."""
    if parties_file is None:
        return Config(fast=fast)
    from pacta.lexicon.parties_file import load_parties

    return Config(parties=load_parties(parties_file), fast=fast)


def open_register(place: str, *, create: bool = False) -> Register:
    from pacta.store import Register

    return Register.open(place, create=create)
