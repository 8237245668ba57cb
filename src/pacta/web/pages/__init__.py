"""One module a page."""

from fastapi import APIRouter

from pacta.web.pages import (
    account,
    comparison,
    help,
    overview,
    plots,
    publications,
    reader,
    record,
    review_pages,
    search,
    statements,
    tables,
    timeline,
    versions,
    views,
)

ROUTERS: tuple[APIRouter, ...] = (
    overview.router, plots.router, timeline.router, reader.router, statements.router,
    tables.router, publications.router, record.router, comparison.router, search.router, help.router,
    versions.router, views.router,
    *account.ROUTERS,
    *review_pages.ROUTERS,
)  # fmt: skip
