"""A user's own parties: states, regions and bodies that no list has, or that go by other names."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast, get_args, get_type_hints

from pacta.model import Party, UnreadableInput

_TYPES: tuple[str, ...] = get_args(get_type_hints(Party)["type"])
_COLUMNS = {"code", "name", "type", "aliases"}
_EXAMPLE = (
    'A parties file has rows like: [[party]] code = "ORV", name = "Republic of Orvelia", aliases = ["Orvelian"].'
)


def load_parties(path: str | Path) -> tuple[Party, ...]:
    """The parties of a TOML file, in file order.

    Each ``[[party]]`` row has ``code`` and ``name``, and may have ``type`` (``STATE``, the default, or
    ``ORG``) and ``aliases`` (a list of words). Raises `UnreadableInput`, which names the file, the row
    and what to do, for a file that cannot be read, a row that is not as above, or a name of two parties.
    """
    parties = tuple(_party(row, number, path) for number, row in enumerate(_rows(path), 1))
    _refuse_shared_names(parties, path)
    return parties


def _rows(path: str | Path) -> list[Any]:
    try:
        table = tomllib.loads(Path(path).read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise _unreadable(path, f"{path} cannot be read: {error.strerror}.", "Check the path.") from error
    except UnicodeDecodeError as error:
        raise _unreadable(path, f"{path} is not UTF-8 text.", "Save it as UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise _unreadable(path, f"{path} is not TOML: {error}.", _EXAMPLE) from error
    rows = table.get("party")
    if not isinstance(rows, list) or not rows:
        raise _unreadable(path, f"{path} has no [[party]] row.", _EXAMPLE)
    return rows


def _party(row: Any, number: int, path: str | Path) -> Party:
    problem = next(_problems(row), None)
    if problem:
        raise _unreadable(path, f"{path}, party {number}: {problem}.", _EXAMPLE)
    return Party(
        code=row["code"].strip(),
        name=row["name"].strip(),
        type=cast(Any, row.get("type", "STATE")),
        aliases=tuple(dict.fromkeys(alias.strip() for alias in row.get("aliases", ()))),
    )


def _problems(row: Any) -> Iterator[str]:
    """What is wrong with a row, worst first."""
    if not isinstance(row, dict):
        yield "not a table"
        return
    for unknown in sorted(row.keys() - _COLUMNS):
        yield f"unknown column {unknown!r}"
    for column in ("code", "name"):
        if not _is_word(row.get(column)):
            yield f"{column!r} is missing or not a word"
    if row.get("type", "STATE") not in _TYPES:
        yield f"type {row['type']!r} is none of {', '.join(_TYPES)}"
    aliases = row.get("aliases", [])
    if not isinstance(aliases, list) or not all(map(_is_word, aliases)):
        yield "'aliases' is not a list of words"


def _is_word(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _refuse_shared_names(parties: tuple[Party, ...], path: str | Path) -> None:
    """A name that means two parties would make every mention of it ambiguous."""
    owners: dict[str, str] = {}
    for index, party in enumerate(parties, 1):
        owner = f"{party.code} (party {index})"
        for name in {party.code.casefold(), party.name.casefold(), *map(str.casefold, party.aliases)}:
            if owners.setdefault(name, owner) != owner:
                message = f"{path}: {name!r} names both {owners[name]} and {owner}."
                raise _unreadable(path, message, "Leave it with one of them.")


def _unreadable(path: str | Path, message: str, advice: str) -> UnreadableInput:
    return UnreadableInput(str(path), message, advice)
