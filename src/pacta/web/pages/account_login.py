"""Logging in and out."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from pacta.app import login
from pacta.app.passwords import new_secret
from pacta.web.pages.common import route, whole_register
from pacta.web.pages.forms import form_of, form_route, local_address, to
from pacta.web.rendering import page
from pacta.web.security import is_loopback

router: APIRouter = APIRouter()


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
    return to(wanted)


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
        encrypted=_encrypted(request), gone=request.query_params.get("done") == "logout",
    )  # fmt: skip


def _encrypted(request: Request) -> bool:
    """Passwords travel over https, or not at all beyond this machine; unless whoever serves has allowed it."""
    here = is_loopback(request.headers.get("host", ""))
    return request.state.secure or here or bool(request.app.state.plain_http)
