"""The timeline as a list: everything that has a date, page by page, with its plot above."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from pacta.app import queries
from pacta.app.views import EventRow, Page
from pacta.model import PactaError
from pacta.web.addresses import filter_pairs, parse_day, parse_filters, parse_page
from pacta.web.pages.common import register_of, route
from pacta.web.pages.csv_files import csv_response
from pacta.web.plotting import LANES, SINGULAR, entry_address, scope_words
from pacta.web.rendering import page

router: APIRouter = APIRouter()
MOST = 100_000  # rows of a CSV file
SIZE = 100


@route(router, "/timeline.csv")
def download_timeline(request: Request) -> Response:
    found = _found(request, 1, MOST)
    rows = ((row.date, SINGULAR[row.kind], row.label, row.document, row.statement or "") for row in found.rows)
    return csv_response("timeline.csv", ("date", "what", "entry", "document", "statement"), rows)


@route(router, "/timeline")
def show_timeline(request: Request) -> Response:
    """Filters as in all lists; ``start`` and ``end`` are of the entries' own dates, ``entry`` is their kind."""
    params = request.query_params
    filters = parse_filters(params)
    own = {name: params[name] for name in ("start", "end", "entry") if params.get(name)}
    return page(
        request, "timeline.html", found=_found(request, parse_page(params.get("page")), SIZE), own=own,
        pairs=filter_pairs(filters), filters=filters, scope=scope_words(filters), lanes=LANES, singular=SINGULAR,
        entry_address=entry_address,
    )  # fmt: skip


def _found(request: Request, number: int, size: int) -> Page[EventRow]:
    params = request.query_params
    kind = params.get("entry") or None
    if kind is not None and kind not in LANES:
        raise PactaError(f"There are no entries “{kind[:40]}”.", f"They are: {', '.join(LANES)}.")
    window = parse_day(params.get("start")), parse_day(params.get("end"))
    return queries.list_events(
        register_of(request), parse_filters(params), kind=kind, window=window, page=number, size=size
    )
