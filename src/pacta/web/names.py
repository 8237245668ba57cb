"""Codes with their names: ISO 3166 states, organisations by acronym, pillars of the shipped taxonomy."""

from __future__ import annotations

from functools import cache

from pacta.lexicon.states import organisation_name, state_name
from pacta.lexicon.taxonomy import load_taxonomy


def code_name(code: str) -> str:
    """The name behind a code ("VNM" -> "Viet Nam"), or the code itself where no list has it."""
    known = state_name(code) or organisation_name(code)
    if known is None and code.startswith("X-"):  # a state that no list has: its slug is its name
        return code[2:].replace("-", " ").title()
    return known or code


def pillar_name(pillar: str) -> str:
    """The label of a pillar, or its id where the register was read with another taxonomy."""
    return _pillars().get(pillar, pillar)


@cache
def _pillars() -> dict[str, str]:
    return {pillar.id: pillar.label for pillar in load_taxonomy().pillars}
