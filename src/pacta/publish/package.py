"""A Frictionless data package: CSV files with their schemas, the data dictionary and the sources."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pacta.publish.citation import bibtex, citation_file
from pacta.publish.dataset import Dataset, Record
from pacta.publish.dictionary import DataTable, Field, data_tables
from pacta.publish.tables import write_csv

LIST_SEPARATOR = "; "
TYPES = {"edtf": "string", "list": "string"}  # others have the same name in a table schema


def write_package(data: Dataset, folder: Path) -> None:
    """Writes the package into a folder, which is made if it is not there. Files of the same names are replaced."""
    (folder / "data").mkdir(parents=True, exist_ok=True)
    resources = [_write_resource(table, rows, folder) for table, rows in data.described()]
    described = {
        "profile": "tabular-data-package",
        "name": "pacta-register",
        "title": "Statements between states, with their words",
        "description": "\n".join(f"{label}: {words}." for label, words in data.about()),
        "version": data.version,
        "resources": resources,
    }
    _write(folder / "datapackage.json", json.dumps(described, ensure_ascii=False, indent=2) + "\n")
    _write(folder / "README.md", "\n".join(readme(data)) + "\n")
    _write(folder / "CITATION.cff", citation_file(data))
    _write(folder / "sources.bib", "\n".join(bibtex(data.rows("documents"))))


def readme(data: Dataset) -> Iterator[str]:
    """The data dictionary as Markdown."""
    yield "# Data dictionary\n"
    for label, words in data.about():
        yield f"- {label}: {words}"
    yield "\nA text that begins like a formula has an apostrophe before it in CSV, which spreadsheets do not show."
    for name in data.tables:
        yield from table_page(data_tables()[name])


def table_page(table: DataTable) -> Iterator[str]:
    yield f"\n## {table.name}\n\n{table.says}\n"
    yield "| column | type | what it says |\n|---|---|---|"
    for field in table.fields:
        refers = f" Refers to `{field.refers}`." if field.refers else ""
        unit = f" In {field.unit}." if field.unit else ""
        yield f"| `{field.name}` | {field.type} | {field.says}{unit}{refers} |"


def _write_resource(table: DataTable, rows: Iterator[Record], folder: Path) -> dict[str, Any]:
    path = folder / "data" / f"{table.name}.csv"
    with path.open("w", encoding="utf-8", errors="backslashreplace", newline="") as out:
        write_csv(rows, out, table.columns)
    with path.open("rb") as written:
        digest = hashlib.file_digest(written, "sha256").hexdigest()
    return {
        "name": table.name, "path": f"data/{table.name}.csv", "title": table.title, "description": table.says,
        "profile": "tabular-data-resource", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8",
        "bytes": path.stat().st_size, "hash": "sha256:" + digest, "schema": _schema(table),
    }  # fmt: skip


def _schema(table: DataTable) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(field) for field in table.fields]}
    if table.key:
        schema["primaryKey"] = table.key
    keys = [(field.name, *field.refers.split(".")) for field in table.fields if field.refers]
    if keys:
        schema["foreignKeys"] = [
            {"fields": name, "reference": {"resource": to, "fields": column}} for name, to, column in keys
        ]
    return schema


def _field(field: Field) -> dict[str, str]:
    kind = f" A list, joined with {LIST_SEPARATOR!r}." if field.type == "list" else ""
    return {"name": field.name, "type": TYPES.get(field.type, field.type), "description": field.says + kind}


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
