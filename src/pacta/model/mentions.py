"""Dates, figures and names as they stand in the text. Codes and rules: docs/codebook.md, sections 5, 8 and 9."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pacta.model.span import Span

DateType = Literal["DATE", "TIME", "DURATION", "SET"]
Hedge = Literal["=", "~", ">", "<", ">="]
NameType = Literal["STATE", "ORG", "PERSON", "OFFICE", "INSTRUMENT", "MECHANISM", "PROJECT", "EVENT", "PLACE"]


@dataclass(frozen=True, slots=True)
class DateMention:
    """A TIMEX3 expression. ``value``: ``2025-05-09``, ``2026/2030``, ``P3Y``, ``PRESENT_REF``; None: no value."""

    id: str
    span: Span
    type: DateType
    value: str | None
    rule: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity that the text states about the world, in base units (6000000000 USD, 20.2 percent)."""

    id: str
    span: Span
    value: float | int | tuple[float, float]
    unit: str
    hedge: Hedge = "="
    direction: Literal["up", "down"] | None = None
    indicator: Span | None = None
    period: str | None = None  # EDTF
    base: str | None = None  # EDTF: the time that it is compared with
    voice: str | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Name:
    """A mention of a named entity. ``entity`` is its name in full as the document gives it; ``code`` an
    ISO 3166-1 alpha-3 or usual acronym, ``X-`` + a slug for a state that no list has."""

    id: str
    span: Span
    type: NameType
    entity: str
    code: str | None = None
    rule: str = ""
