"""``pacta export``"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from pacta.cli.options import filter_options, open_register, register_option
from pacta.model import PactaError
from pacta.publish.dictionary import data_tables

if TYPE_CHECKING:
    from pacta.app.views import Filters
    from pacta.store import Register

Writer = Callable[["Register", "Filters", str, BinaryIO], None]
TABLED = ("csv", "jsonl", "parquet")
ARCHIVED = ("jsonld", "turtle", "nquads", "shacl", "tei", "akn", "ftm", "claimreview")
OTHERS = ("xlsx", "package", "bibtex", "ics", "atom")


@click.command("export")
@click.argument("form", metavar="FORMAT", type=click.Choice([*TABLED, *OTHERS, *ARCHIVED]))
@click.argument("out", type=click.Path(path_type=Path), default="-")
@click.option(
    "--table",
    type=click.Choice(list(data_tables())),
    default="statements",
    show_default=True,
    help="Which table csv, jsonl and parquet hold.",
)
@click.option(
    "--base", default="urn:pacta:", show_default=True, envvar="PACTA_BASE", show_envvar=True,
    help="What the IRIs of linked data begin with: urn:...: or https://.../",
)  # fmt: skip
@filter_options
@register_option
def command(form: str, out: Path, table: str, base: str, filters: Filters, register: str) -> int:
    """Write what the register holds, or what the filters select of it, to the file OUT (default: standard output).

    \b
    csv, jsonl, parquet   one table, documented in docs/data.md
    xlsx                  all tables, one sheet each, with the data dictionary
    package               a folder: a Frictionless data package of all tables, with its sources
    bibtex                the documents as a bibliography
    ics                   deadlines, meetings and dated events as a calendar
    atom                  statements and findings as a feed, newest first

    \b
    Linked data and archives (what each keeps: docs/archives.md):
    jsonld, turtle, nquads  statements as RDF: PROV-O, Web Annotation, SKOS
    shacl                 the shapes that these keep to
    tei                   a TEI corpus: speeches by speaker, statements as standoff
    akn                   joint texts as Akoma Ntoso 3.0
    ftm                   entities of FollowTheMoney, for investigative platforms
    claimreview           schema.org ClaimReview, of assessed commitments alone
    """  # fmt: skip
    with open_register(register) as opened:
        if form == "package":
            return _write_package(opened, filters, out)
        with _opened(out) as stream:
            if form in ARCHIVED:
                _write_archive(form, opened, filters, base, stream)
            else:
                WRITERS[form](opened, filters, table, stream)
    return 0


def _opened(out: Path) -> nullcontext[BinaryIO] | BinaryIO:
    """Raises PactaError for a place that cannot be written."""
    if str(out) == "-":
        return nullcontext(sys.stdout.buffer)
    try:
        return out.open("wb")
    except OSError as error:
        raise PactaError(f"{out} cannot be written: {error.strerror}.", "Choose another place.") from error


def _write_package(register: Register, filters: Filters, out: Path) -> int:
    from pacta.app.publications import dataset
    from pacta.publish.package import write_package

    if str(out) == "-":
        raise click.UsageError("A data package is a folder: name one, as in pacta export package FOLDER.")
    write_package(dataset(register, filters), out)
    return 0


def _write_archive(form: str, register: Register, filters: Filters, base: str, out: BinaryIO) -> None:
    from pacta.app.archives import ARCHIVES

    ARCHIVES[form].write(register, filters, base, out)


def _write_text_table(form: str) -> Writer:
    def write(register: Register, filters: Filters, table: str, out: BinaryIO) -> None:
        from io import TextIOWrapper

        from pacta.app.export import table_records
        from pacta.publish.tables import write_table

        text = TextIOWrapper(out, encoding="utf-8", errors="backslashreplace", newline="")
        write_table(form, table_records(register, table, filters), text, data_tables()[table].columns)  # type: ignore[arg-type]
        text.detach()

    return write


def _write_parquet(register: Register, filters: Filters, table: str, out: BinaryIO) -> None:
    from pacta.app.export import table_records
    from pacta.publish.parquet import write_parquet

    write_parquet(data_tables()[table], table_records(register, table, filters), out)


def _write_xlsx(register: Register, filters: Filters, table: str, out: BinaryIO) -> None:
    from pacta.app.publications import dataset
    from pacta.publish.workbook import write_workbook

    write_workbook(dataset(register, filters), out)


def _write_bibtex(register: Register, filters: Filters, table: str, out: BinaryIO) -> None:
    from pacta.app.export import table_records
    from pacta.publish.citation import bibtex

    out.writelines(entry.encode() for entry in bibtex(table_records(register, "documents", filters)))


def _write_ics(register: Register, filters: Filters, table: str, out: BinaryIO) -> None:
    from pacta.app.publications import calendar_entries, selection
    from pacta.publish.calendar import write_calendar

    out.write(write_calendar(calendar_entries(register, filters), f"Pacta: {selection(filters)}"))


def _write_atom(register: Register, filters: Filters, table: str, out: BinaryIO) -> None:
    from pacta.app.publications import feed_entries, selection
    from pacta.publish.feed import write_feed

    words = selection(filters)
    out.write(write_feed(feed_entries(register, filters), title=f"Pacta: {words}", id=f"feed:{words}"))


WRITERS: dict[str, Writer] = {
    "csv": _write_text_table("csv"),
    "jsonl": _write_text_table("jsonl"),
    "parquet": _write_parquet,
    "xlsx": _write_xlsx,
    "bibtex": _write_bibtex,
    "ics": _write_ics,
    "atom": _write_atom,
}
