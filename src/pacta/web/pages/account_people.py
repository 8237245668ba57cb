"""People, groups and the audit log: for administrators."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from pacta.app import people, tokens
from pacta.app.audit import list_audit
from pacta.app.restrict import groups_of_register, restrict_register
from pacta.model import PactaError
from pacta.web.addresses import parse_page
from pacta.web.pages.common import route, viewer_of, whole_register
from pacta.web.pages.forms import by, form_of, form_route, to
from pacta.web.rendering import page

router: APIRouter = APIRouter()
DONE = {
    "added": "The account is there. Tell the person the name, and the password by another way.",
    "role": "The role is changed.", "password": "The password is set, and the person’s sessions are ended.",
    "disabled": "The account is disabled.", "enabled": "The account is enabled.",
    "register": "That is saved, for everybody’s next page.",
    "group": "The group is saved.", "removed": "The group is removed.", "revoked": "The token is revoked.",
}  # fmt: skip


@route(router, "/people")
def show_people(request: Request) -> Response:
    viewer_of(request).need("manage")
    return _people(request)


@route(router, "/people/log")
def show_log(request: Request) -> Response:
    viewer_of(request).need("manage")
    found = list_audit(whole_register(request), page=parse_page(request.query_params.get("page")))
    return page(request, "account_log.html", found=found)


@form_route(router, "/people/add")
def send_person(request: Request) -> Response:
    form, register = form_of(request), whole_register(request)

    def add() -> str:
        people.add_person(
            register, form.get("name", ""), form.get("password", ""),
            role=form.get("role", ""), full_name=form.get("full_name", ""), by=by(request),
        )  # fmt: skip
        return "added"

    return _doing(request, add, "add")


@form_route(router, "/people/change")
def send_change(request: Request) -> Response:
    """One of: a role, a password, disabling, enabling; of the person that the form names."""
    form, register = form_of(request), whole_register(request)
    name, what = form.get("name", ""), form.get("what", "")

    def change() -> str:
        if what == "role":
            people.set_role(register, name, form.get("role", ""), by=by(request))
        elif what == "password":
            people.set_password(register, name, form.get("password", ""), by=by(request))
        elif what in ("disabled", "enabled"):
            people.set_disabled(register, name, what == "disabled", by=by(request))
        else:
            raise PactaError("The form does not say what to change.", "Load the page again.")
        return what

    return _doing(request, change, name)


@form_route(router, "/people/group")
def send_group(request: Request) -> Response:
    form, register = form_of(request), whole_register(request)
    name = form.get("group", "")

    def change() -> str:
        if form.get("what") == "remove":
            people.remove_group(register, name, by=by(request))
            return "removed"
        people.set_group(register, name, form.getlist("member"), by=by(request))
        return "group"

    return _doing(request, change, "group:" + name)


@form_route(router, "/people/register")
def send_register(request: Request) -> Response:
    """Which groups may enter the register at all; none: every account."""

    def change() -> str:
        wanted = form_of(request).getlist("group")
        restrict_register(whole_register(request), viewer_of(request), wanted, by=by(request))
        return "register"

    return _doing(request, change, "register")


@form_route(router, "/people/token")
def send_revoke(request: Request) -> Response:
    def revoke() -> str:
        tokens.revoke_token(whole_register(request), form_of(request).get("token", ""), by=by(request))
        return "revoked"

    return _doing(request, revoke, "tokens")


def _doing(request: Request, change: Callable[[], str], at: str) -> Response:
    """Does it, for an administrator; an error comes back with the form as it was filled."""
    viewer_of(request).need("manage")
    try:
        done = change()
    except PactaError as error:
        return _people(request, error, at)
    return to(f"/people?done={done}")


def _people(request: Request, error: PactaError | None = None, at: str = "") -> Response:
    register = whole_register(request)
    return page(
        request, "account_people.html", 400 if error else 200, people=people.list_people(register),
        groups=people.list_groups(register), entering=groups_of_register(register),
        tokens=tokens.list_tokens(register), error=error, at=at,
        typed=getattr(request.state, "form", None) or {}, done=DONE.get(request.query_params.get("done", "")),
    )  # fmt: skip
