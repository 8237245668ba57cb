"""What people and files say of a document: sidecar files, front matter, table columns, options.

Options outrank the sidecar, the sidecar outranks the file's own metadata. A sidecar for ``talks.html`` is
``talks.html.meta.yaml`` (or ``.yml``, ``.json``, ``.toml``) beside it, with fields of `pacta.model.Given`.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date, datetime
from typing import Any, get_args

import yaml

from pacta.model import DocType, Given, PactaError

SIDECAR_ENDINGS = (".meta.yaml", ".meta.yml", ".meta.json", ".meta.toml")
FIELDS = tuple(field.name for field in fields(Given) if field.name != "origins")
_LISTS = ("parties", "speakers")
_TYPES: tuple[str, ...] = get_args(DocType)


class WrongField(PactaError):  # noqa: N818 - named for what the user sees
    """A field that Given does not have, or a value that it cannot hold."""


def is_sidecar(name: str) -> bool:
    return name.lower().endswith(SIDECAR_ENDINGS)


def sidecar_of(name: str) -> str:
    """The file that a sidecar speaks of: ``a/talks.html.meta.yaml`` -> ``a/talks.html``."""
    return name[: name.lower().rindex(".meta.")]


def parse_sidecar(data: bytes, name: str) -> Given:
    """The fields of one sidecar. Raises WrongField with what is wrong and what is possible."""
    try:
        text = data.decode("utf-8-sig")
        values = _load(text, name.lower().rpartition(".")[2])
    except (ValueError, yaml.YAMLError, RecursionError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise WrongField(f"The sidecar {name} cannot be read: {reason}.", "Correct or remove it.") from error
    if not isinstance(values, Mapping):
        raise WrongField(f"The sidecar {name} has no fields.", f"It may have: {', '.join(FIELDS)}.")
    unknown = sorted(str(key) for key in values if key not in FIELDS)
    if unknown:
        raise WrongField(
            f"The sidecar {name} has unknown fields: {', '.join(unknown)}.", f"It may have: {', '.join(FIELDS)}."
        )
    return given_from(values, "sidecar")


def _load(text: str, kind: str) -> Any:
    if kind == "json":
        return json.loads(text)
    return tomllib.loads(text) if kind == "toml" else yaml.safe_load(text)


def given_from(values: Mapping[str, Any], origin: str) -> Given:
    """Fields of Given from loose values; other keys are left alone. Raises WrongField for a bad value."""
    found = {name: _value(name, values[name], origin) for name in FIELDS if values.get(name) not in (None, "", [])}
    return Given(**found, origins=tuple((name, origin) for name in found))


def given_leniently(values: Mapping[str, Any], origin: str) -> tuple[Given, tuple[str, ...]]:
    """As `given_from`, for metadata that was not written for us: a bad value becomes a warning."""
    given, warnings = Given(), []
    for name in FIELDS:
        try:
            given = outranking(given, given_from({name: values.get(name)}, origin))
        except WrongField as error:
            warnings.append(error.message)
    return given, tuple(warnings)


def _value(name: str, value: Any, origin: str) -> Any:
    if name == "date":
        return as_date(value, origin)
    if name in _LISTS:
        items = value.split(";" if ";" in value else ",") if isinstance(value, str) else value
        if not isinstance(items, list | tuple) or any(isinstance(item, Mapping | list | tuple) for item in items):
            raise WrongField(f"{origin}: {name} must be a list of names.", f"Write {name}: [A, B].")
        return tuple(str(item).strip() for item in items if str(item).strip())
    if isinstance(value, Mapping | list | tuple):
        raise WrongField(f"{origin}: {name} must be one value.", f"Write {name}: some words.")
    words = " ".join(str(value).split())
    if name == "doc_type" and words not in _TYPES:
        raise WrongField(f"{origin}: {words!r} is not a document type.", f"Types: {', '.join(_TYPES)}.")
    return words


def as_date(value: Any, origin: str = "date") -> date:
    """An ISO 8601 date, or the date of an ISO date and time. Raises WrongField."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value).strip()[:10])
    except ValueError as error:
        raise WrongField(f"{origin}: {value!r} is not a date.", "Write it as YYYY-MM-DD.") from error


def outranking(first: Given, second: Given) -> Given:
    """``first``, with the gaps filled from ``second``; every field keeps its origin."""
    origins = dict(first.origins)
    filled: dict[str, Any] = {}
    for name in FIELDS:
        if not getattr(first, name) and getattr(second, name):
            filled[name] = getattr(second, name)
            origins[name] = dict(second.origins).get(name, "given")
    return replace(first, **filled, origins=tuple(sorted(origins.items())))


def named_by(given: Given, origin: str) -> Given:
    """The same, with ``origin`` for every field that does not say yet where it comes from."""
    known = dict(given.origins)
    origins = {name: known.get(name, origin) for name in FIELDS if getattr(given, name)}
    return replace(given, origins=tuple(sorted(origins.items())))
