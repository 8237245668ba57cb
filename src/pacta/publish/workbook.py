"""An Excel workbook: one sheet a table, after a sheet on what it is and one with the data dictionary."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, BinaryIO

import xlsxwriter

from pacta.model import PactaError
from pacta.publish.dataset import Dataset, Record
from pacta.publish.dictionary import DataTable, Field, data_tables

CELL = 32_767  # code units that a cell of Excel holds
ROWS = 1_048_576  # rows of a sheet, header included
WIDTHS = {"string": 18, "integer": 9, "number": 10, "boolean": 9, "edtf": 12, "list": 18}
WIDE = frozenset({"quote", "content", "sentence", "a_quote", "b_quote", "title", "label", "changes", "items"})
FIXED = datetime(1980, 1, 1)  # the same rows give the same bytes, whenever they are written


def write_workbook(data: Dataset, out: BinaryIO) -> None:
    """Raises PactaError for a table that is too long for a sheet."""
    book = _new_book(out)
    styles = {
        "head": book.add_format({"bold": True, "bottom": 1, "valign": "top"}),
        "text": book.add_format({"valign": "top"}),
        "wrap": book.add_format({"valign": "top", "text_wrap": True}),
    }
    _write_about(book, data, styles)
    for table, rows in data.described():
        _write_table(book, table, rows, styles)
    book.close()


def _new_book(out: BinaryIO) -> Any:
    book = xlsxwriter.Workbook(
        out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"created": FIXED, "title": "Pacta register"})
    return book


def _write_about(book: Any, data: Dataset, styles: dict[str, Any]) -> None:
    sheet = book.add_worksheet("About")
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 90)
    for row, (label, words) in enumerate(data.about()):
        sheet.write_string(row, 0, label, styles["head"])
        sheet.write_string(row, 1, words, styles["wrap"])
    sheet = book.add_worksheet("Dictionary")
    lines = ("table", "column", "type", "unit", "refers", "says")
    _write_head(sheet, lines, styles)
    for column, width in enumerate((14, 16, 10, 12, 16, 100)):
        sheet.set_column(column, column, width)
    for row, cells in enumerate(_dictionary_lines(data), start=1):
        for column, cell in enumerate(cells):
            sheet.write_string(row, column, cell, styles["text"])


def _dictionary_lines(data: Dataset) -> Iterator[tuple[str, ...]]:
    for name in data.tables:
        for field in data_tables()[name].fields:
            yield name, field.name, field.type, field.unit or "", field.refers or "", field.says


def _write_table(book: Any, table: DataTable, rows: Iterator[Record], styles: dict[str, Any]) -> None:
    sheet = book.add_worksheet(table.title)
    for column, field in enumerate(table.fields):
        sheet.set_column(column, column, 60 if field.name in WIDE else WIDTHS[field.type])
    _write_head(sheet, table.columns, styles)
    last = 0
    for last, record in enumerate(rows, start=1):
        if last >= ROWS:
            raise PactaError(f"{table.title} has more rows than a sheet of Excel.", "Export csv or parquet.")
        for column, field in enumerate(table.fields):
            _write_cell(sheet, last, column, field, record[field.name], styles)
    sheet.autofilter(0, 0, last, len(table.fields) - 1)
    sheet.freeze_panes(1, 0)


def _write_head(sheet: Any, names: tuple[str, ...], styles: dict[str, Any]) -> None:
    for column, name in enumerate(names):
        sheet.write_string(0, column, name, styles["head"])


def _write_cell(sheet: Any, row: int, column: int, field: Field, value: Any, styles: dict[str, Any]) -> None:
    style = styles["wrap" if field.name in WIDE else "text"]
    if value is None or value == []:
        return
    if field.type == "boolean":
        sheet.write_boolean(row, column, value, style)
    elif field.type in ("integer", "number"):
        sheet.write_number(row, column, value, style)
    else:
        words = "; ".join(value) if field.type == "list" else str(value)
        sheet.write_string(row, column, _cut(words), style)


def _cut(words: str) -> str:
    """What is too long for a cell ends with an ellipsis: better than a workbook that does not open."""
    return words if len(words) <= CELL // 2 else words[: CELL // 2 - 1] + "…"
