"""Full-text search, and statements that are near in meaning."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from pacta.app import queries
from pacta.app.related import Meanings
from pacta.app.views import DocumentRow, Filters, Hit, Page
from pacta.model import PactaError
from pacta.store import Register
from pacta.web.addresses import Query, filter_pairs, parse_filters, parse_page
from pacta.web.markup import matched_words
from pacta.web.pages.common import kept, register_of, route
from pacta.web.rendering import page

router: APIRouter = APIRouter()
LONGEST = 400
TITLES = 5  # documents whose title holds the words
SIZE = 20
FIELDS = {
    "": "texts and titles", "title": "titles only", "quotation": "quotations of statements",
    "content": "what is promised, asked or told",
}  # fmt: skip


@route(router, "/search")
def show_search(request: Request) -> Response:
    """``q``: words, "phrases", prefix*; with the filters of the lists, on documents and on statements; ``field``:
    where they shall stand."""
    params = request.query_params
    words, field = _words(params.get("q")), _field(params.get("field"))
    filters = replace(parse_filters(params), text=None)
    number = parse_page(params.get("page"))
    register = register_of(request)
    asked = (words, filters, field, number)
    titles = kept(request, ("titles", *asked), lambda: _titles(register, *asked))
    found = kept(request, ("hits", *asked), lambda: _hits(register, *asked))
    held = queries.get_statements(register, [hit.statement for hit in found.rows if hit.statement])
    return page(
        request, "search.html", q=words, found=found, held=held, query=Query(filters), filters=filters,
        pairs=filter_pairs(filters), titles=titles, matched_words=matched_words, field=field, fields=FIELDS,
    )  # fmt: skip


def _hits(register: Register, words: str, filters: Filters, field: str, number: int) -> Page[Hit]:
    if not words or field == "title":
        return Page((), 0)
    if not field:
        return queries.search(register, words, filters, page=number)
    part: Literal["quotation", "content"] = "quotation" if field == "quotation" else "content"
    return queries.search_statements(register, words, filters, part=part, page=number)


def _titles(register: Register, words: str, filters: Filters, field: str, number: int) -> Page[DocumentRow]:
    """Documents whose title holds the words: all of them where only titles are searched, else the first few."""
    if not words or not (field == "title" or (not field and number == 1)):
        return Page((), 0)
    size = SIZE if field else TITLES
    return queries.list_documents(register, filters, title=words, page=number, size=size)


def _field(value: str | None) -> str:
    if (value or "") not in FIELDS:
        raise PactaError(f"One cannot search in “{(value or '')[:40]}”.", f"Fields are: {', '.join(FIELDS)[2:]}.")
    return value or ""


@route(router, "/related")
def show_related(request: Request) -> Response:
    """``statement``: what is near to this one; or ``q``: near to these words."""
    params, register = request.query_params, register_of(request)
    words, wanted = _words(params.get("q")), params.get("statement")
    to = queries.get_statement(register, wanted) if wanted else None
    meanings: Meanings = request.app.state.meanings
    said = to.quote if to else words
    found = meanings.near(register, said, most=20, but=to.id if to else None) if said else ()
    return page(request, "related.html", q=words, to=to, found=found)


def _words(value: str | None) -> str:
    words = (value or "").strip()
    if len(words) > LONGEST:
        raise PactaError("That is too long to search for.", f"Keep it under {LONGEST} characters.")
    return words
