"""Tables as CSV files that spreadsheets open safely."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from starlette.responses import Response, StreamingResponse

from pacta.publish.tables import safe_text

CHUNK = 500  # rows sent at a time


def csv_response(name: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Response:
    """The rows as a download; sent while they are made, so that their number does not matter."""
    return StreamingResponse(
        _chunks(columns, rows), media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )  # fmt: skip


def _chunks(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    lines = ["\ufeff" + csv_line(columns)]  # the mark tells spreadsheets that this is UTF-8
    for row in rows:
        lines.append(csv_line(row))
        if len(lines) >= CHUNK:
            yield "".join(lines)
            lines.clear()
    yield "".join(lines)


def csv_line(cells: Sequence[object]) -> str:
    """One line, in which no text is a formula to a spreadsheet."""
    out = StringIO()
    csv.writer(out).writerow([safe_text(cell) if isinstance(cell, str) else cell for cell in cells])
    return out.getvalue()
