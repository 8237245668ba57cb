"""A mention is a row: spans become two columns, plain values one, everything nested becomes JSON."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, TypeVar, get_args

from pacta.model import Span
from pacta.store.codec import field_types, from_plain, is_scalar, to_plain

Record = TypeVar("Record")


def to_row(record: Any) -> dict[str, Any]:
    """Column values of a mention: ``cue`` of type Span becomes ``cue_start`` and ``cue_end``."""
    row: dict[str, Any] = {}
    for name, kind in field_types(type(record)).items():
        value = getattr(record, name)
        if _is_span(kind):
            row[f"{name}_start"], row[f"{name}_end"] = (None, None) if value is None else value.pair()
        else:
            row[name] = value if is_scalar(kind) else to_plain(value)
    return row


def from_row(kind: type[Record], row: Mapping[Any, Any]) -> Record:
    """The mention of type ``kind`` that `to_row` made the row of; further columns are passed over."""
    return kind(**{name: _value(name, part, row) for name, part in field_types(kind).items()})


def _value(name: str, kind: Any, row: Mapping[Any, Any]) -> Any:
    if _is_span(kind):
        start = row[f"{name}_start"]
        return None if start is None else Span(start, row[f"{name}_end"])
    return row[name] if is_scalar(kind) else from_plain(kind, row[name])


@cache
def _is_span(kind: Any) -> bool:
    return kind is Span or (set(get_args(kind)) == {Span, type(None)})
