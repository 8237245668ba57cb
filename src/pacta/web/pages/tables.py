"""The lists of `web.lists`, each as a page and as CSV of exactly what its table shows."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from pacta.web.listings import Listing, lines, parse_state
from pacta.web.lists import LISTS
from pacta.web.pages.common import kept, register_of, route, views_of
from pacta.web.pages.csv_files import csv_response
from pacta.web.rendering import page

router: APIRouter = APIRouter()
SIZE, CSV_SIZE = 50, 1000


def _page_of(listing: Listing) -> Callable[[Request], Response]:
    def show(request: Request) -> Response:
        state = parse_state(listing, request.query_params)
        register = register_of(request)
        found = kept(
            request, (listing.path, request.url.query), lambda: state.find(register, state.page, SIZE),
            links_alone=listing.links_alone,
        )  # fmt: skip
        choices = kept(request, (listing.path, "counts", state.filters), lambda: state.choices(register))
        chosen = tuple(state.options.items())
        tally = kept(request, (listing.path, "tally", state.filters, chosen), lambda: state.tally(register))
        template = "table.html" if state.table else listing.cards
        return page(
            request, template, state=state, found=found, choices=choices, tally=tally, views=views_of(request)
        )

    return show


def _csv_of(listing: Listing) -> Callable[[Request], Response]:
    def download(request: Request) -> Response:
        state = parse_state(listing, request.query_params)
        rows = lines(state, register_of(request), CSV_SIZE)
        return csv_response(f"{listing.path[1:]}.csv", [column.id for column in state.columns], rows)

    return download


for _listing in LISTS:
    route(router, _listing.path)(_page_of(_listing))
    route(router, _listing.path + ".csv")(_csv_of(_listing))
