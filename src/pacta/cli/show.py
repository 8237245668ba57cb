"""``pacta show``"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import click

from pacta.cli.columns import COLUMNS
from pacta.cli.options import open_register, register_option
from pacta.cli.output import console, printable, show_table
from pacta.model import PactaError

if TYPE_CHECKING:
    from pacta.app.linked_dating import DatingView
    from pacta.app.views import DocumentView, StatementRow
    from pacta.store import Register


@click.command("show")
@click.argument("id_", metavar="ID")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option("--text", "as_text", is_flag=True, help="The document's text and nothing else.")
@click.option("--raw", "as_bytes", is_flag=True, help="The bytes that the document was read from.")
@register_option
def command(id_: str, form: str, as_text: bool, as_bytes: bool, register: str) -> int:
    """Show one document or statement, by its id or as much of it as tells it apart."""
    with open_register(register) as opened:
        if as_bytes:
            _write_bytes(opened, id_)
        elif as_text:
            click.echo(_document(opened, id_).document.text, nl=False)
        elif id_.startswith("d"):
            _show_document(opened, _document(opened, id_), form)
        else:
            _show_statement(opened, id_, form)
    return 0


def _document(register: Register, id_: str) -> DocumentView:
    from pacta.app.queries import get_document

    return get_document(register, id_)


def _write_bytes(register: Register, id_: str) -> None:
    from pacta.app.queries import get_bytes

    data = get_bytes(register, id_)
    if data is None:
        raise PactaError(f"The register does not hold the bytes of {id_}.", "Add the document again.")
    sys.stdout.buffer.write(data)


def _show_document(register: Register, view: DocumentView, form: str) -> None:
    from pacta.app.link_records import dating_record
    from pacta.app.linked_dating import dating
    from pacta.app.records import as_record

    found = dating(register, view.row.id)
    if form == "json":
        record = as_record(view.row) | {"statements": [as_record(row) for row in view.statements]}
        record["versions"] = [version.id for version in view.versions]
        record["dating"] = dating_record(found) if found else None
        click.echo(json.dumps(record, ensure_ascii=False))
        return
    fields = {name: value for name, value in as_record(view.row).items() if name != "statements"}
    _show_fields(fields | ({"inferred_date": _inferred(found)} if found else {}))
    header, cells = COLUMNS["statements"]
    show_table(f"{len(view.statements)} statements", header, map(cells, view.statements))


def _inferred(found: DatingView) -> str:
    clues = ("“" + " ".join(clue.passage.quote.split()) + "”" for clue in found.clues)
    return f"{found.interval}, by the words: {' '.join(clues)}"


def _show_statement(register: Register, id_: str, form: str) -> None:
    from pacta.app.queries import get_statement
    from pacta.app.records import as_record

    row: StatementRow = get_statement(register, id_)
    if form == "json":
        click.echo(json.dumps(as_record(row), ensure_ascii=False))
        return
    verdicts = (f"{name}: {'yes' if yes else 'no'} ({reason})" for name, (yes, reason) in row.codebooks.items())
    fields = {name: value for name, value in as_record(row).items() if not name.endswith("codebooks")}
    _show_fields(fields | {"codebooks": "; ".join(verdicts)})


def _show_fields(fields: dict[str, Any]) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2))
    for name, value in fields.items():
        if value not in (None, "", [], {}):
            table.add_row(Text(name.replace("_", " "), style="bold"), Text(printable(_words(value))))
    console().print(table)


def _words(value: Any) -> str:
    if isinstance(value, list):
        spans = bool(value) and all(isinstance(part, int) for part in value)
        return "-".join(map(str, value)) if spans else "; ".join(map(_words, value))
    return str(value)
