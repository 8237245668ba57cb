"""Two documents or two sets side by side: what is said again, reworded, gone and new."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from pacta.app import linked, queries
from pacta.app.link_views import ComparedPair, ComparisonView, ThreadMention
from pacta.model import PactaError
from pacta.store import Register
from pacta.web.addresses import parse_filters
from pacta.web.pages.common import kept, register_of, route
from pacta.web.pages.csv_files import csv_response
from pacta.web.rendering import page

router: APIRouter = APIRouter()
OFFERED = 500  # documents to choose from
COLUMNS = ("change", "likeness", "a", "a_document", "a_date", "b", "b_document", "b_date")


@route(router, "/compare")
def show_comparison(request: Request) -> Response:
    """``a`` and ``b``: a document's id, a path as it was added, or a year, month or day of documents."""
    params, register = request.query_params, register_of(request)
    a, b = (params.get("a") or "").strip(), (params.get("b") or "").strip()
    filters = replace(parse_filters(params), document=None)
    found, complaint = None, None
    if a and b:
        try:
            found = kept(request, ("compare", a, b, filters), lambda: linked.compared(register, a, b, filters))
        except PactaError as error:
            complaint = error
    offered = kept(request, ("offered", OFFERED), lambda: _offered(register))
    return page(
        request, "compare.html", 400 if complaint else 200, a=a, b=b, found=found, complaint=complaint,
        offered=offered, filters=filters, parts=_parts(found) if found else None,
    )  # fmt: skip


@route(router, "/compare.csv")
def download_comparison(request: Request) -> Response:
    params, register = request.query_params, register_of(request)
    a, b, filters = params.get("a") or "", params.get("b") or "", replace(parse_filters(params), document=None)
    found = kept(request, ("compare", a, b, filters), lambda: linked.compared(register, a, b, filters))
    return csv_response("compare.csv", COLUMNS, _rows(found))


def _offered(register: Register) -> tuple[tuple[str, str], ...]:
    found = queries.list_documents(register, size=OFFERED)
    return tuple((row.id, f"{row.date or 'no date'} {row.title}") for row in found.rows)


def _parts(found: ComparisonView) -> dict[str, list[ComparedPair]]:
    """The pairs by what may be said of them."""
    parts: dict[str, list[ComparedPair]] = {"reworded": [], "same": [], "doubtful": []}
    for pair in found.aligned:
        parts[_change(pair)].append(pair)
    return parts


def _change(pair: ComparedPair) -> str:
    return "same" if pair.same else "doubtful" if pair.doubtful else "reworded"


def _rows(found: ComparisonView) -> Iterator[tuple[object, ...]]:
    for pair in found.aligned:
        yield _change(pair), f"{pair.likeness:.2f}", *_side(pair.a), *_side(pair.b)
    for gone in found.gone:
        yield "gone", "", *_side(gone), "", "", ""
    for new in found.new:
        yield "new", "", "", "", "", *_side(new)


def _side(mention: ThreadMention) -> tuple[str, str, str]:
    return mention.passage.quote, mention.passage.document_title, mention.passage.date or ""
