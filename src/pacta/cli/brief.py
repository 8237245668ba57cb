"""``pacta brief``"""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pacta.cli.options import DATE, filter_options, open_register, register_option
from pacta.model import PactaError

if TYPE_CHECKING:
    from pacta.app.views import Filters
    from pacta.publish.brief import Pack

FORMS = ("docx", "html", "pdf")
LANGUAGES = click.Choice(["en", "ru", "vi"])


@click.command("brief")
@click.argument("out", type=click.Path(path_type=Path), required=False)
@click.option("--as", "form", type=click.Choice(FORMS), help="Form of the pack; without it, by the name of OUT.")
@click.option(
    "--language",
    type=LANGUAGES,
    default="en",
    show_default=True,
    help="Of the labels; quotations stay as they are.",
)
@click.option("--as-of", type=DATE, metavar="YYYY-MM-DD", help="The day for deadlines; else the latest document's.")
@click.option("--most", type=click.IntRange(min=1), default=5, show_default=True, help="Entries under one heading.")
@click.option(
    "--templates",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Folder with edited templates: pack.docx, pack.html, pack.css.",
)
@click.option(
    "--write-templates",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write the shipped templates into this folder, to be edited, and stop.",
)
@filter_options
@register_option
def command(
    out: Path | None,
    form: str | None,
    language: str,
    as_of: datetime | None,
    most: int,
    templates: Path | None,
    write_templates: Path | None,
    filters: Filters,
    register: str,
) -> int:
    """Write the meeting pack: what was agreed, what is due, silent, moved or contradicting, and what to ask.

    OUT is a file (.docx, .html or .pdf) or - for standard output. Filters choose the documents and statements:
    --party RUS+VNM, --since 2024, --pillar energy. --codebook says which commitments count (g20-practice).
    """  # fmt: skip
    if write_templates:
        return _write_templates(write_templates)
    if out is None:
        raise click.UsageError("Name the file to write, as in pacta brief pack.docx.")
    form = form or out.suffix.lstrip(".").lower()
    if form not in FORMS:
        raise click.UsageError(f"Choose --as {', '.join(FORMS)}, or a name that ends so.")
    pack = _made(register, filters, language, as_of, most)
    _put(out, _written(form, pack, templates))
    return 0


def _made(register: str, filters: Filters, language: str, as_of: datetime | None, most: int) -> Pack:
    from dataclasses import replace

    from pacta.app.brief import make_pack

    codebook = filters.codebook or "g20-practice"
    day = as_of.date().isoformat() if as_of else None
    with open_register(register) as opened:
        return make_pack(
            opened, replace(filters, codebook=None), language=language, as_of=day, codebook=codebook, most=most
        )


def _written(form: str, pack: Pack, templates: Path | None) -> bytes:
    if form == "docx":
        from pacta.publish.brief.word import write_docx

        return write_docx(pack, templates)
    from pacta.publish.brief.html import write_html, write_pdf

    return (write_pdf if form == "pdf" else write_html)(pack, templates)


def _put(out: Path, data: bytes) -> None:
    if str(out) == "-":
        sys.stdout.buffer.write(data)
        return
    try:
        out.write_bytes(data)
    except OSError as error:
        raise PactaError(f"{out} cannot be written: {error.strerror}.", "Choose another place.") from error


def _write_templates(folder: Path) -> int:
    from pacta.publish.brief.html import TEMPLATES

    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(TEMPLATES.iterdir()):
        target = folder / path.name
        if target.exists():
            raise PactaError(f"{target} is there already.", "Choose an empty folder; nothing was written over.")
        target.write_bytes(path.read_bytes())
    click.echo(f"{folder}: edit the copies and give them with --templates {folder}.", err=True)
    return 0
