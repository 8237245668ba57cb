"""One thread, finding, name, indicator or mechanism."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from pacta.app import linked
from pacta.web import record
from pacta.web.pages.common import register_of, route
from pacta.web.pages.csv_files import csv_response
from pacta.web.rendering import page
from pacta.web.words import FINDING_LABELS

router: APIRouter = APIRouter()


@route(router, "/thread/{thread}.json")
def thread_data(request: Request, thread: str) -> Response:
    return JSONResponse(record.life_record(linked.thread(register_of(request), thread), date.today().isoformat()))


@route(router, "/thread/{thread}.csv")
def download_thread(request: Request, thread: str) -> Response:
    view = linked.thread(register_of(request), thread)
    return csv_response("thread.csv", record.LIFE_COLUMNS, record.life_rows(view))


@route(router, "/indicator/{indicator}.json")
def indicator_data(request: Request, indicator: str) -> Response:
    return JSONResponse(record.series_record(linked.indicator(register_of(request), indicator)))


@route(router, "/indicator/{indicator}.csv")
def download_indicator(request: Request, indicator: str) -> Response:
    view = linked.indicator(register_of(request), indicator)
    return csv_response("indicator.csv", record.SERIES_COLUMNS, record.series_rows(view))


@route(router, "/thread/{thread}")
def show_thread(request: Request, thread: str) -> Response:
    view = linked.thread(register_of(request), thread)
    return page(request, "thread.html", view=view, stages=record.stage_history(view.mentions), kinds=FINDING_LABELS)


@route(router, "/finding/{finding}")
def show_finding(request: Request, finding: str) -> Response:
    view = linked.finding(register_of(request), finding)
    return page(request, "finding.html", view=view, row=view.row, kinds=FINDING_LABELS)


@route(router, "/name/{entity}")
def show_name(request: Request, entity: str) -> Response:
    return page(request, "name.html", view=linked.entity(register_of(request), entity))


@route(router, "/indicator/{indicator}")
def show_indicator(request: Request, indicator: str) -> Response:
    view = linked.indicator(register_of(request), indicator)
    return page(request, "indicator.html", view=view, value_words=record.value_words)


@route(router, "/mechanism/{mechanism}")
def show_mechanism(request: Request, mechanism: str) -> Response:
    view = linked.mechanism(register_of(request), mechanism, as_of=date.today().isoformat())
    return page(request, "mechanism.html", view=view)
