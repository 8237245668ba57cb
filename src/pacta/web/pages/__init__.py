"""One module a page."""

from fastapi import APIRouter

from pacta.web.pages import account, documents, help, overview, reader, search, statements

ROUTERS: tuple[APIRouter, ...] = (
    overview.router, documents.router, reader.router, statements.router, search.router, help.router,
    *account.ROUTERS,
)  # fmt: skip
