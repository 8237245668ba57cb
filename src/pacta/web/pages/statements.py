"""Lists of statements, on the page and as CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from pacta.app import queries
from pacta.app.facets import facets
from pacta.app.views import StatementRow
from pacta.store import Register
from pacta.web.addresses import SORTS, Query, parse_query
from pacta.web.facets import chips, choices
from pacta.web.pages.common import register_of, route
from pacta.web.rendering import page

router: APIRouter = APIRouter()
SIZE = 50
CSV_SIZE = 1000  # rows fetched at a time
COLUMNS = (
    "id", "kind", "firmness", "actors", "voice", "deadline", "deadline_words", "quote", "document_title",
    "document_date", "citation", "pillars", "codebooks", "score", "document", "start", "end",
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@route(router, "/commitments")
def show_commitments(request: Request) -> Response:
    query = parse_query(request.query_params)
    held = replace(query, filters=replace(query.filters, kind=("commitment",)))
    return RedirectResponse(held.address("/statements", page=query.page), 307)


@route(router, "/statements")
def show_statements(request: Request) -> Response:
    register = register_of(request)
    query = parse_query(request.query_params)
    found = queries.list_statements(register, query.filters, sort=query.sort, page=query.page, size=SIZE)
    counts = facets(register, query.filters)
    return page(
        request, "statements.html", found=found, query=query, sorts=SORTS,
        choices=choices(counts, query), chips=chips(counts, query),
    )  # fmt: skip


@route(router, "/statements.csv")
def download_statements(request: Request) -> Response:
    """Every row of the list under the same filters and in the same order."""
    query = parse_query(request.query_params)
    register = register_of(request)
    rows = _csv_lines(register, query)
    return StreamingResponse(
        rows, media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="statements.csv"'},
    )  # fmt: skip


def _csv_lines(register: Register, query: Query) -> Iterator[str]:
    yield "\ufeff" + _line(COLUMNS)  # the mark tells spreadsheets that this is UTF-8
    number, pages = 1, 1
    while number <= pages:
        found = queries.list_statements(register, query.filters, sort=query.sort, page=number, size=CSV_SIZE)
        yield "".join(_line(_cells(row)) for row in found.rows)
        number, pages = number + 1, found.pages


def _cells(row: StatementRow) -> tuple[object, ...]:
    included = " ".join(name for name, (held, _) in row.codebooks.items() if held)
    return (
        row.id, row.kind, row.firmness or "", " ".join(row.actors), row.voice, row.deadline or "",
        row.deadline_words or "", row.quote, row.document_title, row.document_date or "", row.citation or "",
        " ".join(row.pillars), included, f"{row.score:.3f}", row.document, row.span.start, row.span.end,
    )  # fmt: skip


def _line(cells: tuple[object, ...]) -> str:
    """One line. A cell that a spreadsheet would take for a formula gets an apostrophe in front (OWASP)."""
    out = StringIO()
    csv.writer(out).writerow([f"'{c}" if isinstance(c, str) and c.startswith(FORMULA) else c for c in cells])
    return out.getvalue()
