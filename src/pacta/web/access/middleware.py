"""Before any page: who asks, whether they may be here, and whether a form is really theirs."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

import anyio
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pacta.app import login, people, tokens
from pacta.app.passwords import new_secret
from pacta.app.rights import LOCAL, Viewer
from pacta.model import PactaError
from pacta.store import Register
from pacta.web.access.bodies import BadBody, parse_form, read_body, replayed
from pacta.web.access.cookies import cookie_header, cookie_of
from pacta.web.access.csrf import FIELD, comes_from_here, is_form_token
from pacta.web.access.rate import Rate

OPEN_PATHS = ("/login", "/static/")  # without logging in
BEARER = "bearer "
FORGED = (
    "This form did not come from a page of this register that is still open in your browser. "
    "Go back, load the page again, and send it once more; nothing was changed."
)


class Access:
    """ASGI middleware. Sets ``viewer`` and ``secret`` in the state of each request, and ``form`` where one came.

    No page can forget the check against forged forms, nor that one has to log in: both are made here.
    """

    def __init__(
        self,
        app: ASGIApp,
        register: Callable[[], Register],
        told: Callable[[Request, Exception], Response],
        *,
        team: bool,
        per_minute: int = 600,
    ) -> None:
        self.app, self.register, self.told, self.team = app, register, told, team
        self.callers, self.strangers = Rate(per_minute), Rate(max(1, per_minute // 10))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith("/static/"):
            await self.app(scope, receive, send)
            return
        visit = _Visit(scope)
        try:
            answer = await anyio.to_thread.run_sync(self._identify, visit)
            if answer is None and visit.writes:
                receive = await _take_form(visit, receive)
        except BadBody as error:
            answer = PlainTextResponse(error.message, error.status, {"Connection": "close"})
        except PactaError as error:
            answer = self.told(Request(scope), error)
        await (answer or self.app)(scope, receive, visit.sender(send))

    def _identify(self, visit: _Visit) -> Response | None:
        """Finds out who asks; an answer where they may not go on."""
        if visit.bearer is not None:
            return self._identify_program(visit, visit.bearer)
        register = self.register()
        found = login.viewer_of_session(register, visit.secret) if visit.secret else None
        if found is None and not self.team and not people.has_people(register):
            found = LOCAL
        visit.settle(found)
        if found is not None or visit.scope["path"].startswith(OPEN_PATHS):
            return None
        return visit.to_login()

    def _identify_program(self, visit: _Visit, secret: str) -> Response | None:
        found = tokens.viewer_of_token(self.register(), secret)
        if not (self.callers.takes(found.name) if found else self.strangers.takes(visit.address)):
            return _wait()
        if found is None:
            return PlainTextResponse("This token is not, or no longer, valid.", 401, {"WWW-Authenticate": "Bearer"})
        visit.settle(found)
        return None


class _Visit:
    """One request: what it brought, and who it turned out to be."""

    def __init__(self, scope: Scope) -> None:
        self.scope, self.headers = scope, Headers(scope=scope)
        self.secure = scope["scheme"] == "https"
        self.secret = cookie_of(self.headers, secure=self.secure)
        self.given = bool(self.secret)
        self.writes = scope["method"] not in ("GET", "HEAD")
        self.address = scope["client"][0] if scope.get("client") else ""
        authorization = self.headers.get("authorization", "")
        self.bearer = authorization[len(BEARER) :].strip() if authorization.lower().startswith(BEARER) else None
        self.private = False

    def settle(self, viewer: Viewer | None) -> None:
        """A browser without a cookie gets one for its forms; whoever logs in gets another."""
        self.secret = self.secret or new_secret()
        self.private = viewer is not None and not viewer.is_local
        state = self.scope.setdefault("state", {})
        state.update(viewer=viewer, secret=self.secret, secure=self.secure, address=self.address, new_secret=None)

    def to_login(self) -> Response:
        if self.writes or self.headers.get("hx-request"):
            return PlainTextResponse("You are not logged in, or no longer. Log in and try again.", 401)
        query = self.scope["query_string"].decode("latin-1")
        wanted = quote(self.scope["path"]) + (f"?{query}" if query else "")
        return RedirectResponse("/login" if wanted == "/" else f"/login?next={quote(wanted, safe='')}", 303)

    def sender(self, send: Send) -> Send:
        async def with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._finish(MutableHeaders(scope=message))
            await send(message)

        return with_cookie

    def _finish(self, headers: MutableHeaders) -> None:
        changed = self.scope.get("state", {}).get("new_secret")
        if changed is not None:
            headers.append("Set-Cookie", cookie_header(changed, secure=self.secure, lasting=True))
        elif not self.given and self.bearer is None and self.secret:
            headers.append("Set-Cookie", cookie_header(self.secret, secure=self.secure, lasting=False))
        if self.private:
            headers["Cache-Control"] = "no-store"
        if self.secure:
            headers["Strict-Transport-Security"] = "max-age=31536000"


async def _take_form(visit: _Visit, receive: Receive) -> Receive:
    """Reads the form and makes sure that one of our own pages sent it. A program with a token needs no such proof:
    no browser adds a token by itself. Raises `BadBody`."""
    body = await read_body(receive, visit.headers)
    if visit.bearer is None:
        if not comes_from_here(visit.headers):
            raise BadBody(403, FORGED)
        form = parse_form(body, visit.headers)
        if not visit.given or not is_form_token(form.get(FIELD, ""), visit.secret):
            raise BadBody(403, FORGED)
        visit.scope["state"]["form"] = form
    elif visit.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        visit.scope["state"]["form"] = parse_form(body, visit.headers)
    return replayed(body, receive)


def _wait() -> Response:
    return PlainTextResponse("Too many requests. Wait a minute and go on.", 429, {"Retry-After": "60"})
