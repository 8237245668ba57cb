"""Frozen model values to plain JSON values and back, driven by their type annotations alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from pacta.model import Span

LEFT_OUT = frozenset({"raw", "signals"})  # on the way only: never stored


def to_plain(value: Any) -> Any:
    """Dicts, lists, strings and numbers. A span becomes ``[start, end]``."""
    if isinstance(value, Span):
        return value.pair()
    if is_dataclass(value):
        return {name: to_plain(getattr(value, name)) for name in field_types(type(value))}
    if isinstance(value, tuple | list):
        return [to_plain(part) for part in value]
    if isinstance(value, frozenset):
        return sorted(to_plain(part) for part in value)
    if isinstance(value, date):
        return value.isoformat()
    return value


def from_plain(kind: Any, plain: Any) -> Any:
    """The value of type ``kind`` that `to_plain` made ``plain`` of. Fields that are missing take their default,
    so that a register written before a field existed can still be read."""
    if plain is None:
        return None
    if get_origin(kind) in (Union, UnionType):
        return from_plain(_member_for(plain, get_args(kind)), plain)
    if get_origin(kind) is tuple:
        return tuple(_parts(get_args(kind), plain))
    if get_origin(kind) is frozenset:
        return frozenset(from_plain(get_args(kind)[0], part) for part in plain)
    if kind is Span:
        return Span(*plain)
    if kind is date:
        return date.fromisoformat(plain)
    if is_dataclass(kind) and isinstance(kind, type):
        return _build(kind, plain)
    return plain


def field_types(kind: Any) -> dict[str, Any]:
    """The fields of a dataclass that are stored, with their types."""
    return _field_types(kind)


@cache
def _field_types(kind: Any) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind) if field.name not in LEFT_OUT}


def is_scalar(kind: Any) -> bool:
    """True if a value of this type fits one column as it is."""
    return _is_scalar(kind)


@cache
def _is_scalar(kind: Any) -> bool:
    if get_origin(kind) in (Union, UnionType):
        return all(is_scalar(member) for member in get_args(kind))
    return kind in (str, int, float, bool, type(None)) or get_origin(kind) is Literal


def _member_for(plain: Any, members: tuple[Any, ...]) -> Any:
    fits: Callable[[Any], bool] = is_scalar
    if isinstance(plain, list | dict):
        fits = _is_composite
    return next((member for member in members if member is not type(None) and fits(member)), members[0])


def _is_composite(kind: Any) -> bool:
    return not is_scalar(kind) and kind is not date


def _parts(kinds: tuple[Any, ...], plain: list[Any]) -> list[Any]:
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return [from_plain(kinds[0], part) for part in plain]
    return [from_plain(kind, part) for kind, part in zip(kinds, plain, strict=True)]


def _build(kind: type, plain: dict[str, Any]) -> Any:
    known = field_types(kind)
    return kind(**{name: from_plain(known[name], part) for name, part in plain.items() if name in known})
