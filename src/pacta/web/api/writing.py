"""Writing: judgements, assessments, dismissals, documents. Entries are added to a log; nothing is overwritten."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, File, Form, Header, Query, UploadFile
from starlette.requests import Request
from starlette.responses import Response

from pacta.app.library import entering, receiving, things
from pacta.app.library.errors import named_errors
from pacta.client import linked as across
from pacta.client import records
from pacta.client.rows import Batch
from pacta.model import Span
from pacta.web.api import bodies
from pacta.web.api.answers import JSON, dumped, entered, exact, given, listed, reviewer
from pacta.web.api.describe import answers
from pacta.web.api.parameters import Asked, Id, Nothing, Statements
from pacta.web.pages.common import viewer_of, whole_register

router: APIRouter = APIRouter()
IfMatch = Annotated[str | None, Header(description="The ETag of what you have seen, or * for whatever is there.")]
Only = Annotated[Nothing, Query()]
WRITES = (403, 404, 412, 428)


@router.get("/review/log", tags=["Review"], **answers("listLog", Batch[records.Judgement]))
def list_log(request: Request, params: Annotated[Asked, Query()]) -> Response:
    """The log of review, newest first: who entered what, when and why."""
    return listed(request, Batch[records.Judgement], lambda ask: things.log_entries(ask.register, params.part))


@router.get(
    "/statements/{statement}/judgements", tags=["Review"], **answers("listJudgements", list[records.Judgement], 404)
)
def list_judgements(request: Request, statement: Id, _: Only) -> Response:
    """The entries on a statement, oldest first."""
    return given(request, list[records.Judgement], lambda ask: list(things.judgements_on(ask.register, statement)))


@router.post(
    "/statements/{statement}/judgements", tags=["Review"],
    **answers("judgeStatement", records.Judgement, *WRITES, made=True),
)  # fmt: skip
def judge_statement(
    request: Request, statement: Id, body: bodies.Judging, _: Only, if_match: IfMatch = None
) -> Response:
    """Accepts, corrects, rejects, assigns a statement, or comments on it. A correction adds to the one that it
    answers; one that comes to what the machine read accepts it."""
    with named_errors():
        by = reviewer(request)
        values = {"to": body.to} if isinstance(body, bodies.Assign) else None
        values = body.values.said() if isinstance(body, bodies.Correct) else values

        def enter(expecting: str | None) -> records.Judgement:
            options = {"as_curator": body.as_curator, "independent": body.independent}
            said = by.said(body.reason, expecting, **options)
            with named_errors():
                return entering.judge(by, statement, body.verdict, said, values)

        by.said(as_curator=body.as_curator)  # who may not is told so first
        return entered(records.Statement, if_match, lambda: things.statement(by.seen, statement), enter)


@router.post(
    "/documents/{document}/statements", tags=["Review"],
    **answers("addStatement", records.Judgement, 403, 404, made=True),
)  # fmt: skip
def add_statement(request: Request, document: Id, body: bodies.NewStatement, _: Only) -> Response:
    """Adds a statement that the machine missed; the entry's target is its id."""
    with named_errors():
        by = reviewer(request)
        words = Span(body.start, max(body.start, body.end))
        cue = Span(body.cue[0], max(body.cue)) if body.cue else None
        made = entering.add_statement(by, document, words, by.said(body.reason), body.values.said(), cue)
    return Response(dumped(records.Judgement, made), 201, media_type=JSON)


@router.post(
    "/review/log/{entry}/undo", tags=["Review"], **answers("undoEntry", records.Judgement, 403, 404, made=True)
)
def undo_entry(request: Request, entry: Id, body: bodies.Undo, _: Only) -> Response:
    """Takes back one's own entry or, as a curator, anybody's, by a new entry; what stood before stands again."""
    with named_errors():
        made = entering.undo(reviewer(request), entry, body.reason)
    return Response(dumped(records.Judgement, made), 201, media_type=JSON)


@router.post(
    "/findings/{finding}/judgements",
    tags=["Review"],
    **answers("judgeFinding", records.Judgement, *WRITES, made=True),
)
def judge_finding(
    request: Request, finding: Id, body: bodies.OnFinding, _: Only, if_match: IfMatch = None
) -> Response:
    """Dismisses a finding, confirms it, or says something of it."""
    with named_errors():
        by = reviewer(request)

        def enter(expecting: str | None) -> records.Judgement:
            with named_errors():
                said = by.said(body.reason, expecting, as_curator=body.as_curator)
                return entering.judge_finding(by, finding, body.verdict, said)

        by.said(as_curator=body.as_curator)
        return entered(across.FindingRecord, if_match, lambda: things.finding(by.seen, finding), enter)


@router.get("/assessments", tags=["Assessment"], **answers("listAssessments", Batch[across.Assessment]))
def list_assessments(request: Request, params: Annotated[Statements, Query()]) -> Response:
    """Commitments under the filters with what people say was done about them."""
    return listed(
        request, Batch[across.Assessment], lambda ask: things.assessments(ask, params.filters, params.part)
    )


@router.get(
    "/statements/{statement}/assessment", tags=["Assessment"], **answers("getAssessment", across.Assessment, 404)
)
def get_assessment(request: Request, statement: Id, _: Only) -> Response:
    """One commitment's assessment. Its ETag is what entries send as If-Match."""
    return exact(request, across.Assessment, lambda ask: things.assessment(ask.register, statement))


@router.post(
    "/statements/{statement}/assessment", tags=["Assessment"],
    **answers("enterAssessment", records.Judgement, *WRITES, made=True),
)  # fmt: skip
def enter_assessment(
    request: Request, statement: Id, body: bodies.Assessed, _: Only, if_match: IfMatch = None
) -> Response:
    """A guideline, a score, evidence, or a search that found nothing, each by a person."""
    with named_errors():
        by = reviewer(request)
        told: dict[str, Any] = body.model_dump(exclude={"what", "as_curator", "reason"})

        def enter(expecting: str | None) -> records.Judgement:
            with named_errors():
                said = by.said(getattr(body, "reason", ""), expecting, as_curator=body.as_curator)
                return entering.enter_assessment(by, statement, body.what, told, said)

        by.said(as_curator=body.as_curator)
        return entered(across.Assessment, if_match, lambda: things.assessment(by.seen, statement), enter)


@router.post("/documents", tags=["Documents"], **answers("addDocument", records.Added, 403, 413, 503, made=True))
def add_document(
    request: Request,
    file: Annotated[UploadFile, File(description="A text, a page, a PDF or a Word file; one document.")],
    _: Only,
    title: Annotated[bodies.Line, Form(description="As the document prints it.")] = "",
    date: Annotated[bodies.DayOrNot, Form(description="Of the document.")] = "",
    place: Annotated[bodies.Line, Form(description="Where it was made.")] = "",
    outlet: Annotated[bodies.Line, Form(description="Who published it.")] = "",
    doc_type: Annotated[bodies.Line, Form(description="joint statement, communiqué, readout ...")] = "",
    language: Annotated[bodies.Line, Form(description="ISO 639-1 code.")] = "",
    parties: Annotated[list[bodies.Code], Form(description="Codes.")] = [],  # noqa: B006 - never changed
    speakers: Annotated[list[bodies.Code], Form(description="Names.")] = [],  # noqa: B006 - never changed
) -> Response:
    """Adds the document of a file and reads it. The same bytes twice are one document. What is said of it outranks
    what is detected."""
    with named_errors():
        viewer = viewer_of(request)
        viewer.need("curate")
        said = receiving.given_of({
            "title": title, "date": date, "place": place, "outlet": outlet, "doc_type": doc_type,
            "language": language, "parties": parties, "speakers": speakers,
        })  # fmt: skip
        data, name = file.file.read(receiving.SENT.max_bytes + 1), file.filename or "document"
        made = receiving.receive_file(whole_register(request), viewer.name, data, name, said)
    return _added(made)


@router.post("/addresses", tags=["Documents"], **answers("addAddress", records.Added, 403, 413, 503, made=True))
def add_address(request: Request, body: bodies.Address, _: Only) -> Response:
    """Fetches and adds what stands at a public web address; addresses inside the server's network are refused. What
    the address shows later is a new version."""
    with named_errors():
        viewer = viewer_of(request)
        viewer.need("curate")
        said = receiving.given_of(body.said())
        made = receiving.receive_address(whole_register(request), viewer.name, body.url, said)
    return _added(made)


def _added(made: records.Added) -> Response:
    new = made.outcome in ("added", "new version")
    headers = {"Location": f"/api/v1/documents/{made.document.id}"}
    return Response(dumped(records.Added, made), 201 if new else 200, headers, JSON)
