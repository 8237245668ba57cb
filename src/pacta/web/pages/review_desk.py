"""Queues: one statement after the other, with the text around it and its evidence beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode, urlsplit

from fastapi import APIRouter
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from pacta.app import queries, review_queue, second_opinions
from pacta.app.views import Filters, StatementRow
from pacta.model import PactaError
from pacta.store import Register
from pacta.web.addresses import filter_pairs, parse_filters
from pacta.web.pages.common import kept, register_of, route, viewer_of
from pacta.web.pages.forms import to
from pacta.web.reading import Group, weave
from pacta.web.rendering import page
from pacta.web.reviewing import Reviewing, reviewer_name

router: APIRouter = APIRouter()
AROUND = 1  # paragraphs before and after
QUEUES = {
    "unsure": ("Unsure first", "What nobody has judged, the most doubtful first.", "Everything here is judged."),
    "mine": ("Assigned to you", "What was assigned to you and nobody has judged.", "Nothing is assigned to you."),
    "second": ("Second reviewer", "What you have not judged. What others said is hidden, so that two readings are "
               "independent.", "You have judged everything here."),
    "disputed": ("Reviewers differ", "Two reviewers said different things, and no curator has decided.",
                 "Reviewers agree wherever two have judged."),
}  # fmt: skip
LOST = "Judgements whose words are not in the current version of their document, or are not read there any more."
SECOND = "Where a language model, asked as a second reader, reads otherwise."
NAMES = "Pairs of names that may be of one and the same."


@dataclass(frozen=True, slots=True)
class Place:
    """Where one is in a queue: ``at`` is the number of statements that were skipped."""

    queue: str
    filters: Filters
    at: int = 0

    def address(self, at: int | None = None) -> str:
        pairs = [("queue", self.queue), *filter_pairs(self.filters)]
        skipped = self.at if at is None else at
        return "/review?" + urlencode([*pairs, *([("at", str(skipped))] if skipped else [])])


@dataclass(frozen=True, slots=True)
class Desk:
    """What the page shows."""

    place: Place
    left: int
    row: StatementRow | None = None
    review: Reviewing | None = None
    groups: tuple[Group, ...] = ()

    @property
    def queue(self) -> str:
        return self.place.queue

    @property
    def filters(self) -> Filters:
        return self.place.filters

    @property
    def at(self) -> int:
        return self.place.at

    @property
    def skip(self) -> str:
        return self.place.address(self.place.at + 1)

    @property
    def first(self) -> str:
        return self.place.address(0)

    @property
    def meaning(self) -> str:
        return QUEUES[self.place.queue][1]

    @property
    def empty(self) -> str:
        return "There is nothing further." if self.place.at else QUEUES[self.place.queue][2]


@dataclass(frozen=True, slots=True)
class QueueLink:
    name: str
    label: str
    meaning: str
    address: str
    count: int | None


@route(router, "/review")
def show_queue(request: Request) -> Response:
    return _show(request, _place(request.query_params))


def next_in_queue(request: Request, address: str, *, done: str) -> Response:
    """The statement that comes next; ``done`` is the one that was just judged."""
    place = _place_of(address)
    if not request.headers.get("hx-request"):
        return to(place.address())
    return _show(request, place)


def desk(request: Request, address: str, row: StatementRow, status: int, **more: Any) -> Response:
    """The same statement once more, after an error or an entry that does not settle it."""
    return _show(request, _place_of(address), row, status, **more)


def _show(
    request: Request, place: Place, row: StatementRow | None = None, status: int = 200, **more: Any
) -> Response:
    found = _waiting(request, place)
    shown = row or (found.rows[0] if found.rows else None)
    made = Desk(place, found.total)
    if shown is not None:
        made = replace(
            made, row=shown, review=_review(request, place, shown, more), groups=_context(request, shown)
        )
    if request.headers.get("hx-request"):
        return page(request, "review_desk.html", status, desk=made)
    return page(request, "review_queue.html", status, desk=made, queues=queues(request, place))


def _review(request: Request, place: Place, row: StatementRow, more: dict[str, Any]) -> Reviewing:
    from pacta.web.pages.review_panel import panel  # which leads here after each entry

    found: Reviewing = panel(request, row, blind=place.queue == "second", queue=place.address(), **more)
    return found


def _waiting(request: Request, place: Place) -> Any:
    me = reviewer_name(viewer_of(request))
    filters = place.filters
    if place.queue == "disputed":
        filters = replace(filters, review="disputed")
    if place.queue == "mine":
        filters = replace(filters, assignee=me)
    reader = me if place.queue == "second" else None
    return review_queue.queue(register_of(request), filters, reviewer=reader, page=place.at + 1, size=1)


def _context(request: Request, row: StatementRow) -> tuple[Group, ...]:
    """The paragraph in which the statement stands, and those next to it."""
    groups = weave(queries.get_document(register_of(request), row.document))
    at = next((n for n, group in enumerate(groups) if _holds(group, row.id)), 0)
    return groups[max(0, at - AROUND) : at + AROUND + 1]


def _holds(group: Group, statement: str) -> bool:
    runs = (run for paragraph in group.paragraphs for run in paragraph.runs)
    return any(
        (run.statement is not None and run.statement.id == statement)
        or any(row.id == statement for row in run.hidden)
        for run in runs
    )


def queues(request: Request, place: Place | None = None) -> Sequence[QueueLink]:
    """The tabs of the review pages."""
    from pacta.web.pages.review_names import unsure

    register, place, me = register_of(request), place or Place("", Filters()), reviewer_name(viewer_of(request))
    counts = kept(request, ("queues", me), lambda: review_queue.counts(register, me))
    names = {"unsure": "unsure", "mine": "assigned", "disputed": "disputed"}
    return [
        *(
            QueueLink(
                name, label, meaning, replace(place, queue=name, at=0).address(), counts.get(names.get(name, ""))
            )
            for name, (label, meaning, _) in QUEUES.items()
        ),
        QueueLink("lost", "Lost places", LOST, "/review/lost", counts["lost"]),
        QueueLink("names", "Names", NAMES, "/review/names", len(unsure(request))),
        *kept(request, "second reader", lambda: _second_reader(register)),
    ]


def _second_reader(register: Register) -> Sequence[QueueLink]:
    """A tab of its own only where a second reader has been asked."""
    if not second_opinions.has_read(register):
        return ()
    waiting = second_opinions.differences(register, size=1).total
    return [QueueLink("model", "Language model", SECOND, "/review/second", waiting)]


def _place_of(address: str) -> Place:
    return _place(QueryParams(urlsplit(address).query))


def _place(params: QueryParams) -> Place:
    """Raises PactaError for a queue that is none."""
    queue, at = params.get("queue") or "unsure", params.get("at") or "0"
    if queue not in QUEUES:
        raise PactaError(f"There is no queue “{queue[:40]}”.", f"Queues are: {', '.join(QUEUES)}.")
    if not (at.isascii() and at.isdigit() and len(at) <= 6):
        raise PactaError(f"“{at[:40]}” is no place in a queue.", "Begin with the first.")
    return Place(queue, parse_filters(params), int(at))
