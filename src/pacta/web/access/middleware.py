"""Before any page: who asks, whether they may be here, and whether a form is really theirs."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

import anyio
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pacta.app import login, people, tokens
from pacta.app.passwords import new_secret
from pacta.app.rights import LOCAL, NotAllowed, Viewer
from pacta.model import PactaError
from pacta.store import Register
from pacta.web.access.bodies import FORM, BadBody, parse_form, read_body, replayed
from pacta.web.access.cookies import cookie_header, cookie_of
from pacta.web.access.csrf import FIELD, HEADER, comes_from_here, is_form_token
from pacta.web.access.rate import Rate
from pacta.web.access.refusals import is_for_programs, refusal

OPEN_PATHS = ("/login", "/static/", "/api/v1/openapi.json", "/api/v1/docs")  # without logging in
OWN_PATHS = ("/login", "/logout", "/account", "/people")  # also for who may not enter the register
BEARER = "bearer "
FORGED = (
    "This form did not come from a page of this register that is still open in your browser. "
    "Go back, load the page again, and send it once more; nothing was changed."
)
UNPROVEN = (
    "Without a token, what is written needs the cookie of this register and its proof in the header X-Form-Token, "
    "which GET /api/v1/session gives. Nothing was changed."
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
        ended: Callable[[Request], Response],
        *,
        team: bool,
        per_minute: int = 600,
    ) -> None:
        self.app, self.register, self.told, self.ended, self.team = app, register, told, ended, team
        self.callers, self.strangers = Rate(per_minute), Rate(max(1, per_minute // 10))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith("/static/"):
            await self.app(scope, receive, send)
            return
        visit = _Visit(scope)
        try:
            answer = await anyio.to_thread.run_sync(self._identify, visit)
            if answer is None and visit.writes and visit.for_programs:
                _check_origin(visit)
            elif answer is None and visit.writes:
                receive = await _take_form(visit, receive)
            elif visit.has_ended:
                receive = await _take_form(visit, receive)
                answer = self.ended(Request(scope))
        except BadBody as error:
            answer = refusal(scope, error.status, error.message, headers={"Connection": "close"})
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
        if found is not None:
            return self._turn_away(visit, found)
        if visit.scope["path"].startswith(OPEN_PATHS):
            return None
        visit.has_ended = visit.writes and visit.sends_a_form and not visit.for_programs
        return visit.to_login()

    def _turn_away(self, visit: _Visit, found: Viewer) -> Response | None:
        """An answer for who may not enter a register that is restricted as a whole."""
        if not found.rights <= {"manage"} or visit.scope["path"].startswith(OWN_PATHS):
            return None
        shut = NotAllowed(
            "This register is restricted to some groups of people.", "Ask an administrator to add you."
        )
        return self.told(Request(visit.scope), shut)

    def _identify_program(self, visit: _Visit, secret: str) -> Response | None:
        found = tokens.viewer_of_token(self.register(), secret)
        if not (self.callers.takes(found.name) if found else self.strangers.takes(visit.address)):
            return _wait(visit.scope)
        if found is None:
            return _no_token(visit.scope, "This token is not, or no longer, valid.")
        visit.settle(found)
        return self._turn_away(visit, found)


class _Visit:
    """One request: what it brought, and who it turned out to be."""

    def __init__(self, scope: Scope) -> None:
        self.scope, self.headers = scope, Headers(scope=scope)
        self.secure = scope["scheme"] == "https"
        self.secret = cookie_of(self.headers, secure=self.secure)
        self.given = bool(self.secret)
        self.writes = scope["method"] not in ("GET", "HEAD")
        self.for_programs = is_for_programs(scope)
        self.address = scope["client"][0] if scope.get("client") else ""
        authorization = self.headers.get("authorization", "")
        self.bearer = authorization[len(BEARER) :].strip() if authorization.lower().startswith(BEARER) else None
        self.private = False
        self.has_ended = False  # a form of somebody whose session has ended meanwhile
        self.sends_a_form = self.bearer is None and self.headers.get("content-type", "").startswith(FORM)

    def settle(self, viewer: Viewer | None) -> None:
        """A browser without a cookie gets one for its forms; whoever logs in gets another."""
        self.secret = self.secret or new_secret()
        self.private = viewer is not None and not viewer.is_local
        state = self.scope.setdefault("state", {})
        state.update(viewer=viewer, secret=self.secret, secure=self.secure, address=self.address, new_secret=None)

    def to_login(self) -> Response:
        if self.for_programs:
            return _no_token(self.scope, "You are not logged in, or no longer.")
        if self.writes or self.headers.get("hx-request"):
            return refusal(self.scope, 401, "You are not logged in, or no longer.", "Log in and try again.")
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
            headers["Cache-Control"] = "private, no-cache" if self.for_programs else "no-store"
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
    elif visit.headers.get("content-type", "").startswith(FORM):
        visit.scope["state"]["form"] = parse_form(body, visit.headers)
    return replayed(body, receive)


def _check_origin(visit: _Visit) -> None:
    """What a program sends with a token is its own. Without one it rests on a cookie, or on being on this machine,
    which a page of another site could use: then a header must show that its sender could read our pages. Raises
    `BadBody`."""
    if visit.bearer is None:
        given = visit.headers.get(HEADER, "")
        if not comes_from_here(visit.headers) or not visit.given or not is_form_token(given, visit.secret):
            raise BadBody(403, UNPROVEN)


def _no_token(scope: Scope, message: str) -> Response:
    advice = "Send a token: Authorization: Bearer pacta_... (your account page and pacta token make one)."
    return refusal(scope, 401, message, advice, {"WWW-Authenticate": "Bearer"})


def _wait(scope: Scope) -> Response:
    return refusal(scope, 429, "Too many requests.", "Wait a minute and go on.", {"Retry-After": "60"})
