"""The change log of a register: who entered what, when, and why."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from pacta.app import review
from pacta.app.review import Said
from pacta.model import PactaError
from pacta.review import Judgement
from pacta.web.addresses import span_address
from pacta.web.pages.common import register_of, route, viewer_of, whole_register
from pacta.web.pages.forms import form_of, form_route, local_address, to
from pacta.web.rendering import page
from pacta.web.reviewing import Entry, entry_of, reviewer_name

router: APIRouter = APIRouter()
SIZE = 50


@dataclass(frozen=True, slots=True)
class Line:
    """An entry with the words that it is about, and where these can be read."""

    entry: Entry
    about: str
    quote: str
    address: str | None


@route(router, "/review/log")
def show_log(request: Request) -> Response:
    found = review.changes(register_of(request), before=_before(request), size=SIZE + 1)
    me = reviewer_name(viewer_of(request))
    lines = [_line(entry, me) for _, entry in found[:SIZE]]
    older = found[SIZE - 1][0] if len(found) > SIZE else None
    return page(request, "review_log.html", lines=lines, older=older)


@form_route(router, "/review/log/undo")
def send_taken_back(request: Request) -> Response:
    """Takes back an entry on anything: one's own, or, as a curator, anybody's. By a new entry."""
    form = form_of(request)
    log = review.history(register_of(request), form.get("target", ""))
    entry = next((one for one in log if one.id == form.get("entry")), None)
    if entry is None:
        raise PactaError("There is no such entry.", "Load the page again.")
    viewer = viewer_of(request)
    viewer.need("review" if entry.reviewer == reviewer_name(viewer) else "curate")
    said = Said(reviewer_name(viewer), entry.role, form.get("reason", "").strip())
    review.undo(whole_register(request), entry.id, said)
    return to(local_address(form.get("back"), "/review/log"))


def _line(entry: Judgement, me: str) -> Line:
    where = entry.anchors[0] if entry.anchors else None
    address = {
        "statement": f"/s/{entry.target}",
        "finding": f"/finding/{entry.target}",
        "entity": f"/name/{entry.target}",
        "thread": f"/s/{entry.target}/thread",
    }.get(entry.about)
    if entry.verdict in ("split", "merge") and where is not None and where.start is not None:
        address = span_address(where.document, where.start, where.start + len(where.exact))
    return Line(entry_of(entry, me), entry.about, where.exact if where else "", address)


def _before(request: Request) -> int | None:
    value = request.query_params.get("before")
    if value is None:
        return None
    if not (value.isascii() and value.isdigit() and len(value) <= 15):
        raise PactaError(f"“{value[:40]}” is no place in the log.", "Begin with the newest entries.")
    return int(value)
