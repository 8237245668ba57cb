"""States and organisations by all the names that texts use for them: plain look-ups over data.

The tables, with their sources and licences, are in ``lexicon/LANGUAGE/gazetteer``. A seat of government
("the Kremlin", "Hanoi") is a category of its own: only the sentence says whether it is a place or a state.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

# "Socialist Republic of", "Hashemite Kingdom of the": what official names put before the usual one.
OFFICIAL_FORM = re.compile(
    r"^(?:[A-Z][\w’'-]+ ){0,3}(?:Republic|Kingdom|State|Sultanate|Principality|Federation|Commonwealth"
    r"|Union|Emirate|Duchy|Empire) of (?:the )?(?P<name>[A-Z].*)$"
)


def load_gazetteer(name: str, language: str = "en") -> dict[str, Any]:
    """A data table of ``lexicon/LANGUAGE/gazetteer``, as it stands in the file."""
    path = files("pacta.lexicon") / language / "gazetteer" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def folded(phrase: str) -> str:
    """One spelling for look-ups: plain apostrophes and hyphens, single spaces, no article, no possessive."""
    plain = " ".join(phrase.replace("’", "'").replace("–", "-").replace("\u2011", "-").split())
    plain = plain[4:] if plain[:4] in ("the ", "The ") else plain
    return plain[:-2] if plain.endswith("'s") else plain.rstrip("'")


def state_codes(phrase: str) -> str | None:
    """The ISO 3166-1 alpha-3 code (3166-3 for former states) of a country's name, official name, adjective
    or demonym; None for any other words. Case matters; words in capitals are known too."""
    key = folded(phrase)
    return state_forms().get(key) or _official(key) or _capitals(key)


def state_of_seat(phrase: str) -> str | None:
    """The state that a capital or seat of government stands for ("Hanoi", "the White House"), or None."""
    return seat_forms().get(folded(phrase))


def state_name(code: str) -> str | None:
    """The usual English name of a coded state."""
    return _names().get(code)


def organisation_code(phrase: str) -> str | None:
    """The usual acronym of an international organisation named in full or by acronym, or None."""
    return organisation_forms().get(folded(phrase))


def organisation_name(code: str) -> str | None:
    """The full name of an organisation known by this acronym."""
    row = _organisations().get(code)
    return None if row is None else str(row["name"])


@cache
def state_forms() -> MappingProxyType[str, str]:
    """Folded name, variant, adjective or demonym -> code."""
    found: dict[str, str] = {}
    for code, row in _states().items():
        for form in [row["name"], *row.get("variants", ()), *row.get("adjectives", ())]:
            found.setdefault(folded(form), code)
    return MappingProxyType(found)


@cache
def state_adjectives() -> frozenset[str]:
    """Folded adjectives and demonyms, to tell "Russian" from "Russia"."""
    return frozenset(folded(form) for row in _states().values() for form in row.get("adjectives", ()))


@cache
def seat_forms() -> MappingProxyType[str, str]:
    """Folded capital or seat of government -> code."""
    seats = {folded(seat): code for code, row in _states().items() for seat in row.get("seats", ())}
    return MappingProxyType(seats)


@cache
def organisation_forms() -> MappingProxyType[str, str]:
    """Folded acronym, full name or variant -> acronym."""
    found: dict[str, str] = {}
    for code, row in _organisations().items():
        for form in [code, row["name"], *row["variants"]]:
            found.setdefault(folded(form), code)
    return MappingProxyType(found)


@cache
def _states() -> dict[str, dict[str, Any]]:
    table = load_gazetteer("states")
    return {**table["state"], **table["former"]}


@cache
def _organisations() -> dict[str, dict[str, Any]]:
    table: dict[str, dict[str, Any]] = load_gazetteer("organisations")["organisation"]
    return table


@cache
def _names() -> dict[str, str]:
    return {code: row["name"] for code, row in _states().items()}


@cache
def _upper_forms() -> dict[str, str]:
    return {form.upper(): code for form, code in state_forms().items() if len(form) > 3}


def _official(key: str) -> str | None:
    match = OFFICIAL_FORM.match(key)
    return None if match is None else state_forms().get(match["name"])


def _capitals(key: str) -> str | None:
    return _upper_forms().get(key) if key.isupper() else None
