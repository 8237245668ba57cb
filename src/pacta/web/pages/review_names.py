"""Names that may be of one and the same: joined, or kept apart, each with a reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from pacta.app import linked, review, review_links
from pacta.app.link_views import Abstention, NamedView
from pacta.app.review import ANYTHING, Conflict, Said
from pacta.app.rights import NotAllowed
from pacta.app.views import Page
from pacta.model import PactaError
from pacta.store import Register
from pacta.web.addresses import parse_page
from pacta.web.pages.common import kept, register_of, route, viewer_of, whole_register
from pacta.web.pages.forms import form_of, form_route, to
from pacta.web.rendering import page
from pacta.web.reviewing import Entry, entries_of, entry_of, reviewer_name, said_by

router: APIRouter = APIRouter()
SIZE = 8
LATEST = 20  # entries on names that are shown below


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entities that may be one; ``expecting`` is the last entry on the first of them."""

    a: NamedView
    b: NamedView
    reason: str
    expecting: str


@route(router, "/review/names")
def show_names(request: Request) -> Response:
    return _names(request)


@form_route(router, "/review/names")
def send_names(request: Request) -> Response:
    """Says of two entities that they are one, or that they are two; the reason stays in the log."""
    form, register = form_of(request), register_of(request)
    verdict: Any = form.get("verdict", "")
    try:
        if verdict not in ("same", "different"):
            raise PactaError("The form does not say what to do.", "Load the page again.")
        said = said_by(request, form)
        _look_again(register, form.get("a", ""), said)
        a, b = (linked.entity(register, form.get(side, "")) for side in "ab")
        review_links.judge_entities(whole_register(request), a, b, verdict, said)
    except NotAllowed:
        raise
    except PactaError as error:
        return _names(request, error, dict(form), 409 if isinstance(error, Conflict) else 400)
    return to(f"/review/names?done={verdict}")


def _look_again(register: Register, entity: str, said: Said) -> None:
    """Raises `Conflict` if somebody was quicker: the two may be one by now, and no pair any more."""
    log = review.history(register, entity)
    if log and said.expecting not in (ANYTHING, log[-1].id):
        raise Conflict(log[-1])


def _names(
    request: Request, error: PactaError | None = None, typed: Mapping[str, str] | None = None, status: int = 200
) -> Response:
    viewer, register = viewer_of(request), register_of(request)
    me = reviewer_name(viewer)
    number = parse_page(request.query_params.get("page"))
    listed = unsure(request)
    found = Page(_pairs(register, listed[(number - 1) * SIZE : number * SIZE]), len(listed), number, SIZE)
    return page(
        request, "review_names.html", status, found=found, error=error, typed=typed or {},
        theirs=entry_of(error.theirs, me) if isinstance(error, Conflict) else None,
        may=viewer.may("review"), may_curate=viewer.may("curate"), entries=_entries(register, me),
        done=request.query_params.get("done", ""),
    )  # fmt: skip


def unsure(request: Request) -> tuple[Abstention, ...]:
    """The pairs, asked for once for each state of the register: every review page says how many there are."""
    register = register_of(request)
    return kept(request, "pairs of names", lambda: linked.abstentions(register), links_alone=True)


def _pairs(register: Register, shown: Sequence[Abstention]) -> tuple[Pair, ...]:
    about = linked.named(register, (id_ for one in shown for id_ in (one.a, one.b)))
    logs = {one.a: review.history(register, one.a) for one in shown}
    return tuple(
        Pair(about[one.a], about[one.b], one.reason, logs[one.a][-1].id if logs[one.a] else "")
        for one in shown
        if one.a in about and one.b in about
    )


def _entries(register: Register, me: str) -> list[Entry]:
    """The latest entries on names, newest first."""
    return entries_of(review_links.entries_on_entities(register), me)[::-1][:LATEST]
