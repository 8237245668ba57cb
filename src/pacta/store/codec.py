"""Frozen model values to plain JSON values and back, driven by their type annotations alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from pacta.model import Span

Reader = Callable[[Any], Any]  # of a plain value that is there
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
    return None if plain is None else _reader(kind)(plain)


@cache
def _reader(kind: Any) -> Reader:
    """What makes a value of this type, worked out once for each type: registers hold many thousands of values."""
    if get_origin(kind) in (Union, UnionType):
        return _union_reader(get_args(kind))
    if get_origin(kind) is tuple:
        return _tuple_reader(get_args(kind))
    if get_origin(kind) is frozenset:
        part = _part_reader(get_args(kind)[0])
        return lambda plain: frozenset(map(part, plain))
    if kind is Span:
        return lambda plain: Span(*plain)
    if kind is date:
        return date.fromisoformat
    if is_dataclass(kind) and isinstance(kind, type):
        return _record_reader(kind)
    return _as_it_is


def _as_it_is(plain: Any) -> Any:
    return plain


def _part_reader(kind: Any) -> Reader:
    """The same of what stands inside another value, and may be missing there."""
    if is_scalar(kind) or kind is Any:
        return _as_it_is
    read = _reader(kind)
    return lambda plain: None if plain is None else read(plain)


def _union_reader(members: tuple[Any, ...]) -> Reader:
    composite, plain_one = (_part_reader(_member(members, fits)) for fits in (_is_composite, is_scalar))
    if composite is plain_one:
        return composite
    return lambda plain: composite(plain) if isinstance(plain, list | dict) else plain_one(plain)


def _tuple_reader(kinds: tuple[Any, ...]) -> Reader:
    readers = [_part_reader(kind) for kind in kinds if kind is not Ellipsis]
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        [read] = readers
        return tuple if read is _as_it_is else lambda plain: tuple(map(read, plain))
    return lambda plain: tuple(read(part) for read, part in zip(readers, plain, strict=True))


def _record_reader(kind: type) -> Reader:
    known = {name: _part_reader(type_) for name, type_ in field_types(kind).items()}

    def build(plain: dict[str, Any]) -> Any:
        return kind(**{name: known[name](part) for name, part in plain.items() if name in known})

    return build


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


def _member(members: tuple[Any, ...], fits: Callable[[Any], bool]) -> Any:
    return next((member for member in members if member is not type(None) and fits(member)), members[0])


def _is_composite(kind: Any) -> bool:
    return not is_scalar(kind) and kind is not date
