"""Full-text search."""

from __future__ import annotations

from dataclasses import replace

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from pacta.app import queries
from pacta.app.views import Hit, Page
from pacta.model import PactaError
from pacta.web.addresses import Query, parse_filters, parse_page
from pacta.web.pages.common import register_of, route
from pacta.web.rendering import page

router: APIRouter = APIRouter()
LONGEST = 400


@route(router, "/search")
def show_search(request: Request) -> Response:
    params = request.query_params
    words = (params.get("q") or "").strip()
    if len(words) > LONGEST:
        raise PactaError("That is too long to search for.", f"Keep it under {LONGEST} characters.")
    filters = replace(parse_filters(params), text=None)
    number = parse_page(params.get("page"))
    register = register_of(request)
    found: Page[Hit] = queries.search(register, words, filters, page=number) if words else Page((), 0)
    held = {hit.statement: queries.get_statement(register, hit.statement) for hit in found.rows if hit.statement}
    return page(request, "search.html", q=words, found=found, held=held, query=Query(filters))
