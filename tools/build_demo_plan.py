"""Writes the demo's DOCX, the Master Plan of Cooperation 2024-2030, from ``demo_plan.txt``.

The first line is the title; after it a line's first word says its style: "#" a heading, "*" a bullet,
"|" a table row (the row "Indicator ..." opens the table); anything else is a paragraph.

The same text gives the same bytes: the archive's members carry a fixed time. Run it after a change:
``python tools/build_demo_plan.py``; ``tests/demo`` checks that the committed file is up to date.
"""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import docx

TARGET = Path(__file__).parents[1] / "src/pacta/demo/corpus/2024-03-14-master-plan.docx"
WRITTEN = datetime(2024, 3, 14, 12, 0, tzinfo=UTC)
SOURCE = Path(__file__).with_name("demo_plan.txt")


def build() -> bytes:
    """The DOCX file."""
    title, *lines = filter(None, SOURCE.read_text(encoding="utf-8").splitlines())
    document = docx.Document()
    properties = document.core_properties
    properties.title, properties.author = title, "Ministries of Foreign Affairs of Orvelia and Kandovar"
    properties.created = properties.modified = WRITTEN
    document.add_heading(title, 0)
    for line in lines:
        _add(document, line)
    buffer = io.BytesIO()
    document.save(buffer)
    return _with_fixed_times(buffer.getvalue())


def _add(document: docx.document.Document, line: str) -> None:
    mark, _, rest = line.partition(" ")
    if mark == "#":
        document.add_heading(rest, 1)
    elif mark == "*":
        document.add_paragraph(rest, style="List Bullet")
    elif mark == "|":
        _add_row(document, [cell.strip() for cell in rest.split("|")])
    else:
        document.add_paragraph(line)


def _add_row(document: docx.document.Document, cells: list[str]) -> None:
    """Appends to the open table; the row "Indicator ..." opens one."""
    if cells[0] == "Indicator":
        document.add_table(rows=0, cols=len(cells))
    row = document.tables[-1].add_row()
    for cell, words in zip(row.cells, cells, strict=True):
        cell.text = words


def _with_fixed_times(archive: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(buffer, "w") as new:
        for member in old.infolist():
            fixed = zipfile.ZipInfo(member.filename, WRITTEN.timetuple()[:6])
            fixed.compress_type, fixed.create_system = zipfile.ZIP_DEFLATED, 3
            new.writestr(fixed, old.read(member))
    return buffer.getvalue()


if __name__ == "__main__":
    TARGET.write_bytes(build())
    print(f"wrote {TARGET.name}")
