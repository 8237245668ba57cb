"""Moving a mention to another thread, or to one of its own."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from pacta.app import linked, queries, review, review_moves
from pacta.app.linked_threads import thread_of, with_title
from pacta.app.review import Conflict
from pacta.app.views import StatementRow
from pacta.model import PactaError
from pacta.web.pages.common import register_of, route, viewer_of, whole_register
from pacta.web.pages.forms import form_of, form_route, to
from pacta.web.rendering import page
from pacta.web.reviewing import entries_of, entry_of, reviewer_name, said_by

router: APIRouter = APIRouter()
MOST = 12  # threads that are offered
OWN = "own"


@route(router, "/s/{statement}/thread")
def show_thread_of(request: Request, statement: str) -> Response:
    """To the thread in which the statement stands now, whatever its id has become."""
    row = queries.get_statement(register_of(request), statement)
    found = thread_of(register_of(request), row.id)
    if found is None:
        raise PactaError(f"There is no thread that holds {row.id}.", "It says too little to be followed.")
    return to(f"/thread/{found}")


@route(router, "/s/{statement}/move")
def show_move(request: Request, statement: str) -> Response:
    """``words``: of the title of the thread to which it belongs."""
    viewer_of(request).need("review")
    row = queries.get_statement(register_of(request), statement)
    return _move(request, row, {"words": request.query_params.get("words", "")})


@form_route(router, "/s/{statement}/move")
def send_move(request: Request, statement: str) -> Response:
    form, said = form_of(request), said_by(request, form_of(request))
    row = queries.get_statement(register_of(request), statement)
    try:
        if not (wanted := form.get("to", "")):
            raise PactaError("The form does not say whereto.", "Choose a thread, or one of its own.")
        thread = None if wanted == OWN else linked.thread(register_of(request), wanted).row.id
        review_moves.move_mention(whole_register(request), row.id, thread, said)
    except PactaError as error:
        return _move(request, row, dict(form), error, 409 if isinstance(error, Conflict) else 400)
    return to(f"/s/{row.id}/thread")


def _move(
    request: Request,
    row: StatementRow,
    typed: Mapping[str, str],
    error: PactaError | None = None,
    status: int = 200,
) -> Response:
    register, viewer = register_of(request), viewer_of(request)
    me, words = reviewer_name(viewer), typed.get("words", "").strip()[:400]
    here = thread_of(register, row.id)
    found = with_title(register, words, MOST) if words else ()
    log = review.history(register, row.id)
    return page(
        request, "review_move.html", status, row=row, typed=typed, words_of_title=words, error=error, found=found,
        stands=linked.thread(register, here) if here else None, expecting=log[-1].id if log else "",
        theirs=entry_of(error.theirs, me) if isinstance(error, Conflict) else None, own=OWN,
        may=viewer.may("review"), may_curate=viewer.may("curate"),
        entries=[entry for entry in entries_of(log, me) if entry.verdict in ("move", "undo")],
    )  # fmt: skip
