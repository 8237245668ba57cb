"""A document to read, with the evidence beside it."""

from __future__ import annotations

import re

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from pacta.app import queries
from pacta.app.views import DocumentView, StatementRow
from pacta.model import KINDS, PactaError, Span
from pacta.web.addresses import statement_address
from pacta.web.pages.common import register_of, route
from pacta.web.reading import weave
from pacta.web.rendering import page

router: APIRouter = APIRouter()
SPAN = re.compile(r"(\d{1,9})-(\d{1,9})")


@route(router, "/d/{document}")
def show_document(request: Request, document: str) -> Response:
    """``?statement=ID`` opens the panel, ``?span=a-b`` marks a search hit, ``?show=kind`` highlights only these."""
    params = request.query_params
    view = queries.get_document(register_of(request), document)
    shown = [kind for kind in KINDS if kind in params.getlist("show")] or list(KINDS)
    groups = weave(view, _span(params.get("span"), len(view.document.text)))
    return page(
        request, "reader.html", view=view, groups=groups, shown=shown,
        chosen=_chosen(view, params.get("statement")),
    )  # fmt: skip


@route(router, "/s/{statement}")
def go_to_statement(request: Request, statement: str) -> Response:
    """The permanent address of a statement: its passage in the newest reading of its document."""
    row = queries.get_statement(register_of(request), statement)
    return RedirectResponse(statement_address(row.document, row.id), 307)


@route(router, "/s/{statement}/evidence")
def show_evidence(request: Request, statement: str) -> Response:
    """The evidence panel alone, for the reader's script."""
    return page(request, "_evidence.html", row=queries.get_statement(register_of(request), statement))


def _chosen(view: DocumentView, wanted: str | None) -> StatementRow | None:
    if not wanted:
        return None
    for row in view.statements:
        if row.id == wanted:
            return row
    raise PactaError(f"There is no statement {wanted[:40]} in this document.", "")


def _span(value: str | None, length: int) -> Span | None:
    if not value:
        return None
    found = SPAN.fullmatch(value)
    if found is None or not int(found[1]) < int(found[2]) <= length:
        raise PactaError(f"“{value[:40]}” is no passage of this document.", f"It has {length:,} characters.")
    return Span(int(found[1]), int(found[2]))
