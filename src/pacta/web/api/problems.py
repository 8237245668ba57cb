"""Errors as problem details (RFC 9457): what kind, what exactly, what to do next."""

from __future__ import annotations

import logging
from dataclasses import asdict, is_dataclass
from typing import Any

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match

from pacta.app.library.errors import named
from pacta.client import errors
from pacta.model import PactaError
from pacta.web.access.refusals import problem

STATUSES: tuple[tuple[type[PactaError], int], ...] = (
    (errors.NotLoggedIn, 401), (errors.NotAllowed, 403), (errors.NotThere, 404), (errors.Expired, 410),
    (errors.Changed, 412), (errors.TooMuch, 413), (errors.TooMany, 429), (errors.Unavailable, 503),
    (errors.Unseen, 428), (errors.Fault, 500), (errors.BadRequest, 400),
)  # fmt: skip
ADVICE = "The description is at /api/v1/docs."
MOST = 20  # mistakes that are told of one request
log = logging.getLogger(__name__)


def told(request: Request, error: Exception) -> Response:
    assert isinstance(error, PactaError)
    found = named(error)
    status = next(status for kind, status in STATUSES if isinstance(found, kind))
    return problem(status, found.message, found.advice, _headers(found), **_more(found))


def _headers(error: PactaError) -> dict[str, str]:
    if isinstance(error, errors.Unavailable):
        return {"Retry-After": str(round(error.seconds or 5))}
    return {"ETag": error.etag} if isinstance(error, Outrun) else {}


def _more(error: PactaError) -> dict[str, Any]:
    if not isinstance(error, errors.Changed) or error.current is None:
        return {}
    return {"current": asdict(error.current) if is_dataclass(error.current) else error.current}  # type: ignore[arg-type]


class Outrun(errors.Changed):
    """`Changed` with the tag of what is there now."""

    etag = ""


def told_invalid(request: Request, error: Exception) -> Response:
    """What does not fit the description; what was sent is not repeated."""
    assert isinstance(error, RequestValidationError)
    mistakes = [
        {"in": ".".join(map(str, each["loc"])), "says": str(each["msg"])[:200]} for each in error.errors()[:MOST]
    ]
    first = f"{mistakes[0]['in']}: {mistakes[0]['says']}" if mistakes else "It does not fit the description."
    return problem(422, first, ADVICE, errors=mistakes)


def told_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 404:
        return problem(404, "There is nothing at this address.", ADVICE)
    if error.status_code == 405:
        allowed = {"Allow": ", ".join(methods_of(request))}
        return problem(405, f"{request.method[:20]} is not for this address.", ADVICE, allowed)
    return problem(error.status_code, str(error.detail), ADVICE, error.headers)


def methods_of(request: Request) -> list[str]:
    """What may be done at an address, by all of its routes."""
    found: set[str] = set()
    for route in request.app.routes:
        if route.matches(request.scope)[0] is not Match.NONE:
            found |= getattr(route, "methods", None) or set()
    return sorted(found | ({"HEAD"} if "GET" in found else set()))


def told_fault(request: Request, error: Exception) -> Response:
    log.error("a fault at %s", request.url.path, exc_info=error)
    return problem(500, "The answer could not be made.", "Please report it with this address.")
