"""What the stages have found so far in one document. Each stage returns a new value."""

from __future__ import annotations

from dataclasses import dataclass

from pacta.model.mentions import DateMention, Figure, Name
from pacta.model.signals import Signals
from pacta.model.statement import Statement
from pacta.model.structure import Profile, Structure


@dataclass(frozen=True, slots=True)
class Annotations:
    """Everything is in text order. ``signals`` is working memory between the encoder and the stages
    that read it; it is never stored."""

    structure: Structure = Structure()
    profile: Profile = Profile()
    dates: tuple[DateMention, ...] = ()
    figures: tuple[Figure, ...] = ()
    names: tuple[Name, ...] = ()
    statements: tuple[Statement, ...] = ()
    warnings: tuple[str, ...] = ()
    signals: Signals | None = None
