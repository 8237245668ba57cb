"""Data out of the register, read back by readers that are not ours."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import bibtexparser
import frictionless
import jsonschema
import openpyxl
import polars
import pytest
import yaml

from pacta.app.export import RECORDS, table_records
from pacta.app.publications import dataset
from pacta.app.views import Filters
from pacta.model import PactaError
from pacta.publish import workbook
from pacta.publish.citation import bibtex, citation_file
from pacta.publish.dictionary import data_tables
from pacta.publish.package import write_package
from pacta.publish.parquet import write_parquet
from pacta.publish.workbook import write_workbook
from pacta.store import Register

PYTHON_TYPES = {"string": str, "edtf": str, "integer": int, "number": (int, float), "boolean": bool, "list": list}


@pytest.mark.parametrize("table", data_tables())
def test_every_row_has_exactly_the_columns_and_types_of_the_dictionary(filled: Register, table: str) -> None:
    rows = list(table_records(filled, table))
    described = data_tables()[table]
    for row in rows:
        assert tuple(row) == described.columns
        for field in described.fields:
            assert row[field.name] is None or isinstance(row[field.name], PYTHON_TYPES[field.type]), field
    if described.key:
        assert len({row[described.key] for row in rows}) == len(rows)


def test_every_table_of_the_dictionary_can_be_asked_for() -> None:
    assert set(RECORDS) == set(data_tables())


def test_words_and_offsets_of_a_statement_are_those_of_the_text(filled: Register) -> None:
    texts = {row["id"]: Path(row["file"]).read_text(encoding="utf-8") for row in table_records(filled, "documents")}
    rows = list(table_records(filled, "statements"))
    assert {row["kind"] for row in rows} >= {"commitment", "appraisal"}
    for row in rows:
        assert texts[row["document"]][row["start"] : row["end"]] == row["quote"]
        assert row["cue"] in row["quote"]
        assert all(item in row["content"] for item in row["items"])


def test_a_filter_selects_rows_and_is_told(filled: Register) -> None:
    filters = Filters(kind=("commitment",), since="2024")
    data = dataset(filled, filters)
    assert data.selection == "kind commitment; since 2024"
    assert data.documents == 1 and data.until == "2024-06-09"
    assert {row["kind"] for row in data.rows("statements")} == {"commitment"}


def test_polars_reads_the_parquet_as_it_was(filled: Register) -> None:
    for name, table in data_tables().items():
        out = io.BytesIO()
        write_parquet(table, table_records(filled, name), out)
        out.seek(0)
        assert polars.read_parquet(out).to_dicts() == list(table_records(filled, name))


def test_the_workbook_holds_every_cell_and_no_formula(filled: Register) -> None:
    out = io.BytesIO()
    write_workbook(dataset(filled), out)
    book = openpyxl.load_workbook(out)
    assert book.sheetnames[:2] == ["About", "Dictionary"]
    for name, table in data_tables().items():
        rows = list(book[table.title].iter_rows())
        assert [cell.value for cell in rows[0]] == list(table.columns)
        for cells, record in zip(rows[1:], table_records(filled, name), strict=True):
            assert all(cell.data_type != "f" for cell in cells)
            assert [cell.value for cell in cells] == [_cell(value) for value in record.values()]


def _cell(value: Any) -> Any:
    return ("; ".join(value) if isinstance(value, list) else value) if value != "" and value != [] else None


def test_a_table_longer_than_a_sheet_is_refused(filled: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "ROWS", 2)
    with pytest.raises(PactaError, match="more rows than a sheet"):
        write_workbook(dataset(filled), io.BytesIO())


def test_frictionless_finds_the_package_valid_with_its_keys(filled: Register, tmp_path: Path) -> None:
    write_package(dataset(filled), tmp_path / "package")
    report = frictionless.validate(str(tmp_path / "package" / "datapackage.json"))
    assert report.valid, report.flatten(["type", "message"])
    assert sorted(task.name for task in report.tasks) == sorted(data_tables())


def test_a_package_that_was_tampered_with_is_found_out(filled: Register, tmp_path: Path) -> None:
    write_package(dataset(filled), tmp_path)
    with (tmp_path / "data" / "statements.csv").open("a", encoding="utf-8") as file:
        file.write("\n")
    assert not frictionless.validate(str(tmp_path / "datapackage.json")).valid


def test_the_same_register_gives_the_same_bytes(filled: Register) -> None:
    def written() -> Iterator[bytes]:
        out = io.BytesIO()
        write_workbook(dataset(filled), out)
        yield out.getvalue()
        out = io.BytesIO()
        write_parquet(data_tables()["statements"], table_records(filled, "statements"), out)
        yield out.getvalue()

    assert list(written()) == list(written())


def test_a_bibliography_is_read_back_with_titles_and_dates(filled: Register) -> None:
    rows = list(table_records(filled, "documents"))
    entries = bibtexparser.parse_string("".join(bibtex(rows))).entries
    assert [entry.key for entry in entries] == [row["id"] for row in rows]
    assert [entry["year"] for entry in entries] == ["2022", "2024"]
    assert all(row["title"] in entry["title"] for entry, row in zip(entries, rows, strict=True))


def test_marks_that_mean_something_to_bibtex_are_escaped(filled: Register) -> None:
    row = next(table_records(filled, "documents")) | {"title": "50% of {A} & B_c \\ #1", "outlet": None}
    [entry] = bibtexparser.parse_string("".join(bibtex([row]))).entries
    assert entry["title"] == r"{50\% of \{A\} \& B\_c \textbackslash{} \#1}"
    assert entry["author"] == "{FIN; KEN}"


def test_the_citation_file_follows_its_schema(filled: Register) -> None:
    schema = json.loads((Path(__file__).parent / "cff-1.2.0.schema.json").read_text(encoding="utf-8"))
    told = yaml.safe_load(citation_file(replace(dataset(filled), selection="party: «KEN» # all")))
    jsonschema.validate(told, schema)
    assert "party: «KEN» # all" in told["title"]
