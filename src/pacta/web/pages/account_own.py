"""One's own account: password, open sessions, tokens for programs."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from pacta.app import login, people, tokens
from pacta.app.passwords import digest_of
from pacta.app.rights import SCOPES
from pacta.model import PactaError
from pacta.web.pages.common import route, viewer_of, whole_register
from pacta.web.pages.forms import by, form_of, form_route, to
from pacta.web.rendering import page

router: APIRouter = APIRouter()
DONE = {
    "password": "The password is changed, and your other sessions are ended.",
    "sessions": "Your other sessions are ended.",
    "revoked": "The token is revoked.",
}


@route(router, "/account")
def show_account(request: Request) -> Response:
    return _account(request)


@form_route(router, "/account/password")
def send_password(request: Request) -> Response:
    """The present password is asked for, so that a browser left open does not give the account away."""
    viewer, form, register = _named(request), form_of(request), whole_register(request)
    try:
        login.confirm_password(register, viewer, form.get("present", ""), request.state.address)
        if form.get("password") != form.get("again"):
            raise PactaError("The new password was not typed twice the same.", "Type it again.")
        kept = digest_of(request.state.secret)
        people.set_password(register, viewer, form.get("password", ""), by=by(request), keep=kept)
    except PactaError as error:
        return _account(request, error=error, at="password")
    return to("/account?done=password")


@form_route(router, "/account/sessions")
def send_end_sessions(request: Request) -> Response:
    login.end_other_sessions(whole_register(request), _named(request), request.state.secret, request.state.address)
    return to("/account?done=sessions")


@form_route(router, "/account/tokens")
def send_token(request: Request) -> Response:
    """Shows the new token, this one time: no redirect, since nothing keeps it."""
    viewer, form = _named(request), form_of(request)
    chosen = [scope for scope in SCOPES if scope in form.getlist("scope")]
    try:
        days = form.get("days", "90")
        made = tokens.make_token(
            whole_register(request), viewer, form.get("label", ""), chosen,
            days=int(days) if days.isascii() and days.isdigit() and len(days) < 5 else 0, by=by(request),
        )  # fmt: skip
    except PactaError as error:
        return _account(request, error=error, at="token", chosen=chosen)
    return _account(request, secret=made[1])


@form_route(router, "/account/tokens/revoke")
def send_revoke(request: Request) -> Response:
    viewer = _named(request)
    token = form_of(request).get("token", "")
    tokens.revoke_token(whole_register(request), token, account=viewer, by=by(request))
    return to("/account?done=revoked")


def _named(request: Request) -> str:
    """The name of the account that a person has logged in to: programs change no accounts."""
    viewer = viewer_of(request)
    if viewer.is_local or request.headers.get("authorization"):
        raise PactaError("There is no account to change.", "Log in with a name and password first.")
    return viewer.name


def _account(
    request: Request,
    *,
    error: PactaError | None = None,
    at: str = "",
    secret: str = "",
    chosen: Sequence[str] | None = None,
) -> Response:
    viewer, register = viewer_of(request), whole_register(request)
    typed = getattr(request.state, "form", None) or {}
    if viewer.is_local:
        return page(request, "account_none.html")
    return page(
        request, "account_own.html", 400 if error else 200,
        person=people.get_person(register, viewer.name), sessions=login.sessions_of(register, viewer.name),
        this=digest_of(request.state.secret), tokens=tokens.list_tokens(register, viewer.name), secret=secret,
        error=error, at=at, typed=typed, chosen=["read"] if chosen is None else chosen,
        done=DONE.get(request.query_params.get("done", "")),
    )  # fmt: skip
