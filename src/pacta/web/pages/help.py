"""The codebook in short, in place."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from pacta.web.pages.common import route
from pacta.web.rendering import page

router: APIRouter = APIRouter()


@route(router, "/help")
def show_help(request: Request) -> Response:
    return page(request, "help.html")
