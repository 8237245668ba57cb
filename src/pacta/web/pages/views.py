"""Saved views: a name for the address of a list."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from pacta.app import visits
from pacta.model import PactaError
from pacta.web.pages.common import register_of, viewer_of
from pacta.web.pages.forms import form_of, form_route, local_address, to

router: APIRouter = APIRouter()


@form_route(router, "/views")
def send_view(request: Request) -> Response:
    form = form_of(request)
    address = local_address(form.get("address"), "/statements")
    shared = form.get("shared") == "yes"
    visits.save_view(register_of(request), viewer_of(request), form.get("label", ""), address, shared=shared)
    return to(address)


@form_route(router, "/views/{view}/remove")
def send_removal(request: Request, view: str) -> Response:
    if not view.isdigit():
        raise PactaError("There is no such saved view.", "It may have been removed already.")
    visits.remove_view(register_of(request), viewer_of(request), int(view))
    return to(local_address(form_of(request).get("address"), "/statements"))
