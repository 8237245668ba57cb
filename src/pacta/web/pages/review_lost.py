"""Judgements that lost their place when a document was read again or replaced: carried over, or taken back."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from pacta.app import queries, review_queue
from pacta.app.review import Conflict
from pacta.app.views import StatementRow
from pacta.model import PactaError
from pacta.store import Register
from pacta.web.addresses import parse_page
from pacta.web.pages.common import register_of, route, viewer_of, whole_register
from pacta.web.pages.forms import form_of, form_route, to
from pacta.web.rendering import page
from pacta.web.reviewing import entry_of, reviewer_name, said_by

router: APIRouter = APIRouter()
SIZE = 20


@route(router, "/review/lost")
def show_lost(request: Request) -> Response:
    return _lost(request)


@form_route(router, "/review/lost")
def send_carried(request: Request) -> Response:
    """Puts the entry on the statement that the form names, or that has the words that it holds."""
    form = form_of(request)
    said = said_by(request, form)
    try:
        row = _wanted(register_of(request), form)
        review_queue.carry(whole_register(request), form.get("entry", ""), row.id, said)
    except PactaError as error:
        return _lost(request, error, dict(form), 409 if isinstance(error, Conflict) else 400)
    return to("/review/lost?done=carried")


def _wanted(register: Register, form: Mapping[str, str]) -> StatementRow:
    """Raises PactaError unless exactly one statement of the document is meant."""
    words = " ".join(form.get("words", "").split()).casefold()
    if not words:
        return queries.get_statement(register, form.get("statement", ""))
    rows = queries.get_document(register, form.get("document", "")).statements
    found = [row for row in rows if words in " ".join(row.quote.split()).casefold()]
    if len(found) != 1:
        many = "No statement" if not found else f"{len(found)} statements"
        raise PactaError(
            f"{many} of this document hold these words.", "Copy them from one quotation of the document."
        )
    return found[0]


def _lost(
    request: Request, error: PactaError | None = None, typed: Mapping[str, str] | None = None, status: int = 200
) -> Response:
    viewer, me = viewer_of(request), reviewer_name(viewer_of(request))
    found = review_queue.lost_places(
        register_of(request), page=parse_page(request.query_params.get("page")), size=SIZE
    )
    return page(
        request, "review_lost.html", status, found=found, error=error, typed=typed or {},
        may=viewer.may("review"), entry_words=lambda entry: entry_of(entry, me), carried=review_queue.CARRIED,
        done=request.query_params.get("done") == "carried",
    )  # fmt: skip
