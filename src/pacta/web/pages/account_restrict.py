"""Who may see a document."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from pacta.app import people, queries
from pacta.app.restrict import groups_seeing, restrict
from pacta.model import PactaError
from pacta.web.pages.common import register_of, route, viewer_of
from pacta.web.pages.forms import by, form_of, form_route, to
from pacta.web.rendering import page

router: APIRouter = APIRouter()


@route(router, "/d/{document}/access")
def show_access(request: Request, document: str) -> Response:
    viewer_of(request).need("curate")
    return _access(request, document)


@form_route(router, "/d/{document}/access")
def send_access(request: Request, document: str) -> Response:
    viewer = viewer_of(request)
    try:
        restrict(register_of(request), viewer, document, form_of(request).getlist("group"), by=by(request))
    except PactaError as error:
        viewer.need("curate")
        return _access(request, document, error)
    return to(request.url.path + "?done=1")


def _access(request: Request, document: str, error: PactaError | None = None) -> Response:
    register = register_of(request)
    row = queries.get_document(register, document).row
    typed = getattr(request.state, "form", None)
    chosen = typed.getlist("group") if typed is not None else groups_seeing(register, row.id)
    return page(
        request, "account_restrict.html", 400 if error else 200, row=row, groups=people.list_groups(register),
        chosen=chosen, error=error, done="done" in request.query_params,
    )  # fmt: skip
