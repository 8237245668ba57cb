"""What the writers of archives take: documents with their structure, and the claims that were read in them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pacta.lexicon.states import organisation_name, state_name
from pacta.model import Document, Kind, Span, Structure

CODE = re.compile(r"[A-Z0-9][A-Z0-9-]*")  # ISO 3166-1 alpha-3, a usual acronym, or X- and a slug


@dataclass(frozen=True, slots=True)
class Opinion:
    """An entry of the log of judgements that stands on a claim. ``at`` is an ISO 8601 time."""

    id: str
    verdict: str
    reviewer: str
    role: str
    at: str
    reason: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rating:
    """A score that stands for a commitment: reviewers agree on it, or a curator has decided. ``score`` is "+1",
    "0", "-1" or "n/a"; ``actor`` is "" where it is of all actors together."""

    actor: str
    score: str
    by: Opinion


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement as it stands, with the words that carry it. Spans are of the document's text."""

    id: str
    kind: Kind
    firmness: int | None
    voice: str
    actors: tuple[str, ...]
    quote: str
    span: Span
    cue: str
    score: float
    content: str | None = None
    items: tuple[str, ...] = ()
    citation: str | None = None
    deadline: str | None = None
    deadline_words: str | None = None
    pillars: tuple[str, ...] = ()
    codebooks: tuple[str, ...] = ()  # that include it
    why: tuple[str, ...] = ()
    review: str | None = None
    machine: tuple[str, ...] = ()  # what the machine read where a reviewer's value stands
    by_hand: str | None = None  # who added it, where no machine read it
    opinions: tuple[Opinion, ...] = ()
    ratings: tuple[Rating, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadBy:
    """The run that read a document: version of Pacta, digest of version and config, ISO 8601 end (or start)."""

    version: str
    digest: str
    at: str


@dataclass(frozen=True, slots=True)
class Source:
    """A document with what was read in it, under the filters."""

    document: Document
    structure: Structure
    title: str
    read_by: ReadBy
    date: str | None = None
    doc_type: str | None = None
    outlet: str | None = None
    place: str | None = None
    language: str | None = None
    parties: tuple[str, ...] = ()
    joint: bool = False
    speaks_for: Mapping[str, str] = field(default_factory=dict)  # a speaker -> code of whom it acts for
    claims: tuple[Claim, ...] = ()

    def voices(self, claim: Claim) -> tuple[str, ...]:
        """Codes or names of those whose words the claim is; of a joint text, its parties."""
        return self.parties if claim.voice == "joint" else (claim.voice,) if claim.voice else ()


def is_code(name: str) -> bool:
    return bool(CODE.fullmatch(name))


def label_of(name: str) -> str:
    """The usual name of a state or body known by its code; a name is its own."""
    return state_name(name) or organisation_name(name) or name
