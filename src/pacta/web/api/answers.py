"""Answers with tags: what has not changed is not sent again (RFC 9110, sections 8.8 and 13)."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar
from urllib.parse import urlencode

from pydantic import TypeAdapter
from starlette.requests import Request
from starlette.responses import Response

from pacta import __version__
from pacta.app.library.entering import Reviewer
from pacta.app.library.errors import named_errors
from pacta.app.library.lists import Asking
from pacta.client import errors
from pacta.client.records import Record
from pacta.client.rows import Batch
from pacta.model import digest
from pacta.web.api.problems import Outrun
from pacta.web.pages.common import register_of, viewer_of, whole_register
from pacta.web.reviewing import reviewer_name

R = TypeVar("R", bound=Record)
JSON = "application/json"


def asking(request: Request) -> Asking:
    """The register as whoever asks may see it. Raises NotAllowed for a token without the scope."""
    viewer_of(request).need("read")
    return Asking(register_of(request), request.app.state.browser, request.app.state.kept)


def reviewer(request: Request) -> Reviewer:
    viewer = viewer_of(request)
    viewer.need("review")
    return Reviewer(register_of(request), whole_register(request), viewer, reviewer_name(viewer))


def listed(request: Request, kind: Any, ask: Callable[[Asking], Batch[Any]]) -> Response:
    """A batch of a list, with the address of the next in a header too."""

    def body(asked: Asking) -> tuple[bytes, dict[str, str]]:
        batch = ask(asked)
        return dumped(kind, batch), _next(request, batch.next)

    return tagged(request, body)


def given(request: Request, kind: Any, ask: Callable[[Asking], Any]) -> Response:
    """One thing, or several that are no list."""
    return tagged(request, lambda asked: (dumped(kind, ask(asked)), {}))


def tagged(request: Request, make: Callable[[Asking], tuple[bytes, dict[str, str]]]) -> Response:
    """The tag is of the register's state, so that an answer that has not changed need not be made."""
    with named_errors():
        asked = asking(request)
        viewer = viewer_of(request)
        about = (
            __version__,
            asked.state(),
            viewer.name,
            sorted(viewer.rights),
            request.url.path,
            request.url.query,
        )
        tag = f'W/"{digest(*about)[:20]}"'
        if _is_known(request, tag):
            return Response(status_code=304, headers={"ETag": tag, **LASTING})
        body, headers = make(asked)
    return Response(body, media_type=JSON, headers={"ETag": tag, **LASTING, **headers})


def exact(request: Request, kind: type[R], ask: Callable[[Asking], R]) -> Response:
    """Something that can be written to: its tag is of its own content."""
    with named_errors():
        body = dumped(kind, ask(asking(request)))
    tag = strong(body)
    if _is_known(request, tag):
        return Response(status_code=304, headers={"ETag": tag, **LASTING})
    return Response(body, media_type=JSON, headers={"ETag": tag, **LASTING})


def entered(
    kind: type[R], if_match: str | None, load: Callable[[], R], enter: Callable[[str | None], Record]
) -> Response:
    """Enters something if its target, of this kind, is as the sender has seen it; 412 with what is there now."""
    with named_errors():
        expecting = _expecting(kind, if_match, load())
        try:
            made = enter(expecting)
        except errors.Changed as error:
            raise _outrun(kind, load(), error.message) from error
        tag = strong(dumped(kind, load()))
    return Response(dumped(type(made), made), 201, media_type=JSON, headers={"ETag": tag})


def _expecting(kind: type[R], if_match: str | None, current: R) -> str | None:
    if if_match is None:
        raise errors.Unseen(
            "This write does not say what its sender has seen.",
            "Send If-Match with the ETag of what you read, or If-Match: * to write whatever others did meanwhile.",
        )
    if if_match.strip() == "*":
        return "*"
    if strong(dumped(kind, current)) not in (each.strip() for each in if_match.split(",")):
        raise _outrun(kind, current, "It is not as it was when you read it.")
    last: str | None = getattr(current, "judgement", None)
    return last


def _outrun(kind: type[R], current: R, message: str) -> Outrun:
    found = Outrun(message, "Look at what is there now, and decide again.", current)
    found.etag = strong(dumped(kind, current))
    return found


def dumped(kind: Any, value: Any) -> bytes:
    return _adapter(kind).dump_json(value)


def strong(body: bytes) -> str:
    return f'"{digest(body.decode())[:32]}"'


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _is_known(request: Request, tag: str) -> bool:
    known = request.headers.get("if-none-match")
    if known is None:
        return False
    tags = {each.strip().removeprefix("W/") for each in known.split(",")}
    return "*" in tags or tag.removeprefix("W/") in tags


def _next(request: Request, cursor: str | None) -> dict[str, str]:
    if cursor is None:
        return {}
    pairs = [(name, value) for name, value in request.query_params.multi_items() if name != "cursor"]
    return {"Link": f'<{request.url.path}?{urlencode([*pairs, ("cursor", cursor)])}>; rel="next"'}


LASTING = {"Cache-Control": "private, no-cache", "Vary": "Authorization, Cookie"}
