"""Lists of statements: as cards or as a table of chosen columns, and as CSV."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from pacta.web import statement_columns as of_statements
from pacta.web.addresses import SORTS, Query, parse_query
from pacta.web.facets import chips, choices
from pacta.web.pages.common import browser_of, register_of, route, views_of
from pacta.web.pages.csv_files import csv_response
from pacta.web.rendering import page

router: APIRouter = APIRouter()
SIZE = 50
CSV_SIZE = 1000  # rows fetched at a time


@route(router, "/commitments")
def show_commitments(request: Request) -> Response:
    query = parse_query(request.query_params)
    held = replace(query, filters=replace(query.filters, kind=("commitment",)))
    return RedirectResponse(held.address("/statements", page=query.page), 307)


@route(router, "/statements")
def show_statements(request: Request) -> Response:
    """``view=table`` shows the columns ``col``; without it the list is of cards."""
    query = parse_query(request.query_params)
    found, counts = browser_of(request).browse(
        register_of(request), query.filters, sort=query.sort, page=query.page, size=SIZE
    )
    columns = of_statements.chosen(list(query.columns)) or of_statements.first()
    return page(
        request, "statements.html", found=found, query=query, sorts=SORTS, choices=choices(counts, query),
        chips=chips(counts, query), columns=columns if query.table else (), all_columns=of_statements.COLUMNS,
        shown=columns, views=views_of(request),
    )  # fmt: skip


@route(router, "/statements.csv")
def download_statements(request: Request) -> Response:
    """Every row of the list under the same filters and in the same order, with the columns of its table."""
    query = parse_query(request.query_params)
    columns = of_statements.chosen(list(query.columns)) or of_statements.first()
    names = [column.id for column in columns] if query.table else list(of_statements.CSV)
    return csv_response("statements.csv", names, _rows(request, query, names))


def _rows(request: Request, query: Query, names: list[str]) -> Iterator[list[object]]:
    browser, register = browser_of(request), register_of(request)
    columns = [of_statements.BY_ID[name] for name in names]
    number, pages = 1, 1
    while number <= pages:
        found = browser.find(register, query.filters, sort=query.sort, page=number, size=CSV_SIZE)
        for row in found.rows:
            yield ["" if (cell := column.value(row)) is None else cell for column in columns]
        number, pages = number + 1, found.pages
