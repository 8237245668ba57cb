"""The pages of review, and what their templates may use."""

from typing import Any

from fastapi import APIRouter
from jinja2 import Environment
from starlette.requests import Request

from pacta.app import review
from pacta.review import settle
from pacta.web import review_words
from pacta.web.pages import (
    review_add,
    review_assess,
    review_desk,
    review_findings,
    review_log,
    review_lost,
    review_move,
    review_names,
    review_panel,
    review_second,
)
from pacta.web.pages.common import register_of, viewer_of
from pacta.web.reviewing import Judged, entries_of, reviewer_name

ROUTERS: tuple[APIRouter, ...] = (
    review_panel.router, review_desk.router, review_add.router, review_log.router, review_assess.router,
    review_findings.router, review_lost.router, review_names.router, review_move.router,
    review_second.router,
)  # fmt: skip


def prepare(environment: Environment) -> None:
    """Lets the evidence panel and the page of a finding show their review."""
    globals_: dict[str, Any] = {"review_of": review_panel.panel, "review_of_finding": _of_finding}
    environment.globals.update(globals_, review_words=review_words, review_queues=review_desk.queues)


def _of_finding(request: Request, finding: str) -> Judged:
    log = review.history(register_of(request), finding)
    return Judged(tuple(entries_of(log, reviewer_name(viewer_of(request)))), settle(log))
