"""The front page: the whole register, one partnership or one topic."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from pacta.app import queries
from pacta.app.ladder import Rung, ladder
from pacta.app.news import added_since
from pacta.app.overview import partnerships
from pacta.app.views import Filters
from pacta.lexicon.taxonomy import load_taxonomy
from pacta.web.addresses import parse_filters
from pacta.web.attention import attention
from pacta.web.pages.common import kept, last_visit, register_of, route
from pacta.web.plotting import scope_words
from pacta.web.rendering import page

router: APIRouter = APIRouter()
SHOWN = 8  # actors on the front page


@route(router, "/")
def show_overview(request: Request) -> Response:
    register, today = register_of(request), date.today()
    filters = parse_filters(request.query_params)
    view = kept(request, ("overview", filters, today), lambda: queries.overview(register, filters, today=today))
    if not view.documents and filters == Filters():
        return page(request, "empty.html", view=view)
    pairs = kept(request, "partnerships", lambda: partnerships(register))
    since = last_visit(request)
    return page(
        request, "overview.html", view=view, shown=SHOWN, filters=filters, scope=scope_words(filters),
        filters_but_actor=replace(filters, actor=None), partnerships=pairs,
        held_pairs=["+".join(pair) for pair, _ in pairs], scope_party=scope_words(Filters(party=filters.party)),
        pillars=[pillar.id for pillar in load_taxonomy().pillars], rungs=_rungs(request, filters),
        attention=attention(request, filters), since=since,
        news=added_since(register, since, filters) if since else None,
    )  # fmt: skip


def _rungs(request: Request, filters: Filters) -> tuple[Rung, ...]:
    """The ladder of two parties or more; a whole register has none."""
    if not filters.party or "+" not in filters.party:
        return ()
    scope = Filters(party=filters.party)
    return kept(request, ("ladder", scope), lambda: ladder(register_of(request), scope))
