"""The application that answers under ``/api/v1``."""

from __future__ import annotations

from functools import cache

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.datastructures import Headers, State
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pacta import __version__
from pacta.app.library.receiving import SENT
from pacta.model import PactaError
from pacta.web.access.bodies import LARGEST, BadBody, read_body, replayed
from pacta.web.access.refusals import problem
from pacta.web.api import problems, reading, reference, writing
from pacta.web.api.describe import describe
from pacta.web.pages.common import route

UPLOADS = "/api/v1/documents"
ROOM = 64 * 1024  # bytes of an upload beside its file
SLOW = 120.0  # seconds that an upload may take


def make_api(state: State) -> FastAPI:
    """``state`` is that of the pages: the same register, and what is held of it."""
    api = FastAPI(title="Pacta", version=__version__, openapi_url=None, docs_url=None, redoc_url=None,
                  redirect_slashes=False)  # fmt: skip
    api.state = state
    api.add_middleware(Reading)
    for router in (reading.router, writing.router):
        api.router.routes += router.routes  # as they are: to include them would take them apart once more
    api.add_exception_handler(PactaError, problems.told)
    api.add_exception_handler(RequestValidationError, problems.told_invalid)
    api.add_exception_handler(HTTPException, problems.told_http)
    api.add_exception_handler(Exception, problems.told_fault)
    described = cache(lambda: describe(api))  # takes its time, and few ask

    @route(api.router, "/openapi.json")
    def show_description() -> Response:
        return Response(described().body, media_type="application/json", headers={"Cache-Control": "no-cache"})

    @route(api.router, "/docs")
    def show_reference(request: Request) -> Response:
        return reference.show(request, described().plain)

    return api


class Reading:
    """ASGI middleware: HEAD is GET without its body; a body is taken within limits of size and time."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif scope["method"] == "HEAD":
            await self.app({**scope, "method": "GET"}, receive, _silent(send))
        elif scope["method"] == "POST":
            await self._take(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _take(self, scope: Scope, receive: Receive, send: Send) -> None:
        upload = scope["path"] == UPLOADS
        largest = SENT.max_bytes + ROOM if upload else LARGEST
        try:
            body = await read_body(receive, Headers(scope=scope), largest, SLOW if upload else 30.0)
        except BadBody as error:
            answer = problem(error.status, error.message, "Send less at once.", {"Connection": "close"})
            await answer(scope, receive, send)
            return
        await self.app(scope, replayed(body, receive), send)


def _silent(send: Send) -> Send:
    async def without_body(message: Message) -> None:
        if message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await send(message)

    return without_body
