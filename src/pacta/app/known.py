"""Filters that name what is nowhere in the register: told, with what comes nearest, instead of finding nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rapidfuzz import fuzz, process
from rapidfuzz.utils import default_process
from sqlalchemy import ColumnElement, Connection, func, select

from pacta.app.conditions import all_of
from pacta.app.views import Filters
from pacta.lexicon.codebook_file import SHIPPED
from pacta.lexicon.states import organisation_name, state_name
from pacta.lexicon.taxonomy import load_taxonomy
from pacta.model import PactaError
from pacta.store import Register
from pacta.store.schema import (
    document_parties,
    statement_actors,
    statement_codebooks,
    statement_pillars,
    statements,
)

COLUMNS: Mapping[str, ColumnElement[str]] = {
    "actor": statement_actors.c.actor,
    "party": document_parties.c.party,
    "voice": statements.c.voice,
    "codebook": statement_codebooks.c.codebook,
    "pillar": statement_pillars.c.pillar,
}
NEAREST = 3
ALIKE = 60.0  # of 100


class UnknownName(PactaError):  # noqa: N818 - named for what the user sees
    """A filter names what is nowhere."""


def check_filters(register: Register, filters: Filters) -> None:
    """Raises `UnknownName` if an actor, party, voice, codebook or pillar is neither in the register nor in any list
    that Pacta knows. What is known and merely not there finds nothing, which is an answer."""
    for name, column in COLUMNS.items():
        wanted: str | None = getattr(filters, name)
        for value in all_of(wanted) if name in ("actor", "party") else filter(None, (wanted,)):
            with register.reading() as connection:
                _check(connection, name, column, value)


def _check(connection: Connection, name: str, column: ColumnElement[str], value: str) -> None:
    spellings = {value, value.upper()}
    if spellings & _listed(name) or any(map(_code_name, spellings)):
        return
    if connection.execute(select(column).where(column.in_(spellings)).limit(1)).first() is not None:
        return
    there = connection.execute(select(column).group_by(column).order_by(func.count().desc())).scalars()
    nearest = _nearest(value, {*there, *_listed(name)})
    advice = f"Nearest: {', '.join(nearest)}." if nearest else f"pacta list statements shows every {name}."
    raise UnknownName(f"There is no {name} {value!r} in this register.", advice)


def _listed(name: str) -> set[str]:
    """What may be asked for also where the register has none."""
    if name == "codebook":
        return set(SHIPPED)
    if name == "pillar":
        return {pillar.id for pillar in load_taxonomy().pillars}
    return {"joint"} if name == "voice" else set()


def _code_name(code: str) -> str | None:
    return state_name(code) or organisation_name(code)


def _nearest(value: str, candidates: Iterable[str]) -> list[str]:
    """By their own letters or those of the name behind a code; the code is what to type."""
    labels = {candidate: candidate for candidate in sorted(candidates) if candidate}
    names = {f"{code} ({name})": name for code in labels if (name := _code_name(code))}
    found = process.extract(
        value, {**labels, **names}, scorer=fuzz.WRatio, processor=default_process, score_cutoff=ALIKE, limit=9
    )
    codes = dict.fromkeys(key.partition(" (")[0] for _, _, key in found)
    return [f"{code} ({name})" if (name := _code_name(code)) else code for code in codes][:NEAREST]
