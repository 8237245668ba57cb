"""Logging in and out."""

from __future__ import annotations

import json
from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from pacta.app import login
from pacta.app.passwords import new_secret
from pacta.web.access.csrf import FIELD
from pacta.web.pages.common import route, whole_register
from pacta.web.pages.forms import form_of, form_route, local_address, to
from pacta.web.rendering import page
from pacta.web.security import is_loopback

router: APIRouter = APIRouter()
SILENT = frozenset(
    {"expecting", "queue", "blind", "as", "entry", "statement", "document", "what", "place", "a", "b"}
)


@dataclass(frozen=True, slots=True)
class Unsent:
    """A form that could not be taken: where it was sent, and what was typed."""

    path: str
    fields: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        return json.dumps([self.path, self.fields])

    @property
    def typed(self) -> tuple[tuple[str, str], ...]:
        """What a person would know again."""
        return tuple((name, value) for name, value in self.fields if name not in SILENT and value.strip())

    @classmethod
    def of(cls, text: str) -> Unsent | None:
        """Only a form of this very site, as `text` wrote it; None for anything else."""
        try:
            path, fields = json.loads(text)
            pairs = tuple((str(name), str(value)) for name, value in fields)
        except (ValueError, TypeError):
            return None
        return cls(path, pairs) if isinstance(path, str) and local_address(path, "") else None


@route(router, "/login")
def show_login(request: Request) -> Response:
    wanted = local_address(request.query_params.get("next"))
    if request.state.viewer is not None:
        return to(wanted)
    return _login(request, wanted)


@form_route(router, "/login")
def send_login(request: Request) -> Response:
    """A session under a new secret: whatever cookie the browser brought is worth nothing afterwards."""
    form = form_of(request)
    wanted, name = local_address(form.get("next")), form.get("name", "")[:64]
    if not _encrypted(request):
        return _login(request, wanted, name)
    try:
        register, address = whole_register(request), request.state.address
        request.state.new_secret = login.log_in(register, name, form.get("password", ""), address)
    except login.TooManyLogins as error:
        answer = _login(request, wanted, name, error, 429)
        answer.headers["Retry-After"] = str(error.seconds)
        return answer
    except login.LoginRefused as error:
        return _login(request, wanted, name, error, 403)
    if request.state.viewer is not None:
        login.log_out(register, request.state.secret, address)
    if unsent := Unsent.of(form.get("unsent", "")):
        request.state.secret = request.state.new_secret  # of which the form on this page gets its token
        return page(request, "account_resume.html", unsent=unsent)
    return to(wanted)


def show_ended(request: Request) -> Response:
    """For a form that came when its session had ended: the login, with what was typed kept until afterwards."""
    form = form_of(request)
    fields = [(name, value) for name, value in form.multi_items() if name != FIELD and "password" not in name]
    unsent = Unsent(request.url.path, tuple(fields)) if not form.get("password") else None
    template = "account_ended.html" if request.headers.get("hx-request") else "account_login.html"
    return page(
        request, template, 401, wanted="/", name="", error=None, encrypted=_encrypted(request), gone=False,
        unsent=unsent.text if unsent else "",
    )  # fmt: skip


@form_route(router, "/logout")
def send_logout(request: Request) -> Response:
    login.log_out(whole_register(request), request.state.secret, request.state.address)
    request.state.new_secret = new_secret()
    return to("/login?done=logout")


def _login(
    request: Request, wanted: str, name: str = "", error: login.LoginRefused | None = None, status: int = 200
) -> Response:
    return page(
        request, "account_login.html", status, wanted=wanted, name=name, error=error,
        encrypted=_encrypted(request), unsent=_unsent(request), gone=request.query_params.get("done") == "logout",
    )  # fmt: skip


def _unsent(request: Request) -> str:
    """What the login keeps, also after a mistake in the password."""
    form = getattr(request.state, "form", None)
    found = Unsent.of(form.get("unsent", "")) if form is not None else None
    return found.text if found else ""


def _encrypted(request: Request) -> bool:
    """Passwords travel over https, or not at all beyond this machine; unless whoever serves has allowed it."""
    here = is_loopback(request.headers.get("host", ""))
    return request.state.secure or here or bool(request.app.state.plain_http)
