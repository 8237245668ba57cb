"""The register for assistants (Model Context Protocol): every answer is a quotation with its place, or says that
the register does not have it. A thin shell over `pacta.app`, as the pages are."""

from pacta.mcp.server import make_server

__all__ = ["make_server"]
