"""Assessing a commitment: what will count as done, evidence, and scores, each by a person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from pacta.app import assess, queries, review
from pacta.app.assess import Proposal
from pacta.app.review import Conflict
from pacta.app.rights import NotAllowed
from pacta.app.views import StatementRow
from pacta.model import PactaError, Span
from pacta.review.assessment import Assessment
from pacta.review.checking import SCORES
from pacta.web.pages.common import register_of, route, viewer_of, whole_register
from pacta.web.pages.forms import form_of, form_route, to
from pacta.web.rendering import page
from pacta.web.reviewing import entries_of, entry_of, reviewer_name, said_by

router: APIRouter = APIRouter()
SCORE_WORDS: Mapping[str, str] = dict(
    zip(
        SCORES,
        ("done", "partly done, or in progress", "not done, or the contrary", "cannot be applied"),
        strict=True,
    )
)
PLACE = re.compile(r"(\d{1,9})-(\d{1,9})")
FORMS = ("guideline", "score", "evidence", "search")


@route(router, "/s/{statement}/assess")
def show_assessment(request: Request, statement: str) -> Response:
    return _assessment(request, queries.get_statement(register_of(request), statement))


@form_route(router, "/s/{statement}/assess")
def send_assessment(request: Request, statement: str) -> Response:
    """One entry: a guideline, a score, evidence, or that nothing was found."""
    form, row = form_of(request), queries.get_statement(register_of(request), statement)
    try:
        _enter(request, row, form)
    except NotAllowed:
        raise
    except PactaError as error:
        return _assessment(request, row, error, dict(form), 409 if isinstance(error, Conflict) else 400)
    return to(f"/s/{row.id}/assess#{form['what']}")


def _enter(request: Request, row: StatementRow, form: Mapping[str, str]) -> None:
    whole, said, what = whole_register(request), said_by(request, form), form.get("what", "")
    if what == "guideline":
        _need(said.reason, "A guideline needs words.")
        assess.set_guideline(whole, row.id, said.reason, said)
    elif what == "score":
        assess.score(whole, row.id, form.get("score", ""), said, actor=form.get("actor", "").strip())
    elif what == "evidence":
        _need(said.reason, "Evidence needs words: what happened.")
        given = {name: form.get(name, "").strip() for name in ("date", "link", "bearing", "same_as")}
        assess.add_evidence(whole, row.id, said.reason, said, **given, **_quoted(request, form))
    elif what == "search":
        searched, until = form.get("searched", "").strip(), form.get("until", "").strip()
        _need(searched and until, "Say what was searched, and until which day.")
        assess.found_nothing(whole, row.id, searched, until, said)
    else:
        raise PactaError("The form does not say what to enter.", "Load the page again.")


def _quoted(request: Request, form: Mapping[str, str]) -> dict[str, Any]:
    """The passage of the register that a proposal quotes, if the form has one."""
    place = PLACE.fullmatch(form.get("place", ""))
    if place is None or not form.get("document"):
        return {}
    document = queries.get_document(register_of(request), form["document"])  # one that the viewer may see
    return {"document": document.row.id, "place": Span(int(place[1]), int(place[2]))}


def _need(given: str, message: str) -> None:
    if not given:
        raise PactaError(message, "Fill in the field and send it again.")


def _not_taken(proposals: Iterable[Proposal], found: Assessment) -> list[Proposal]:
    """Without those whose words are evidence already."""
    items = [item.values for event in found.events for item in event.items]
    taken = {(one.get("document"), one["words"]["exact"]) for one in items if "words" in one}
    said = ((one, one.mention.passage) for one in proposals)
    return [one for one, passage in said if (passage.document, passage.quote) not in taken]


def _assessment(
    request: Request,
    row: StatementRow,
    error: PactaError | None = None,
    typed: Mapping[str, str] | None = None,
    status: int = 200,
) -> Response:
    viewer, register = viewer_of(request), register_of(request)
    me = reviewer_name(viewer)
    found = assess.assessment(register, row.id).assessment
    log = review.history(register, row.id)
    shown = [entry for entry in log if entry.verdict in (*FORMS, "undo")]
    return page(
        request, "review_assess.html", status, row=row, assessment=found, error=error, typed=typed or {},
        expecting=log[-1].id if log else "",
        theirs=entry_of(error.theirs, me) if isinstance(error, Conflict) else None,
        proposals=_not_taken(assess.proposed(register, row.id), found),
        at=(typed or {}).get("what", ""), scores=SCORE_WORDS, entries=entries_of(shown, me), me=me,
        may=viewer.may("review"), may_curate=viewer.may("curate"),
    )  # fmt: skip
