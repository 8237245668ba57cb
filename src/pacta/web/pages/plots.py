"""Plots: each at its own address, with its table, as data for the script that draws it, and as CSV."""

from __future__ import annotations

from datetime import date
from typing import Any

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from pacta.app import plots
from pacta.app.views import Filters
from pacta.web import plotting
from pacta.web.addresses import parse_day, parse_filters
from pacta.web.pages.common import kept, register_of, route
from pacta.web.pages.csv_files import csv_response
from pacta.web.rendering import page

router: APIRouter = APIRouter()
TITLES = {
    "timeline": ("Timeline", "Documents, dated events and deadlines"),
    "pillars": ("Pillars by year", "How many statements each pillar has, by year of the document"),
    "network": ("Who appears with whom", "Actors and bodies that statements name together"),
}


@route(router, "/plots/{name}.json")
def show_data(request: Request, name: str) -> Response:
    found, filters = _found(request, name)
    if name == "timeline":
        return JSONResponse(plotting.timeline_record(found, filters, date.today().isoformat()))
    if name == "pillars":
        return JSONResponse(plotting.pillars_record(found, filters))
    return JSONResponse(plotting.network_record(found, filters))


@route(router, "/plots/{name}.csv")
def download_table(request: Request, name: str) -> Response:
    found, filters = _found(request, name)
    table = _table(name, found, filters)
    return csv_response(f"{name}.csv", table.columns, table.rows)


@route(router, "/plots/{name}")
def show_plot(request: Request, name: str) -> Response:
    found, filters = _found(request, name)
    title, about = TITLES[name]
    return page(
        request, "plot.html", name=name, title=title, about=about, filters=filters,
        scope=plotting.scope_words(filters), table=_table(name, found, filters),
    )  # fmt: skip


def _found(request: Request, name: str) -> tuple[Any, Filters]:
    if name not in TITLES:
        raise HTTPException(404)
    params, register = request.query_params, register_of(request)
    filters = parse_filters(params)
    if name == "timeline":
        window = parse_day(params.get("start")) or "0000", parse_day(params.get("end")) or "9999"
        found: Any = kept(
            request, (name, filters, window),
            lambda: plots.dated(register, filters, start=window[0], end=window[1]),
        )  # fmt: skip
    else:
        ask = plots.pillar_years if name == "pillars" else plots.network
        found = kept(request, (name, filters), lambda: ask(register, filters))
    return found, filters


def _table(name: str, found: Any, filters: Filters) -> plotting.Table:
    if name == "timeline":
        return plotting.timeline_table(found)
    if name == "pillars":
        return plotting.pillars_table(found, filters)
    return plotting.network_table(found, filters)
