"""What all pages share: the register of a request, and routes that answer GET and HEAD."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from fastapi import APIRouter
from starlette.requests import Request

from pacta.app import visits
from pacta.app.browsing import Browser
from pacta.app.generation import Kept
from pacta.app.rights import NotAllowed, Viewer
from pacta.model import PactaError
from pacta.store import Register
from pacta.store.restrictions import seen_by

Value = TypeVar("Value")


def register_of(request: Request) -> Register:
    """The open register, as whoever asks may see it. Raises PactaError with advice if it cannot be opened."""
    return seen_by(request.app.state.shelf.register(), viewer_of(request).name)


def whole_register(request: Request) -> Register:
    """The register with nothing hidden: for logging in and managing people."""
    register: Register = request.app.state.shelf.register()
    return register


def viewer_of(request: Request) -> Viewer:
    """Who asks. Raises NotAllowed for a page that was left open to everybody by mistake."""
    viewer: Viewer | None = getattr(request.state, "viewer", None)
    if viewer is None:
        raise NotAllowed("You are not logged in.", "Log in and try again.")
    return viewer


def route(router: APIRouter, path: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """A page of the site at ``path``; it is no part of an API description."""
    return router.api_route(path, methods=["GET", "HEAD"], include_in_schema=False, response_model=None)


def kept(request: Request, question: Hashable, ask: Callable[[], Value], *, links_alone: bool = False) -> Value:
    """What ``ask`` says, asked once for each state of the register; of its links, where it rests on ``links_alone``
    and on what documents are."""
    answers: Kept = request.app.state.kept
    return answers.answer(register_of(request), question, ask, links_alone=links_alone)


def last_visit(request: Request) -> str | None:
    """When this reader's visit before this one ended (ISO 8601, UTC); None on a first visit."""
    try:
        return visits.last_visit(register_of(request), viewer_of(request))
    except PactaError:  # a register that may only be read keeps no visits
        return None


def browser_of(request: Request) -> Browser:
    """The columns from which lists of statements are answered."""
    browser: Browser = request.app.state.browser
    return browser


def views_of(request: Request) -> tuple[visits.SavedView, ...]:
    """The saved views that whoever asks may use."""
    return visits.list_views(register_of(request), viewer_of(request))
