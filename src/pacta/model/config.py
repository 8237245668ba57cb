"""One frozen object configures the pipeline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Party:
    """One line of a user's parties file: a state, region or body that no list has, or knows otherwise."""

    code: str
    name: str
    type: Literal["STATE", "ORG"] = "STATE"
    aliases: tuple[str, ...] = ()  # other names, demonyms, adjectives, capitals used for the state


@dataclass(frozen=True, slots=True)
class Config:
    """Same document, same version, same config: same annotations, to the byte."""

    parties: tuple[Party, ...] = ()
    taxonomy: str | None = None  # path of a replacement pillar taxonomy; None: the shipped one
    codebooks: tuple[str, ...] = ()  # paths of further codebooks
    fast: bool = False  # weights in 8 bits, no second look: faster, less exact (docs/speed.md)
