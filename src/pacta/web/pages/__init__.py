"""One module a page."""

from pacta.web.pages import documents, help, overview, reader, search, statements

ROUTERS = (
    overview.router, documents.router, reader.router, statements.router, search.router, help.router,
)  # fmt: skip
