"""Filters of the lists as they are given to the library, by name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

from pacta.app.views import Filters
from pacta.model import KINDS, PactaError

TUPLES = {"kind", "firmness"}
NAMES = frozenset(field.name for field in fields(Filters))
DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
GRADES = (1, 2, 3, 4)


def filters_of(given: Mapping[str, Any]) -> Filters:
    """Raises PactaError for names and values that mean nothing."""
    unknown = sorted(set(given) - NAMES)
    if unknown:
        raise PactaError(f"There is no filter {unknown[0][:40]!r}.", f"Filters are: {', '.join(sorted(NAMES))}.")
    values = {name: value for name, value in given.items() if value not in (None, "", ())}
    for name in TUPLES & values.keys():
        values[name] = several(values[name])
    _check("kind", values.get("kind", ()), KINDS)
    _check("firmness", values.get("firmness", ()), GRADES)
    for name in {"since", "until"} & values.keys():
        if not DAY.fullmatch(str(values[name])):
            raise PactaError(f"{str(values[name])[:40]!r} is not a date.", "Write 2025-05-12, 2025-05 or 2025.")
        values[name] = str(values[name])
    return Filters(**values)


def several(value: Any) -> tuple[Any, ...]:
    """One value, or many, as many."""
    if value is None:
        return ()
    return tuple(value) if isinstance(value, Iterable) and not isinstance(value, str) else (value,)


def _check(name: str, values: tuple[Any, ...], known: tuple[Any, ...]) -> None:
    for value in values:
        if value not in known:
            raise PactaError(
                f"There is no {name} {str(value)[:40]!r}.", f"Choose from: {', '.join(map(str, known))}."
            )
