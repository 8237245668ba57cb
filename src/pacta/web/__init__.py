"""The register in the browser: server-rendered pages over `pacta.app.queries`, no domain logic."""

from pacta.web.site import create_app

__all__ = ["create_app"]
