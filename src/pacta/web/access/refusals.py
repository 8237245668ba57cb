"""Answers to requests that go no further: plain words for browsers, problem details for programs (RFC 9457)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from starlette.responses import PlainTextResponse, Response
from starlette.types import Scope

API = "/api/"
PROBLEMS = "/api/v1/docs#problem-"
TITLES: Mapping[int, tuple[str, str]] = {
    400: ("bad-request", "The request means nothing"),
    401: ("not-logged-in", "You are not logged in"),
    403: ("not-allowed", "You may not do that"),
    404: ("not-there", "Not in this register"),
    405: ("method", "That cannot be done here"),
    408: ("too-slow", "The request did not arrive in time"),
    410: ("expired", "The list has changed"),
    412: ("changed", "Somebody was quicker"),
    413: ("too-much", "That is too much at once"),
    415: ("media-type", "Not in this form"),
    421: ("host", "Not an address of this server"),
    422: ("invalid", "The request cannot be read"),
    428: ("precondition", "Say what you have seen"),
    429: ("too-many", "Too many requests"),
    500: ("fault", "A fault in Pacta"),
    503: ("unavailable", "Not now"),
}


def is_for_programs(scope: Scope) -> bool:
    return str(scope["path"]).startswith(API)


def problem(
    status: int, detail: str, advice: str = "", headers: Mapping[str, str] | None = None, **more: Any
) -> Response:
    """Problem details; ``advice`` says what to do next."""
    slug, title = TITLES.get(status, TITLES[400 if status < 500 else 500])
    body = {"type": PROBLEMS + slug, "title": title, "status": status, "detail": detail, "advice": advice, **more}
    data = json.dumps(body, ensure_ascii=True, default=str).encode()
    return Response(data, status, headers=dict(headers or {}), media_type="application/problem+json")


def refusal(
    scope: Scope, status: int, detail: str, advice: str = "", headers: Mapping[str, str] | None = None
) -> Response:
    if is_for_programs(scope):
        return problem(status, detail, advice, headers)
    return PlainTextResponse(f"{detail} {advice}".strip(), status, dict(headers or {}))
