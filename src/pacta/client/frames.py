"""Lists as data frames. Columns are the fields of the records; what has parts of its own becomes JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import fields
from typing import TYPE_CHECKING, Any, get_type_hints

from pacta.client.records import Place, Record
from pacta.model import PactaError

if TYPE_CHECKING:
    import pandas
    import polars

NAMES: dict[Any, str] = {str: "String", int: "Int64", float: "Float64", bool: "Boolean"}


def to_polars(rows: Iterable[Record], kind: type[Record]) -> polars.DataFrame:
    """Typed by the record's own fields, so that an empty list has the same columns."""
    try:
        import polars
    except ImportError as error:
        raise PactaError("Data frames of Polars need the package polars.", "Install polars.") from error
    schema = {name: _polars_type(polars, hint) for name, hint in _columns(kind).items()}
    return polars.DataFrame(_by_column(rows, kind), schema=schema, strict=False)


def to_pandas(rows: Iterable[Record], kind: type[Record]) -> pandas.DataFrame:
    """With pandas' own nullable types, so that a firmness stays a whole number."""
    try:
        import pandas
    except ImportError as error:
        raise PactaError("Data frames of pandas need the package pandas.", "Install pandas.") from error
    frame = pandas.DataFrame(_by_column(rows, kind), columns=list(_columns(kind)), dtype=object)
    types = {str: "string", int: "Int64", float: "Float64", bool: "boolean"}
    return frame.astype(
        {name: types[_plain(hint)] for name, hint in _columns(kind).items() if _plain(hint) in types}
    )


def _columns(kind: type[Record]) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}  # type: ignore[arg-type]


def _by_column(rows: Iterable[Record], kind: type[Record]) -> dict[str, list[Any]]:
    hints = _columns(kind)
    columns: dict[str, list[Any]] = {name: [] for name in hints}
    for row in rows:
        for name, hint in hints.items():
            columns[name].append(_cell(getattr(row, name), hint))
    return columns


def _cell(value: Any, hint: Any) -> Any:
    if value is None or _plain(hint) in NAMES:
        return value
    if _plain(hint) in (tuple[str, ...], tuple[int, ...], Place):
        return list(value)
    if _plain(hint) == tuple[Place, ...]:
        return [list(place) for place in value]
    return json.dumps(value, ensure_ascii=False, default=_parts)


def _parts(value: Any) -> Any:
    return value.to_dict()


def _polars_type(polars: Any, hint: Any) -> Any:
    plain = _plain(hint)
    if plain in NAMES:
        return getattr(polars, NAMES[plain])
    if plain == tuple[str, ...]:
        return polars.List(polars.String)
    if plain in (Place, tuple[int, ...]):
        return polars.List(polars.Int64)
    return polars.List(polars.List(polars.Int64)) if plain == tuple[Place, ...] else polars.String


def _plain(hint: Any) -> Any:
    """The type without "or None"; a literal is text."""
    parts = [part for part in getattr(hint, "__args__", ()) if part is not type(None)]
    if type(None) in getattr(hint, "__args__", ()) and len(parts) == 1:
        hint = parts[0]
    return str if getattr(hint, "__origin__", None).__class__.__name__ == "_SpecialForm" else hint
