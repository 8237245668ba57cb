"""Dismissing or confirming what Pacta found across documents; agreement of reviewers."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from pacta.app import linked, review_links
from pacta.app.agreement import agreement
from pacta.app.review import Conflict
from pacta.app.rights import NotAllowed
from pacta.model import PactaError
from pacta.web.addresses import parse_filters
from pacta.web.pages.common import register_of, route, whole_register
from pacta.web.pages.forms import form_of, form_route, to
from pacta.web.rendering import page
from pacta.web.reviewing import said_by
from pacta.web.words import FINDING_LABELS

router: APIRouter = APIRouter()


@form_route(router, "/finding/{finding}")
def send_finding(request: Request, finding: str) -> Response:
    """Dismisses it, with a reason; confirms it; or says something of it."""
    form = form_of(request)
    view = linked.finding(register_of(request), finding)
    verdict: Any = form.get("verdict", "")
    try:
        said = said_by(request, form)
        if verdict not in ("dismiss", "confirm", "comment"):
            raise PactaError("The form does not say what to do.", "Load the page again.")
        review_links.judge_finding(whole_register(request), view.row, verdict, said)
    except NotAllowed:
        raise
    except PactaError as error:
        status = 409 if isinstance(error, Conflict) else 400
        return page(
            request, "finding.html", status, view=view, row=view.row, kinds=FINDING_LABELS, error=error,
            typed=dict(form),
        )  # fmt: skip
    return to(f"/finding/{view.row.id}")


@route(router, "/review/agreement")
def show_agreement(request: Request) -> Response:
    """How far reviewers agree who judged independently."""
    found = agreement(register_of(request), parse_filters(request.query_params))
    return page(request, "review_agreement.html", found=found)
