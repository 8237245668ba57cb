"""The description of the API (OpenAPI 3.1): the routes, with the data dictionary's words for every field."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from pacta import __version__
from pacta.client import linked, records
from pacta.client.rows import Batch
from pacta.publish.dictionary import data_tables
from pacta.web.access.refusals import TITLES
from pacta.web.api import examples

Plain = dict[str, Any]
ALWAYS = (401, 403, 422, 429, 503)
PROBLEM = "application/problem+json"
ABOUT = """\
What states and organisations said to each other: who promised what, to whom, in whose words, how firmly, by when.
Every answer carries its verbatim quotation with the document and the place in it (code points, end exclusive).

**Lists** answer `items`, `total` and `next`; send `next` back as `cursor` for what comes after. Rows that are added
or removed meanwhile neither repeat nor hide others. **Tags:** every read has an `ETag`; with `If-None-Match` an
answer that has not changed is a short 304. What judges something sends `If-Match` with the tag of what its sender
has seen: if somebody was quicker the answer is 412 with what is there now. **Errors** are problem details with
`advice`, what to do next. **Rights:** a token acts for an account, with no more than its scopes name: `read`,
`review`, `curate`. With `read` alone nothing can be written.
Documents that are restricted to others are nowhere: in no list, count, facet, search, thread or finding.
"""
PROBLEM_SCHEMA: Plain = {
    "type": "object",
    "title": "Problem",
    "description": "What went wrong (RFC 9457).",
    "required": ["type", "title", "status", "detail", "advice"],
    "properties": {
        "type": {"type": "string", "description": "Where this kind of problem is explained."},
        "title": {"type": "string", "description": "The kind of problem in a few words."},
        "status": {"type": "integer", "description": "The HTTP status."},
        "detail": {"type": "string", "description": "What exactly."},
        "advice": {"type": "string", "description": "What to do next."},
        "errors": {"type": "array", "items": {"type": "object"}, "description": "Each mistake: where, and what."},
        "current": {"type": "object", "description": "What is there now, where somebody was quicker."},
    },
}
SECURITY: Plain = {
    "token": {"type": "http", "scheme": "bearer", "description": "A token of an account: pacta_..."},
    "session": {
        "type": "apiKey", "in": "cookie", "name": "pacta",
        "description": "The cookie of a browser. What writes also sends X-Form-Token, which /session gives.",
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Described:
    plain: Plain
    body: bytes


def answers(operation: str, kind: Any, *problems: int, made: bool = False) -> Plain:
    """What a route says of itself: its stable name, its answer, and the problems that it can have besides those
    that every route has. ``made``: it answers 201."""
    of_batch = (404,) if getattr(kind, "__origin__", None) is Batch else ()  # a cursor that is none
    every = (*ALWAYS, *problems, *of_batch, *((400, 408, 413, 415) if made else ()))
    told: dict[int | str, Plain] = {
        status: {"description": TITLES[status][1], "content": _problem()} for status in every
    }
    if not made:
        told[304] = {"description": "It has not changed."}
    if kind is records.Added:
        told[200] = {"description": "It was there already.", "model": kind}
    return {
        "operation_id": operation, "response_model": kind, "responses": told, "status_code": 201 if made else 200,
        "summary": re.sub(r"(?<!^)([A-Z])", r" \1", operation).capitalize(),
    }  # fmt: skip


def _problem() -> Plain:
    return {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}


def describe(api: FastAPI) -> Described:
    plain = get_openapi(
        title="Pacta", version=__version__, openapi_version="3.1.0", description=ABOUT, routes=api.routes,
        servers=[{"url": "/api/v1"}], license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
    )  # fmt: skip
    schemas = plain["components"]["schemas"]
    for gone in ("HTTPValidationError", "ValidationError"):
        schemas.pop(gone, None)
    schemas["Problem"] = PROBLEM_SCHEMA
    _simplify(plain)
    for name, schema in schemas.items():
        _explain(name, schema)
    plain["components"]["securitySchemes"] = SECURITY
    plain["security"] = [{"token": []}, {"session": []}]
    for operation in operations(plain):
        _complete(operation, schemas)
    return Described(plain, json.dumps(plain, ensure_ascii=False).encode())


def operations(plain: Plain) -> Iterator[Plain]:
    """Every operation of a description."""
    for methods in plain["paths"].values():
        yield from methods.values()


def _simplify(part: Any) -> None:
    """Pairs as plain arrays of two, which every tool understands."""
    for inner in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        _simplify(inner)
    if isinstance(part, dict) and isinstance(part.get("prefixItems"), list):
        part["items"] = part.pop("prefixItems")[0]
    if isinstance(part, dict) and "default" in part and part["default"] is None and "anyOf" not in part:
        del part["default"]  # it may be left out, but null it is not


def _explain(name: str, schema: Plain) -> None:
    """Descriptions of the fields of a record: those of the data dictionary, else its own."""
    kind = RECORDS.get(name)
    if kind is None:
        return
    table = data_tables().get(kind.TABLE)
    said = {field.name: field.says for field in table.fields} if table else {}
    own = {field.name: field.metadata.get("says") for field in fields(kind)}  # type: ignore[arg-type]
    for field, property_ in schema["properties"].items():
        words = own.get(field) or said.get(field)
        schema["properties"][field] = {"description": words, **property_} if words else property_
    if name in EXAMPLES:
        schema["examples"] = [EXAMPLES[name]]


def _complete(operation: Plain, schemas: Plain) -> None:
    for parameter in operation.get("parameters", ()):
        if parameter["name"].lower() == "if-match":
            parameter.update(name="If-Match", required=True, example="*", schema={"type": "string", "minLength": 1})
    for status, told in operation["responses"].items():
        if status in ("200", "201") and "application/json" in told.get("content", {}):
            told["headers"] = {"ETag": {"description": "Changes with the answer.", "schema": {"type": "string"}}}
            example = _example(told["content"]["application/json"]["schema"], schemas)
            if example is not None:
                told["content"]["application/json"]["example"] = example


def _example(schema: Plain, schemas: Plain) -> Any:
    """Of a record, a list of records or a batch of them."""
    name = schema.get("$ref", "").rpartition("/")[2]
    if name in EXAMPLES:
        return EXAMPLES[name]
    if schema.get("type") == "array":
        inner = _example(schema["items"], schemas)
        return None if inner is None else [inner]
    items = schemas.get(name, {}).get("properties", {}).get("items")
    inner = _example(items, schemas) if items else None
    return None if inner is None else {"items": [inner], "total": 1, "next": None}


RECORDS: dict[str, type[records.Record]] = {
    kind.__name__: kind
    for module in (records, linked)
    for kind in vars(module).values()
    if isinstance(kind, type) and issubclass(kind, records.Record)
}


EXAMPLES: Plain = {
    type(each).__name__: json.loads(json.dumps(asdict(each)))  # type: ignore[call-overload]
    for each in examples.EXAMPLES
}
