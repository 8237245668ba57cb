"""What all pages share: the register of a request, and routes that answer GET and HEAD."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request

from pacta.store import Register


def register_of(request: Request) -> Register:
    """The open register. Raises PactaError with advice if it cannot be opened."""
    register: Register = request.app.state.shelf.register()
    return register


def route(router: APIRouter, path: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """A page of the site at ``path``; it is no part of an API description."""
    return router.api_route(path, methods=["GET", "HEAD"], include_in_schema=False, response_model=None)
