"""Codebooks: filters over the labels of statements, as data. The shipped three, and a user's own."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, cast

from pacta.model import KINDS, Kind, PactaError

SHIPPED = ("broad", "g20-practice", "g20-strict")
GRADES = (1, 2, 3, 4)
_TEXTS = ("id", "name", "description", "source")
_COLUMNS = {*_TEXTS, "kinds", "firmness", "specific_at_firmness", "actors"}
_ADVICE = (
    'A codebook has id, name, description, source and kinds = ["commitment"], and may have '
    'firmness = [2, 3, 4], specific_at_firmness = [2], actors = "parties".'
)


@dataclass(frozen=True, slots=True)
class Codebook:
    """Which statements to include. ``firmness`` and ``specific_at`` grade commitments only; ``specific_at``
    are the grades at which a named, countable or dated target is needed."""

    id: str
    name: str
    description: str
    source: str
    kinds: tuple[Kind, ...]
    firmness: tuple[int, ...] = GRADES
    specific_at: tuple[int, ...] = ()
    actors: Literal["any", "parties"] = "any"


@cache
def load_codebooks(paths: tuple[str, ...] = ()) -> tuple[Codebook, ...]:
    """The shipped codebooks, then those of ``paths`` (one TOML file each), in order.

    Raises `PactaError`, which names the file and what to do, for a file that cannot be read, an unknown or
    wrong column, or an id that is already taken.
    """
    folder = files("pacta.lexicon") / "codebooks"
    shipped = [_codebook((folder / f"{name}.toml").read_text(encoding="utf-8"), name) for name in SHIPPED]
    books = shipped + [_codebook(_text(path), path) for path in paths]
    for number, book in enumerate(books):
        if book.id in {earlier.id for earlier in books[:number]}:
            raise PactaError(f"Two codebooks have the id {book.id!r}.", "Give yours another id.")
    return tuple(books)


def _text(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise PactaError(f"{path} cannot be read: {error.strerror}.", "Check the path of the codebook.") from error
    except UnicodeDecodeError as error:
        raise PactaError(f"{path} is not UTF-8 text.", "Save it as UTF-8.") from error


def _codebook(text: str, where: str) -> Codebook:
    try:
        row = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PactaError(f"{where} is not TOML: {error}.", _ADVICE) from error
    problem = next(_problems(row), None)
    if problem:
        raise PactaError(f"{where}: {problem}.", _ADVICE)
    return Codebook(
        **{name: row[name].strip() for name in _TEXTS},
        kinds=tuple(cast(list[Kind], row["kinds"])),
        firmness=tuple(row.get("firmness", GRADES)),
        specific_at=tuple(row.get("specific_at_firmness", ())),
        actors=row.get("actors", "any"),
    )


def _problems(row: dict[str, Any]) -> Iterator[str]:
    """What is wrong with a codebook, worst first."""
    for unknown in sorted(row.keys() - _COLUMNS):
        yield f"unknown column {unknown!r}"
    for name in _TEXTS:
        if not isinstance(row.get(name), str) or not row[name].strip():
            yield f"{name!r} is missing or not words"
    if not row.get("kinds") or not _all_of(row["kinds"], KINDS):
        yield f"'kinds' is not a list of {', '.join(KINDS)}"
    for name in ("firmness", "specific_at_firmness"):
        if not _all_of(row.get(name, []), GRADES):
            yield f"{name!r} is not a list of grades 1 to 4"
    if row.get("actors", "any") not in ("any", "parties"):
        yield '\'actors\' is neither "any" nor "parties"'


def _all_of(value: Any, allowed: tuple[Any, ...]) -> bool:
    return isinstance(value, list) and all(type(one) is type(allowed[0]) and one in allowed for one in value)
