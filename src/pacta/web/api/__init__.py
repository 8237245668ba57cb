"""The register for programs: REST under ``/api/v1``, described by OpenAPI 3.1. A thin shell over the verbs of
`pacta.app.library`; `pacta.client.Client` is its other end."""

from pacta.web.api.site import make_api

__all__ = ["make_api"]
