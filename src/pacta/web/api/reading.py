"""Reading: documents and their words, statements, search, and the record across documents."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from pacta.app.library import lists, things
from pacta.client import linked as across
from pacta.client import records
from pacta.client.rows import Batch
from pacta.web.access.csrf import form_token
from pacta.web.api import parameters as asked
from pacta.web.api.answers import asking, dumped, exact, given, listed
from pacta.web.api.describe import answers
from pacta.web.api.parameters import Id
from pacta.web.pages.common import viewer_of

router: APIRouter = APIRouter()
Facets = dict[str, dict[str, int]]
Only = Annotated[asked.Nothing, Query()]


@router.get("/status", tags=["Register"], **answers("getStatus", records.Status))
def get_status(request: Request, _: Only) -> Response:
    """What the register holds for whoever asks, and what they may do."""
    return given(request, records.Status, lambda ask: things.status(ask.register, viewer_of(request)))


@router.get("/session", tags=["Register"], **answers("getSession", dict[str, str]))
def get_session(request: Request, _: Only) -> Response:
    """The proof that a browser's cookie, or a program on this machine without a token, needs in the header
    X-Form-Token for everything that writes. With a token it is not needed."""
    asking(request)
    body = dumped(dict[str, str], {"form_token": form_token(request.state.secret)})
    return Response(body, media_type="application/json", headers={"Cache-Control": "no-store"})


@router.get("/documents", tags=["Documents"], **answers("listDocuments", Batch[records.Document]))
def list_documents(request: Request, params: Annotated[asked.Documents, Query()]) -> Response:
    """Documents, newest first, superseded versions left out. Filters on statements keep the documents that have
    such a statement."""
    return listed(
        request, Batch[records.Document],
        lambda ask: lists.list_documents(ask, params.filters, params.part, params.title),
    )  # fmt: skip


@router.get("/documents/{document}", tags=["Documents"], **answers("getDocument", records.Document, 404))
def get_document(request: Request, document: Id, _: Only) -> Response:
    """One version of a document."""
    return given(request, records.Document, lambda ask: things.document(ask.register, document))


@router.get("/documents/{document}/text", tags=["Documents"], **answers("getText", records.Text, 404))
def get_text(request: Request, document: Id, params: Annotated[asked.Stretch, Query()]) -> Response:
    """The exact words of a document, or of a stretch of it."""
    return given(request, records.Text, lambda ask: things.text(ask.register, document, params.start, params.end))


@router.get(
    "/documents/{document}/passages", tags=["Documents"], **answers("listPassages", Batch[records.Passage], 404)
)
def list_passages(request: Request, document: Id, params: Annotated[asked.Asked, Query()]) -> Response:
    """The paragraphs of a document in text order, page furniture left out."""
    return listed(request, Batch[records.Passage], lambda ask: things.passages(ask, document, params.part))


@router.get(
    "/documents/{document}/versions", tags=["Documents"], **answers("listVersions", list[records.Document], 404)
)
def list_versions(request: Request, document: Id, _: Only) -> Response:
    """All versions of a document, oldest first."""
    return given(request, list[records.Document], lambda ask: list(things.versions(ask.register, document)))


@router.get("/statements", tags=["Statements"], **answers("listStatements", Batch[records.Statement]))
def list_statements(request: Request, params: Annotated[asked.Statements, Query()]) -> Response:
    """Statements under the filters, in the order of documents and text; without those that reviewers took away."""
    return listed(
        request, Batch[records.Statement], lambda ask: lists.list_statements(ask, params.filters, params.part)
    )


@router.get("/statements/{statement}", tags=["Statements"], **answers("getStatement", records.Statement, 404))
def get_statement(request: Request, statement: Id, _: Only) -> Response:
    """One statement. Its ETag is what judgements on it send as If-Match."""
    return exact(request, records.Statement, lambda ask: things.statement(ask.register, statement))


@router.get("/facets", tags=["Statements"], **answers("getFacets", Facets))
def get_facets(request: Request, params: Annotated[asked.Facets, Query()]) -> Response:
    """How a list of statements divides: for each filter the counts that its values would give, its own present
    choice left aside."""
    return given(request, Facets, lambda ask: things.facets(ask, params.filters))


@router.get("/search", tags=["Statements"], **answers("search", Batch[records.Hit], 410))
def search(request: Request, params: Annotated[asked.Search, Query()]) -> Response:
    """Paragraphs that hold all the words, what fits best first. That order does not outlive a change of the
    register: a cursor from before it is answered 410."""
    return listed(request, Batch[records.Hit], lambda ask: lists.search(ask, params.q, params.filters, params.part))


@router.get("/threads", tags=["Record"], **answers("listThreads", Batch[across.Thread]))
def list_threads(request: Request, params: Annotated[asked.Threads, Query()]) -> Response:
    """Objects that several statements are about, those with most mentions first."""

    def ask(asking: Any) -> Batch[across.Thread]:
        return lists.list_threads(asking, params.filters, params.part, params.type, params.fewest)

    return listed(request, Batch[across.Thread], ask)


@router.get("/threads/{thread}", tags=["Record"], **answers("getThread", across.ThreadHistory, 404))
def get_thread(request: Request, thread: Id, _: Only) -> Response:
    """Everything said about one object, in time order, with what changed."""
    return given(request, across.ThreadHistory, lambda ask: things.thread(ask.register, thread))


@router.get("/findings", tags=["Record"], **answers("listFindings", Batch[across.Finding]))
def list_findings(request: Request, params: Annotated[asked.Findings, Query()]) -> Response:
    """Contradictions and follow-ups for a person to look at."""
    options = {"kinds": tuple(params.kind), "severities": tuple(params.severity), "dismissed": params.dismissed,
               "as_of": params.as_of}  # fmt: skip
    filters = params.model_copy(update={"kind": []}).filters
    return listed(
        request, Batch[across.Finding], lambda ask: lists.list_findings(ask, filters, params.part, **options)
    )


@router.get("/findings/{finding}", tags=["Record"], **answers("getFinding", across.FindingRecord, 404))
def get_finding(request: Request, finding: Id, _: Only) -> Response:
    """One finding. Its ETag is what judgements on it send as If-Match."""
    return exact(request, across.FindingRecord, lambda ask: things.finding(ask.register, finding))


@router.get("/figures", tags=["Record"], **answers("listFigures", Batch[records.Figure]))
def list_figures(request: Request, params: Annotated[asked.Figures, Query()]) -> Response:
    """Quantities that the texts state about the world."""
    return listed(request, Batch[records.Figure], lambda ask: lists.list_figures(ask, params.filters, params.part))


@router.get("/indicators", tags=["Record"], **answers("listIndicators", Batch[across.Indicator]))
def list_indicators(request: Request, params: Annotated[asked.Indicators, Query()]) -> Response:
    """What several figures measure, those with most figures first."""
    return listed(
        request, Batch[across.Indicator], lambda ask: lists.list_indicators(ask, params.filters, params.part)
    )


@router.get("/indicators/{indicator}", tags=["Record"], **answers("getIndicator", across.IndicatorSeries, 404))
def get_indicator(request: Request, indicator: Id, _: Only) -> Response:
    """One indicator as a series, with disagreement marked."""
    return given(request, across.IndicatorSeries, lambda ask: things.indicator(ask.register, indicator))


@router.get("/mechanisms", tags=["Record"], **answers("listMechanisms", Batch[across.Mechanism]))
def list_mechanisms(request: Request, params: Annotated[asked.Mechanisms, Query()]) -> Response:
    """Committees, commissions and dialogues."""

    def ask(asking: Any) -> Batch[across.Mechanism]:
        return lists.list_mechanisms(asking, params.filters, params.part, params.as_of)

    return listed(request, Batch[across.Mechanism], ask)


@router.get("/mechanisms/{mechanism}", tags=["Record"], **answers("getMechanism", across.MechanismRecord, 404))
def get_mechanism(request: Request, mechanism: Id, params: Annotated[asked.AsOf, Query()]) -> Response:
    """One mechanism with its tasks and meetings, latest first."""
    return given(
        request, across.MechanismRecord, lambda ask: things.mechanism(ask.register, mechanism, params.as_of)
    )


@router.get("/entities", tags=["Record"], **answers("listEntities", Batch[records.Entity]))
def list_entities(request: Request, params: Annotated[asked.Entities, Query()]) -> Response:
    """Who and what is named, under all names as one."""

    def ask(asking: Any) -> Batch[records.Entity]:
        return lists.list_entities(asking, params.filters, params.part, params.type)

    return listed(request, Batch[records.Entity], ask)


@router.get("/entities/{entity}", tags=["Record"], **answers("getEntity", across.EntityRecord, 404))
def get_entity(request: Request, entity: Id, _: Only) -> Response:
    """Somebody or something with its names, and where it is named."""
    return given(request, across.EntityRecord, lambda ask: things.entity(ask.register, entity))


@router.get("/compare", tags=["Record"], **answers("compare", across.Comparison, 404))
def compare(request: Request, params: Annotated[asked.Sides, Query()]) -> Response:
    """Two documents, or two sets of them, statement by statement."""
    return given(request, across.Comparison, lambda ask: things.compare(ask.register, params.a, params.b))
