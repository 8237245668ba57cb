"""What leaves the register by the pages: the meeting pack, data, calendar and feed, under the same filters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from tempfile import SpooledTemporaryFile
from urllib.parse import urlencode

from fastapi import APIRouter
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from pacta.app import publications
from pacta.app.archives import ARCHIVES, BASE
from pacta.app.brief import make_pack
from pacta.app.export import table_records
from pacta.app.views import Filters
from pacta.model import PactaError
from pacta.publish.brief import LANGUAGES, Pack
from pacta.publish.brief.html import write_html, write_pdf
from pacta.publish.brief.word import write_docx
from pacta.publish.calendar import write_calendar
from pacta.publish.citation import bibtex
from pacta.publish.feed import write_feed
from pacta.publish.workbook import write_workbook
from pacta.store import Register
from pacta.web.addresses import Query, filter_pairs, parse_query, statement_address
from pacta.web.pages.common import register_of, route
from pacta.web.rendering import page

router: APIRouter = APIRouter()
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
IN_MEMORY = 8 << 20  # bytes of an archive before it goes to disk
CHUNK = 1 << 16
PACKS: dict[str, tuple[str, Callable[[Pack], bytes]]] = {
    "docx": (DOCX, write_docx),
    "pdf": ("application/pdf", write_pdf),
    "html": ("text/html; charset=utf-8", write_html),
}


@route(router, "/export")
def show_export(request: Request) -> Response:
    """What there is to take along, under the filters of the address."""
    query = parse_query(request.query_params)
    return page(request, "export.html", query=query, selection=publications.selection(query.filters),
                data=publications.dataset(register_of(request), query.filters), languages=LANGUAGES,
                archives=ARCHIVES,                 pack_address=_pack_address)  # fmt: skip


@route(router, "/brief.{form}")
def download_pack(request: Request, form: str) -> Response:
    if form not in PACKS:
        raise PactaError(f"There is no meeting pack as {form[:20]}.", f"Choose {', '.join(PACKS)}.")
    media_type, write = PACKS[form]
    filters = parse_query(request.query_params).filters
    pack = make_pack(
        register_of(request), replace(filters, codebook=None), codebook=filters.codebook or "g20-practice",
        language=request.query_params.get("language") or "en",
    )  # fmt: skip
    return _download(write(pack), media_type, f"meeting-pack.{form}")


@route(router, "/register.xlsx")
def download_workbook(request: Request) -> Response:
    out = BytesIO()
    write_workbook(publications.dataset(register_of(request), _filters(request)), out)
    return _download(out.getvalue(), XLSX, "register.xlsx")


@route(router, "/sources.bib")
def download_bibliography(request: Request) -> Response:
    entries = bibtex(table_records(register_of(request), "documents", _filters(request)))
    return _download("".join(entries).encode(), "application/x-bibtex; charset=utf-8", "sources.bib")


@route(router, "/archive/{form}")
def download_archive(request: Request, form: str) -> Response:
    """Written to a file first: an error is told as a page, and a large register does not fill the memory."""
    if form not in ARCHIVES:
        raise PactaError(f"There is no archive as {form[:20]}.", f"Choose {', '.join(ARCHIVES)}.")
    made = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - closed when the answer has been sent
    ARCHIVES[form].write(register_of(request), _filters(request), BASE, made)  # type: ignore[arg-type]
    made.seek(0)
    headers = {"Content-Disposition": f'attachment; filename="{ARCHIVES[form].file}"'}
    return StreamingResponse(
        iter(lambda: made.read(CHUNK), b""), media_type=ARCHIVES[form].media_type, headers=headers,
        background=BackgroundTask(made.close),
    )  # fmt: skip


@route(router, "/calendar.ics")
def show_calendar(request: Request) -> Response:
    """To be subscribed to: the same address always gives the present state, entries keep their ids."""
    register, filters = register_of(request), _filters(request)
    name = f"Pacta: {publications.selection(filters)}"
    data = write_calendar(publications.calendar_entries(register, filters), name)
    return Response(data, media_type="text/calendar; charset=utf-8")


@route(router, "/feed.atom")
def show_feed(request: Request) -> Response:
    """To be subscribed to: statements and findings under the filters, newest first."""
    query = parse_query(request.query_params)
    return Response(_feed(request, register_of(request), query), media_type="application/atom+xml")


def _feed(request: Request, register: Register, query: Query) -> bytes:
    site = str(request.base_url).rstrip("/")
    entries = publications.feed_entries(
        register, query.filters, statement_page=lambda row: site + statement_address(row.document, row.id),
        finding_page=lambda found: f"{site}/finding/{found.id}",
    )  # fmt: skip
    words = publications.selection(query.filters)
    address = site + query.address("/feed.atom")
    return write_feed(entries, title=f"Pacta: {words}", id=f"feed:{words}", address=address)


def _pack_address(query: Query, form: str, language: str) -> str:
    return f"/brief.{form}?{urlencode([*filter_pairs(query.filters), ('language', language)])}"


def _filters(request: Request) -> Filters:
    return parse_query(request.query_params).filters


def _download(data: bytes, media_type: str, name: str) -> Response:
    return Response(data, media_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})
