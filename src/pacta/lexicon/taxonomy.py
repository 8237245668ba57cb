"""A taxonomy of pillars (fields of cooperation or concern): data that a user may replace."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from pacta.model import PactaError

_TEXTS = ("id", "label", "definition")
_LISTS = ("strong", "weak", "not", "examples", "counterexamples")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_TERM = re.compile(r"[^\W_][\w'’ .&/*-]*")
_EXAMPLE = "Copy the shipped taxonomy (pacta/lexicon/en/pillars.toml) and change the copy."


@dataclass(frozen=True, slots=True)
class Topic:
    """A major topic of the Comparative Agendas Project's Master Codebook."""

    code: int
    topic: str


@dataclass(frozen=True, slots=True)
class Pillar:
    """One field. ``strong`` terms place a statement under it alone, ``weak`` ones in twos; a term that touches
    a ``barred`` phrase (column ``not``) of its length or more does not count."""

    id: str
    label: str
    definition: str
    cap: tuple[Topic, ...]
    strong: tuple[str, ...]
    weak: tuple[str, ...]
    barred: tuple[str, ...]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)  # compared and hashed as an object: it is large and loaded once
class Taxonomy:
    name: str
    source: str
    pillars: tuple[Pillar, ...]


@cache
def load_taxonomy(path: str | None = None, language: str = "en") -> Taxonomy:
    """The taxonomy of a TOML file, or the shipped one of ``language``.

    Raises `PactaError`, which names the file, the pillar and what to do, for a file that cannot be read,
    an unknown or missing column, a term that is not words, or two pillars with one id.
    """
    table = _table(path, language)
    where = path or "the shipped taxonomy"
    rows = table.get("pillar")
    if not isinstance(rows, list) or not rows:
        raise PactaError(f"{where} has no [[pillar]] row.", _EXAMPLE)
    pillars = tuple(_pillar(row, number, where) for number, row in enumerate(rows, 1))
    ids = [pillar.id for pillar in pillars]
    repeated = sorted({one for one in ids if ids.count(one) > 1})
    if repeated:
        raise PactaError(f"{where}: two pillars have the id {repeated[0]!r}.", "Rename one of them.")
    return Taxonomy(str(table.get("name", where)), str(table.get("source", "")), pillars)


def _table(path: str | None, language: str) -> dict[str, Any]:
    file = files("pacta.lexicon") / language / "pillars.toml" if path is None else Path(path)
    try:
        return tomllib.loads(file.read_text(encoding="utf-8").removeprefix("\ufeff"))
    except OSError as error:
        raise PactaError(f"{path} cannot be read: {error.strerror}.", "Check the path of the taxonomy.") from error
    except UnicodeDecodeError as error:
        raise PactaError(f"{path} is not UTF-8 text.", "Save it as UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise PactaError(f"{path} is not TOML: {error}.", _EXAMPLE) from error


def _pillar(row: Any, number: int, where: str) -> Pillar:
    problem = next(_problems(row), None)
    if problem:
        raise PactaError(f"{where}, pillar {number}: {problem}.", _EXAMPLE)
    texts: dict[str, Any] = {name: row[name].strip() for name in _TEXTS}
    lists: dict[str, Any] = {"barred" if name == "not" else name: tuple(row.get(name, ())) for name in _LISTS}
    return Pillar(cap=tuple(Topic(**topic) for topic in row.get("cap", ())), **texts, **lists)


def _problems(row: Any) -> Iterator[str]:
    """What is wrong with a row, worst first."""
    if not isinstance(row, dict):
        yield "not a table"
        return
    for unknown in sorted(row.keys() - {*_TEXTS, *_LISTS, "cap"}):
        yield f"unknown column {unknown!r}"
    for name in _TEXTS:
        if not isinstance(row.get(name), str) or not row[name].strip():
            yield f"{name!r} is missing or not words"
    if not _SLUG.fullmatch(str(row.get("id"))):
        yield f"the id {row.get('id')!r} is not small letters, digits and hyphens"
    for name in _LISTS:
        if not _is_words(row.get(name, [])):
            yield f"{name!r} is not a list of words"
    for name in ("strong", "weak", "not"):
        yield from _bad_terms(name, row.get(name, []))
    yield from _repeated_terms(row)
    if not _is_topics(row.get("cap", [])):
        yield "'cap' is not a list like [{ code = 8, topic = \"Energy\" }]"


def _bad_terms(name: str, terms: list[str]) -> Iterator[str]:
    for term in terms:
        if not _TERM.fullmatch(term):
            yield f"the term {term!r} in {name!r} is not words (letters, digits, hyphens, a * to end a word)"


def _repeated_terms(row: dict[str, Any]) -> Iterator[str]:
    terms = [term.casefold() for name in ("strong", "weak", "not") for term in row.get(name, [])]
    for term in sorted({term for term in terms if terms.count(term) > 1}):
        yield f"the term {term!r} stands there twice"


def _is_words(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) and one.strip() for one in value)


def _is_topics(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(one, dict) and one.keys() == {"code", "topic"} and isinstance(one["code"], int) for one in value
    )
