"""The application: register, pages, errors and static files put together."""

from __future__ import annotations

from collections.abc import Collection
from threading import Lock

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from pacta.app.browsing import Browser
from pacta.app.generation import Kept
from pacta.app.library.errors import MISSING
from pacta.app.related import Meanings
from pacta.app.rights import NotAllowed
from pacta.client.errors import Unavailable
from pacta.model import PactaError
from pacta.store import Register
from pacta.web import rendering
from pacta.web.access.middleware import Access
from pacta.web.access.refusals import is_for_programs
from pacta.web.api import make_api
from pacta.web.api.problems import told as told_to_programs
from pacta.web.pages import ROUTERS, review_pages
from pacta.web.pages.account_login import show_ended
from pacta.web.security import LOOPBACK, Guard, is_loopback

TYPED = 20  # values of a mistaken address that are offered for correction


class Shelf:
    """The register behind the pages, opened when it is first needed: one that is not there yet, or not
    reachable, is a page that says so and not a server that does not start."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._register: Register | None = None
        self._lock = Lock()

    def register(self) -> Register:
        with self._lock:
            if self._register is None:
                try:
                    self._register = Register.open(self.address, create=False)
                except PactaError as error:
                    raise Unavailable(error.message, error.advice) from error
            return self._register

    def close(self) -> None:
        if self._register is not None:
            self._register.close()


class _Static(StaticFiles):
    """Files whose address carries their digest may be kept for ever."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        kept = "max-age=31536000, immutable" if b"v=" in scope.get("query_string", b"") else "no-cache"
        response.headers["Cache-Control"] = kept
        return response


def create_app(
    register_url: str, *, hosts: Collection[str] = (), team: bool = False, plain_http: bool = False
) -> FastAPI:
    """The pages over the register at ``register_url`` (a file, or a ``postgresql://`` address).

    ``hosts`` are names under which the server may be reached besides the loopback's; a request with
    any other Host header is refused. Nothing is opened before the first page is asked for. One has to log in
    where there are such names, where the register has accounts, or where it is for a ``team``; over an encrypted
    connection, or on the loopback, unless ``plain_http`` allows others.
    """
    app = FastAPI(title="Pacta", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.shelf = Shelf(register_url)
    app.state.templates = rendering.make_environment()
    review_pages.prepare(app.state.templates)
    app.state.kept, app.state.browser, app.state.meanings = Kept(), Browser(), Meanings()
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=5)
    elsewhere = [host for host in hosts if not is_loopback(host)]
    app.state.plain_http = plain_http
    app.add_middleware(
        Access, register=app.state.shelf.register, told=_told, ended=show_ended, team=team or bool(elsewhere)
    )
    app.add_middleware(Guard, hosts=(*LOOPBACK, *hosts))
    app.mount("/static", _Static(directory=rendering.STATIC), name="static")
    app.mount("/api/v1", make_api(app.state))
    for router in ROUTERS:
        app.include_router(router)
    app.add_exception_handler(PactaError, _told)
    app.add_exception_handler(HTTPException, _not_there)
    app.add_exception_handler(Exception, _fault)
    return app


def _told(request: Request, error: Exception) -> Response:
    """An error with advice, as a page. What does not exist is 404, what cannot be opened 503, the rest 400."""
    assert isinstance(error, PactaError)
    if is_for_programs(request.scope):
        return told_to_programs(request, error)
    if isinstance(error, NotAllowed):
        return _error(request, 403, "You may not do that", error.message, error.advice)
    if isinstance(error, Unavailable) or "in use by another program" in error.message:
        return _error(request, 503, "The register cannot be opened", error.message, error.advice)
    if MISSING.match(error.message):
        advice = "It may have been read again since. Look for it in the lists or by search."
        return _error(request, 404, "Not in this register", error.message, advice)
    return _error(request, 400, "That address cannot be read", error.message, error.advice)


def _not_there(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 404:
        return _error(request, 404, "There is no such page", "Nothing is kept at this address.",
                      "Go to the overview, or search for the words that you remember.")  # fmt: skip
    return _error(request, error.status_code, "That did not work", str(error.detail), "Go back and try again.")


def _fault(request: Request, error: Exception) -> Response:
    return _error(request, 500, "A fault in Pacta", "The page could not be made. Nothing was changed.",
                  "Please report it with this address; the terminal shows the details.")  # fmt: skip


def _error(request: Request, status: int, title: str, message: str, advice: str) -> Response:
    typed = request.query_params.multi_items() if status == 400 and request.method == "GET" else []
    return rendering.page(
        request, "error.html", status, title=title, message=message, advice=advice, typed=typed[:TYPED]
    )
