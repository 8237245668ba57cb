"""Two documents or two sets side by side: what is said again, reworded, gone and new."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from pacta.app import conditions, linked, queries
from pacta.app.link_views import ComparedPair, ComparisonView, ThreadMention
from pacta.app.linked_comparison import Alignment
from pacta.app.views import Filters, Page
from pacta.link.compare import Pair
from pacta.link.types import Mention
from pacta.model import PactaError
from pacta.store import Register
from pacta.web.addresses import filter_pairs, parse_filters, parse_page
from pacta.web.pages.common import kept, register_of, route
from pacta.web.pages.csv_files import csv_response
from pacta.web.rendering import page

router: APIRouter = APIRouter()
OFFERED = 500  # documents to choose from
FIRST = 20  # statements of each part on the page that shows them all
SIZE = 50  # on a page of one part
COLUMNS = ("change", "likeness", "a", "a_document", "a_date", "b", "b_document", "b_date")


@dataclass(frozen=True, slots=True)
class Part:
    """Statements of which the same may be said. ``about``: what that is."""

    name: str
    title: str
    label: str  # after their number
    about: str
    found: Page[ComparedPair | ThreadMention]
    address: str  # of the part by itself

    @property
    def left(self) -> int:
        """How many are not on this page."""
        return self.found.total - len(self.found.rows)


PARTS = {
    "reworded": ("Reworded", "reworded",
                 "Struck words are only in the earlier text, underlined ones only in the later."),
    "gone": ("No longer said", "gone", "The earlier text says this; nothing like it was found in the later."),
    "new": ("New", "new", "Only the later text says this."),
    "same": ("Said again in the same words", "the same", ""),
    "doubtful": ("Perhaps the same", "perhaps the same",
                 "These two are the likest, but too little alike to say that one became the other."),
}  # fmt: skip


@route(router, "/compare")
def show_comparison(request: Request) -> Response:
    """``a`` and ``b``: a document's id, a path as it was added, or a year, month or day of documents. ``part``:
    that part alone, page by page."""
    params, register = request.query_params, register_of(request)
    a, b, only = ((params.get(name) or "").strip() for name in ("a", "b", "part"))
    filters = replace(parse_filters(params), document=None)
    found, complaint, parts = None, None, []
    if a and b:
        try:
            found = _aligned(request, a, b, filters)
            base = [("a", a), ("b", b), *filter_pairs(filters)]
            parts = _parts(found, base, only, parse_page(params.get("page")))
        except PactaError as error:
            complaint = error
    offered = kept(request, ("offered", OFFERED), lambda: _offered(register))
    return page(
        request, "compare.html", 400 if complaint else 200, a=a, b=b, found=found, complaint=complaint,
        offered=offered, filters=filters, parts=parts, only=only,
    )  # fmt: skip


@route(router, "/compare.csv")
def download_comparison(request: Request) -> Response:
    params, register = request.query_params, register_of(request)
    a, b, filters = params.get("a") or "", params.get("b") or "", replace(parse_filters(params), document=None)
    return csv_response("compare.csv", COLUMNS, _rows(linked.compared(register, a, b, filters)))


def _aligned(request: Request, a: str, b: str, filters: Filters) -> Alignment:
    """Worked out anew only when links change: of two years that takes seconds."""
    register, alone = register_of(request), not conditions.asks_of_statements(filters)
    question = ("compare", a, b, filters)
    return kept(request, question, lambda: linked.aligned(register, a, b, filters), links_alone=alone)


def _offered(register: Register) -> tuple[tuple[str, str], ...]:
    found = queries.list_documents(register, size=OFFERED)
    return tuple((row.id, f"{row.date or 'no date'} {row.title}") for row in found.rows)


def _parts(found: Alignment, base: list[tuple[str, str]], only: str, number: int) -> list[Part]:
    """Every part with its first statements; or one part ``only``, a page of it."""
    if only and only not in PARTS:
        raise PactaError(f"A comparison has no part “{only[:40]}”.", f"Its parts are: {', '.join(PARTS)}.")
    parts = []
    for name, listed in _sorted(found).items():
        wanted = (number, SIZE) if name == only else (1, 0 if only else FIRST)
        shown: Page[ComparedPair | ThreadMention] = _shown(found, listed, *wanted)
        parts.append(Part(name, *PARTS[name], shown, "/compare?" + urlencode([*base, ("part", name)])))
    return parts


def _shown(
    found: Alignment, listed: Sequence[Pair | Mention], number: int, size: int
) -> Page[ComparedPair | ThreadMention]:
    part = listed[(number - 1) * size : number * size]
    pairs = found.pairs(one for one in part if isinstance(one, Pair))
    alone = found.alone(one for one in part if isinstance(one, Mention))
    return Page((*pairs, *alone), len(listed), number, max(1, size))


def _sorted(found: Alignment) -> dict[str, Sequence[Pair | Mention]]:
    """All statements by what may be said of them."""
    parts: dict[str, list[Pair | Mention]] = {name: [] for name in PARTS}
    for pair in found.found.aligned:
        parts[_change(pair)].append(pair)
    return {**parts, "gone": found.found.gone, "new": found.found.new}


def _change(pair: Pair | ComparedPair) -> str:
    return "same" if pair.same else "doubtful" if pair.doubtful else "reworded"


def _rows(found: ComparisonView) -> Iterator[tuple[object, ...]]:
    for pair in found.aligned:
        yield _change(pair), f"{pair.likeness:.2f}", *_side(pair.a), *_side(pair.b)
    for gone in found.gone:
        yield "gone", "", *_side(gone), "", "", ""
    for new in found.new:
        yield "new", "", "", "", "", *_side(new)


def _side(mention: ThreadMention) -> tuple[str, str, str]:
    return mention.passage.quote, mention.passage.document_title, mention.passage.date or ""
