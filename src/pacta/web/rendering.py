"""Templates and what they may use. Autoescaping is always on; a missing value is an error, not a blank."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from pacta import __version__
from pacta.app.rights import ROLE_MEANINGS
from pacta.app.views import Filters
from pacta.model import KINDS
from pacta.web import addresses, explanations, markup, names, navigation, plotting, record, words
from pacta.web.access.csrf import form_token

STATIC = Path(__file__).parent / "static"


def make_environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("pacta.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        date=words.date_words,
        code_name=names.code_name,
        pillar_name=names.pillar_name,
        voice=words.voice_words,
        quote_html=markup.quote_html,
        part=markup.part_of_quote,
        snippet_html=markup.snippet_html,
        runs_html=markup.runs_html,
        marked_html=lambda passage, tag: record.marked(passage, tag=tag),
        sentence=record.sentence,
        words_of=record.words_at,
        change_words=record.change_words,
    )
    environment.globals.update(
        KINDS=KINDS,
        version=__version__,
        words=words,
        explanations=explanations,
        counted=words.counted,
        statement_address=addresses.statement_address,
        span_address=addresses.span_address,
        listing=listing,
        role_meanings=ROLE_MEANINGS,
        navigation=navigation,
        within=plotting.within,
        passage_address=addresses.passage_address,
        relations=record.RELATIONS,
        static=_static_addresses(),
    )
    return environment


def listing(path: str = "/statements", **filters: Any) -> str:
    """The address of a list under these filters."""
    return addresses.Query(Filters(**filters)).address(path)


def page(request: Request, template: str, /, status: int = 200, **context: Any) -> HTMLResponse:
    environment: Environment = request.app.state.templates
    html = environment.get_template(template).render(
        path=request.url.path, query_string=request.url.query, **_asking(request), **context
    )
    return HTMLResponse(html, status, headers={"Cache-Control": "no-cache"})


def _asking(request: Request) -> dict[str, Any]:
    """``request``; ``viewer``: who asks, None before logging in; ``form_token``: for the forms of this page."""
    secret = getattr(request.state, "secret", None)
    viewer = getattr(request.state, "viewer", None)
    return {"request": request, "viewer": viewer, "form_token": form_token(secret) if secret else ""}


def _static_addresses() -> dict[str, str]:
    """File name -> address that changes with the file's content, so that browsers may keep it for ever."""
    files = sorted(path for path in STATIC.rglob("*") if path.suffix in (".css", ".js", ".svg"))
    return {
        path.name: f"/static/{path.relative_to(STATIC).as_posix()}?v={sha256(path.read_bytes()).hexdigest()[:12]}"
        for path in files
    }
