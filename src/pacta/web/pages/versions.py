"""The versions of a document and how they differ."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from pacta.app import queries
from pacta.model import PactaError
from pacta.web.differences import Difference, differences
from pacta.web.pages.common import register_of, route
from pacta.web.rendering import page

router: APIRouter = APIRouter()


@route(router, "/d/{document}/versions")
def show_versions(request: Request, document: str) -> Response:
    """``from``: the version to compare with; without it, the one before this."""
    register = register_of(request)
    view = queries.get_document(register, document)
    every = {row.id: row for row in (*view.versions, view.row)}
    wanted = request.query_params.get("from") or view.row.version_of
    if wanted is not None and wanted not in every:
        raise PactaError(f"There is no version {wanted[:40]} of this document.", "Choose one from the list.")
    found: tuple[Difference, ...] = ()
    too_long = False
    if wanted is not None and wanted != view.row.id:
        try:
            found = differences(queries.get_document(register, wanted).document.text, view.document.text)
        except ValueError:
            too_long = True
    return page(
        request, "versions.html", view=view, every=tuple(every.values()), other=every.get(wanted or ""),
        found=found, too_long=too_long,
    )  # fmt: skip
