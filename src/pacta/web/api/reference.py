"""The description of the API as a page of ours: no script, nothing from elsewhere."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from markdown_it import MarkdownIt
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from pacta.web.access.refusals import TITLES
from pacta.web.rendering import page


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation as the page shows it. ``body`` are the names of the schemas that it takes."""

    id: str
    method: str
    path: str
    says: str
    parameters: tuple[tuple[str, str, str, bool], ...]  # name, type, meaning, required
    body: tuple[str, ...]
    gives: str
    problems: tuple[str, ...]
    example: str


def show(request: Request, plain: dict[str, Any]) -> Response:
    by_tag: dict[str, list[Operation]] = defaultdict(list)
    for path, methods in plain["paths"].items():
        for method, told in methods.items():
            by_tag[told["tags"][0]].append(_operation(path, method, told))
    schemas = {name: _fields(schema) for name, schema in plain["components"]["schemas"].items()}
    about = Markup(MarkdownIt().render(plain["info"]["description"]))  # our own words
    return page(request, "api.html", groups=dict(by_tag), schemas=schemas, about=about, problems=TITLES)


def _operation(path: str, method: str, told: dict[str, Any]) -> Operation:
    good = next(told["responses"][status] for status in ("201", "200") if status in told["responses"])
    content = good.get("content", {}).get("application/json", {})
    example = content.get("example")
    taken = [media["schema"] for media in told.get("requestBody", {}).get("content", {}).values()]
    return Operation(
        id=told["operationId"],
        method=method.upper(),
        path="/api/v1" + path,
        says=told.get("description", ""),
        parameters=tuple(
            (each["name"], _type(each["schema"]), each.get("description", ""), bool(each.get("required")))
            for each in told.get("parameters", ())
        ),
        body=tuple(name for schema in taken for name in _named(schema)),
        gives=_type(content.get("schema", {})),
        problems=tuple(status for status in sorted(told["responses"]) if status >= "400"),
        example=json.dumps(example, indent=1, ensure_ascii=False) if example is not None else "",
    )


def _named(schema: dict[str, Any]) -> list[str]:
    parts = schema.get("oneOf") or schema.get("anyOf") or [schema]
    return [part["$ref"].rpartition("/")[2] for part in parts if "$ref" in part]


def _fields(schema: dict[str, Any]) -> tuple[tuple[str, str, str, bool], ...]:
    required = schema.get("required", ())
    return tuple(
        (name, _type(each), each.get("description", ""), name in required)
        for name, each in schema.get("properties", {}).items()
    )


def _type(schema: dict[str, Any]) -> str:
    """In words: "list of string", "commitment | position | ...", the name of a schema."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    for parts in ("anyOf", "oneOf"):
        if parts in schema:
            return " or ".join(dict.fromkeys(map(_type, schema[parts])))
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    if "const" in schema:
        return str(schema["const"])
    if schema.get("type") == "array":
        inner: dict[str, Any] = schema.get("items") or next(iter(schema.get("prefixItems", ())), {})
        return f"list of {_type(inner)}"
    return str(schema.get("type", "anything"))
