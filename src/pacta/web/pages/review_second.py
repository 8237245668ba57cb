"""Where a second reader, a language model that somebody here asked, differs from the first: a person decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from pacta.app import review, second_opinions
from pacta.app.review import ANYTHING, Conflict, Said
from pacta.app.rights import NotAllowed
from pacta.app.second_opinions import OpinionRow
from pacta.model import PactaError, Statement
from pacta.store import Register
from pacta.web.addresses import parse_page, span_address, statement_address
from pacta.web.pages.common import register_of, route, viewer_of, whole_register
from pacta.web.pages.forms import form_of, form_route, to
from pacta.web.rendering import page
from pacta.web.reviewing import entry_of, reviewer_name, said_by

router: APIRouter = APIRouter()
SIZE = 10


@dataclass(frozen=True, slots=True)
class Difference:
    """One place: what each reader says there, where it is read, and the last entry on it."""

    row: OpinionRow
    first: Statement | None
    address: str
    expecting: str


@route(router, "/review/second")
def show_second(request: Request) -> Response:
    return _second(request)


@form_route(router, "/review/second")
def send_second(request: Request) -> Response:
    """Decides for the second reader or for the first; an entry of the log like any other."""
    form, register = form_of(request), register_of(request)
    try:
        if form.get("for") not in ("first", "second"):
            raise PactaError("The form does not say what to do.", "Load the page again.")
        said = said_by(request, form)
        target, model = form.get("target", ""), form.get("model", "")
        if not second_opinions.opinions_on(register, target):
            raise PactaError("There is no such difference any more.", "Load the page again.")
        _look_again(register, target, said)
        second_opinions.decide(
            whole_register(request), target, said, second=form["for"] == "second", model=model or None
        )
    except NotAllowed:
        raise
    except PactaError as error:
        return _second(request, error, dict(form), 409 if isinstance(error, Conflict) else 400)
    return to(f"/review/second?done={form['for']}")


def _look_again(register: Register, target: str, said: Said) -> None:
    """Raises `Conflict` if somebody was quicker."""
    log = review.history(register, target)
    if log and said.expecting not in (ANYTHING, log[-1].id):
        raise Conflict(log[-1])


def _second(
    request: Request, error: PactaError | None = None, typed: Mapping[str, str] | None = None, status: int = 200
) -> Response:
    register = register_of(request)
    found = second_opinions.differences(register, page=parse_page(request.query_params.get("page")), size=SIZE)
    me = reviewer_name(viewer_of(request))
    return page(
        request, "review_second.html", status, found=found, error=error, typed=typed or {},
        cases=[_difference(register, row) for row in found.rows], may=viewer_of(request).may("review"),
        theirs=entry_of(error.theirs, me) if isinstance(error, Conflict) else None,
        done=request.query_params.get("done", ""),
    )  # fmt: skip


def _difference(register: Register, row: OpinionRow) -> Difference:
    target, proposal = row.target or "", row.opinion.proposal
    first = second_opinions.first_reading(register, row)
    if first is not None:
        address = statement_address(row.document, first.id)
    elif proposal is not None and proposal.span is not None:
        address = span_address(row.document, *proposal.span.pair())
    else:
        address = f"/d/{row.document}"
    log = review.history(register, target)
    return Difference(row, first, address, log[-1].id if log else "")
