"""The front page: what is in here, what was found."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from pacta.app import queries
from pacta.app.views import Filters
from pacta.web import timeline
from pacta.web.addresses import parse_page
from pacta.web.pages.common import register_of, route
from pacta.web.rendering import page

router: APIRouter = APIRouter()
SHOWN = 8  # parties, actors and deadlines on the front page


@route(router, "/")
def show_overview(request: Request) -> Response:
    view = queries.overview(register_of(request), today=date.today())
    if not view.documents:
        return page(request, "empty.html", view=view)
    return page(
        request, "overview.html", view=view, shown=SHOWN,
        years=timeline.years_chart(view.years), chart=timeline.timeline_chart(view.events),
    )  # fmt: skip


@route(router, "/timeline")
def show_timeline(request: Request) -> Response:
    """The timeline as a table, page by page: everything that has a date."""
    number = parse_page(request.query_params.get("page"))
    document = request.query_params.get("document") or None
    found = queries.list_events(register_of(request), Filters(document=document), page=number, size=100)
    return page(request, "timeline.html", found=found, document=document)
