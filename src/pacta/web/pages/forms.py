"""Pages that take forms: their routes, their fields, and where they lead."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter
from starlette.datastructures import ImmutableMultiDict
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from pacta.app.people import By
from pacta.app.visits import is_local_address
from pacta.model import PactaError
from pacta.web.pages.common import viewer_of


def form_route(router: APIRouter, path: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """A form's target. The form was read and checked before (`access.middleware`)."""
    return router.api_route(path, methods=["POST"], include_in_schema=False, response_model=None)


def form_of(request: Request) -> ImmutableMultiDict[str, str]:
    """The fields. Raises PactaError where something else than a form came."""
    form: ImmutableMultiDict[str, str] | None = getattr(request.state, "form", None)
    if form is None:
        raise PactaError("That is not a form.", "Send it as application/x-www-form-urlencoded.")
    return form


def local_address(wanted: str | None, otherwise: str = "/") -> str:
    """The address, if it is one of this site: nobody is sent elsewhere by a link to us."""
    return wanted if wanted and is_local_address(wanted) else otherwise


def to(address: str) -> Response:
    """After a form: the page that shows what it did, so that loading again does not send it again."""
    return RedirectResponse(address, 303)


def by(request: Request) -> By:
    """Who changes something, for the audit log."""
    return By(viewer_of(request).name or None, request.state.address)
