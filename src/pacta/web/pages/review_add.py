"""Adding a statement that the machine missed: by selecting its words, or by typing them."""

from __future__ import annotations

import re

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from pacta.app import queries, review
from pacta.app.views import DocumentView
from pacta.model import PactaError, Span
from pacta.web.addresses import statement_address
from pacta.web.pages.common import register_of, route, viewer_of, whole_register
from pacta.web.pages.forms import form_of, form_route, to
from pacta.web.reading import paragraph_spans
from pacta.web.rendering import page
from pacta.web.review_values import find_words, new_values
from pacta.web.reviewing import said_by

router: APIRouter = APIRouter()
POINT = re.compile(r"p-(\d{1,7}):(\d{1,9})")  # paragraph of the page, and a place in it as a browser counts
PLACE = re.compile(r"(\d{1,9})-(\d{1,9})")


@route(router, "/d/{document}/add")
def show_add(request: Request, document: str) -> Response:
    """``?from=p-3:10&to=p-3:42`` are the ends of a selection; without them the words are typed."""
    viewer_of(request).need("review")
    view = queries.get_document(register_of(request), document)
    span = _selected(request, view)
    words = " ".join(view.document.text[span.start : span.end].split()) if span else ""
    return _form(request, view, {"words": words, "place": f"{span.start}-{span.end}" if span else ""})


@form_route(router, "/d/{document}/add")
def send_add(request: Request, document: str) -> Response:
    form, register = form_of(request), register_of(request)
    said = said_by(request, form)
    view = queries.get_document(register, document)
    try:
        words = _words(view, form.get("words", ""), form.get("place", ""))
        cue = _cue(view, words, form.get("cue", ""))
        made = review.add_statement(whole_register(request), view.row.id, words, said, new_values(form), cue)
    except PactaError as error:
        return _form(request, view, dict(form), error)
    address = statement_address(view.row.id, made.target)
    if request.headers.get("hx-request"):
        return Response(status_code=204, headers={"HX-Redirect": address})
    return to(address)


def _form(request: Request, view: DocumentView, typed: dict[str, str], error: PactaError | None = None) -> Response:
    template = "review_add.html" if request.headers.get("hx-request") else "review_add_page.html"
    return page(request, template, 400 if error else 200, view=view, typed=typed, error=error)


def _words(view: DocumentView, words: str, place: str) -> Span:
    """The place of the words: the selected one, if they were not changed since; else where they stand, if once."""
    text = view.document.text
    found = PLACE.fullmatch(place)
    if found and int(found[1]) < int(found[2]) <= len(text):
        span = Span(int(found[1]), int(found[2]))
        if text[span.start : span.end].split() == words.split():
            return span
    first = find_words(text, words, Span(0, len(text)))
    if first is None:
        raise PactaError("These words do not stand in the document.", "Copy them from the text, as they are there.")
    if find_words(text[first.end :], words, Span(0, len(text) - first.end)) is not None:
        raise PactaError("These words stand in the document more than once.", "Give more of the sentence.")
    return first


def _cue(view: DocumentView, words: Span, typed: str) -> Span | None:
    if not typed.strip():
        return None
    found = find_words(view.document.text, typed, words)
    if found is None or not words.contains(found):
        raise PactaError("The cue is not among the words.", "It is the part that carries the act: will, agreed to.")
    return found


def _selected(request: Request, view: DocumentView) -> Span | None:
    ends = [_point(request.query_params.get(name, ""), view) for name in ("from", "to")]
    if ends[0] is None or ends[1] is None or ends[0] >= ends[1]:
        return None
    text = view.document.text[ends[0] : ends[1]]
    start = ends[0] + len(text) - len(text.lstrip())
    return Span(start, start + len(text.strip())) if text.strip() else None


def _point(value: str, view: DocumentView) -> int | None:
    """A place in the text from a paragraph of the page and how far into it; browsers count a line's end as one."""
    found = POINT.fullmatch(value)
    spans = paragraph_spans(view)
    if found is None or not 1 <= int(found[1]) <= len(spans):
        return None
    span, left = spans[int(found[1]) - 1], int(found[2])
    at = span.start
    while at < span.end and left > 0:
        at += 2 if view.document.text[at : at + 2] == "\r\n" else 1
        left -= 1
    return at
