"""Rules are tables. This reads them, and is the only place that compiles their patterns."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Rule:
    """One row. ``meaning`` is what a match says; ``data`` holds the row's further columns.

    Every row names its ``source`` (manual, treaty practice, scholarship) and carries examples that
    must match and counterexamples that must not: ``tests/lexicon`` runs both.
    """

    id: str
    pattern: re.Pattern[str]
    meaning: str
    source: str
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]
    data: dict[str, Any]


@cache
def load_table(name: str, language: str = "en") -> tuple[Rule, ...]:
    """The rules of ``lexicon/LANGUAGE/NAME.toml``, in file order.

    A file has ``[[rule]]`` rows and may have a ``[words]`` table: ``{word}`` in a pattern is replaced
    by that entry, so that long alternations are written once.
    """
    table = tomllib.loads((files("pacta.lexicon") / language / f"{name}.toml").read_text(encoding="utf-8"))
    return tuple(_rules(table, name))


def _rules(table: dict[str, Any], name: str) -> Iterator[Rule]:
    words = {key: _alternation(value) for key, value in table.get("words", {}).items()}
    for row in table["rule"]:
        columns = dict(row)
        pattern = re.sub(r"\{([a-z_]+)\}", lambda m: words.get(m[1], m[0]), columns.pop("pattern"))
        yield Rule(
            id=columns.pop("id"),
            pattern=re.compile(pattern, 0 if columns.pop("case", False) else re.IGNORECASE),
            meaning=columns.pop("meaning"),
            source=columns.pop("source"),
            examples=tuple(columns.pop("examples")),
            counterexamples=tuple(columns.pop("counterexamples", ())),
            data=columns,
        )


def _alternation(value: str | list[str]) -> str:
    return value if isinstance(value, str) else "(?:" + "|".join(value) + ")"
