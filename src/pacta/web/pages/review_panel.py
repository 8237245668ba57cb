"""Judging a statement from its evidence panel: in the reader, in a queue, or on a page of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from pacta.app import queries, review
from pacta.app.neighbours import neighbours
from pacta.app.review import Conflict, Said
from pacta.app.rights import NotAllowed
from pacta.app.views import DocumentView, StatementRow
from pacta.model import PactaError
from pacta.store import Register
from pacta.web.addresses import statement_address
from pacta.web.pages import review_desk
from pacta.web.pages.common import register_of, viewer_of, whole_register
from pacta.web.pages.forms import form_of, form_route, local_address, to
from pacta.web.rendering import page
from pacta.web.review_values import corrections, parts
from pacta.web.reviewing import entry_of, reviewer_name, reviewing, said_by

router: APIRouter = APIRouter()
NEARBY = 8  # statements before and after that one can be merged with


@form_route(router, "/s/{statement}/review")
def send_judgement(request: Request, statement: str) -> Response:
    """One judgement. After it the same panel, or the next statement of the queue that one is working through;
    after an error the panel with what was typed, after a conflict with what the other said."""
    form, register = form_of(request), register_of(request)
    row = queries.get_statement(register, statement)
    queue = local_address(form.get("queue"), "")
    blind = form.get("blind") == "1"
    try:
        did = _judge(request, row, form)
    except NotAllowed:
        raise
    except Conflict as error:
        theirs = entry_of(error.theirs, reviewer_name(viewer_of(request)))
        return _again(request, row, 409, queue, blind, error=error, theirs=theirs, typed=dict(form))
    except PactaError as error:
        return _again(request, row, 400, queue, blind, error=error, typed=dict(form))
    if queue and did in ("accept", "reject", "correct", "split", "merge"):
        return review_desk.next_in_queue(request, queue, done=row.id)
    return _again(request, queries.get_statement(register, row.id), 200, queue, blind, done=did)


@form_route(router, "/review/undo")
def send_undo(request: Request) -> Response:
    """Takes one's own entry back, or, as a curator, anybody's: by a new entry."""
    form, register = form_of(request), register_of(request)
    row = queries.get_statement(register, form.get("statement", ""))
    log = review.history(register, row.id)
    entry = next((one for one in log if one.id == form.get("entry")), None)
    if entry is None:
        raise PactaError("There is no such entry on this statement.", "Load the page again.")
    viewer = viewer_of(request)
    viewer.need("review" if entry.reviewer == reviewer_name(viewer) else "curate")
    said = Said(reviewer_name(viewer), entry.role, form.get("reason", "").strip())
    review.undo(whole_register(request), entry.id, said)
    if back := local_address(form.get("back"), ""):
        return to(back)
    queue = local_address(form.get("queue"), "")
    return _again(request, queries.get_statement(register, row.id), 200, queue, False, done="undo")


def _judge(request: Request, row: StatementRow, form: Mapping[str, str]) -> str:
    """Enters what the form says; returns the verdict."""
    verdict, said, whole = form.get("verdict", ""), said_by(request, form), whole_register(request)
    if verdict == "correct":
        values = corrections(form, row, _view(request, row).document.text)
        return review.judge(whole, row.id, "correct" if values else "accept", said, values).verdict
    if verdict == "split":
        return review.split(
            whole, row.id, said, parts(form.get("parts", ""), row, _view(request, row).document.text)
        ).verdict
    if verdict == "merge":
        return _merge(register_of(request), whole, row, form.get("other", ""), said)
    if verdict == "assign":
        return review.judge(whole, row.id, "assign", said, {"to": form.get("to", "").strip() or None}).verdict
    if verdict == "take":
        return take(whole, row.id, form.get("entry", ""), said)
    if verdict in ("accept", "reject", "comment"):
        return review.judge(whole, row.id, verdict, said).verdict  # type: ignore[arg-type]
    raise PactaError("The form does not say what to do.", "Load the page again.")


def take(whole: Register, statement: str, entry: str, said: Said) -> str:
    """A curator decides for what one reviewer said: an entry of their own with the same verdict and values."""
    taken = next((one for one in review.history(whole, statement) if one.id == entry), None)
    if taken is None or said.role != "curator":
        raise PactaError("There is no such entry to decide for.", "Load the page again.")
    at = datetime.now(UTC).isoformat(timespec="microseconds")
    reason = said.reason or f"as {taken.reviewer} said"
    made = replace(taken, reviewer=said.reviewer, role="curator", at=at, reason=reason, replaces=None)
    return review.record(whole, made, expecting=said.expecting).verdict


def _merge(seen: Register, whole: Register, row: StatementRow, other: str, said: Said) -> str:
    mate = queries.get_statement(seen, other)
    first, second = sorted((row, mate), key=lambda one: one.cue.start)
    return review.merge(whole, [first.id, second.id], said).verdict


def _again(request: Request, row: StatementRow, status: int, queue: str, blind: bool, **more: Any) -> Response:
    """The panel once more: alone for the script, in its document for a browser without one."""
    if queue:
        return review_desk.desk(request, queue, row, status, **more)
    if request.headers.get("hx-request"):
        return page(request, "_evidence.html", status, row=row, review=panel(request, row, blind=blind, **more))
    if status == 200:
        return to(statement_address(row.document, row.id))
    return page(request, "review_one.html", status, row=row, review=panel(request, row, blind=blind, **more))


def panel(request: Request, row: StatementRow, **more: Any) -> Any:
    """The review part of an evidence panel, for templates."""
    return reviewing(request, row, neighbours=_neighbours(request, row), **more)


def _neighbours(request: Request, row: StatementRow) -> tuple[StatementRow, ...]:
    if not viewer_of(request).may("review"):
        return ()
    return neighbours(register_of(request), row.id, NEARBY)


def _view(request: Request, row: StatementRow) -> DocumentView:
    return queries.get_document(register_of(request), row.document)
