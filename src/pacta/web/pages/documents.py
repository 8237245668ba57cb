"""The list of documents."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from pacta.app import queries
from pacta.model import PactaError
from pacta.web.addresses import filter_pairs, parse_filters, parse_page
from pacta.web.pages.common import register_of, route
from pacta.web.rendering import page

router: APIRouter = APIRouter()
ORDERS = ("date", "title", "type", "words")


@route(router, "/documents")
def show_documents(request: Request) -> Response:
    params = request.query_params
    order = params.get("sort") or "-date"
    if order.lstrip("-") not in ORDERS:
        raise PactaError(f"There is no order “{order[:40]}”.", f"Orders are: {', '.join(ORDERS)}.")
    filters = parse_filters(params)
    found = queries.list_documents(
        register_of(request), filters, sort=order, page=parse_page(params.get("page")), size=50
    )
    return page(request, "documents.html", found=found, order=order, pairs=filter_pairs(filters))
