"""Tables as CSV files that spreadsheets open safely."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from starlette.responses import Response, StreamingResponse

FORMULA = ("=", "+", "-", "@", "\t", "\r")
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
    """One line. A cell that a spreadsheet would take for a formula gets an apostrophe in front (OWASP)."""
    out = StringIO()
    csv.writer(out).writerow([f"'{c}" if isinstance(c, str) and c.startswith(FORMULA) else c for c in cells])
    return out.getvalue()
