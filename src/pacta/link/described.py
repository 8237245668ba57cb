"""Instruments that a text describes without their name: "the investment agreement, which was signed on ..."."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pacta.lexicon import load_table
from pacta.lexicon.rarity import rarity
from pacta.link.names import NameForm
from pacta.link.words import MARKS, is_conduct, terms
from pacta.model import Span

DESCRIBED = "described"


def descriptions(text: str, sentence: Span) -> Iterator[tuple[Span, NameForm]]:
    """Descriptions in a sentence, as forms of a family of their own."""
    for rule in load_table("events_described"):
        for match in rule.pattern.finditer(text, sentence.start, sentence.end):
            found = terms(match[0])
            if any(not is_conduct(term) for term in found):
                yield Span(*match.span()), NameForm(DESCRIBED, frozenset(term.lstrip(MARKS) for term in found))


def described_key(form: NameForm) -> str:
    """The key under which a description looks for instruments: its rarest term."""
    return described_as(max(form.terms, key=lambda term: (rarity(term), term)))


def described_as(term: str) -> str:
    """The key of the instruments that have a term in their name."""
    return f"described {term}"


def described_keys(form: NameForm) -> Iterator[str]:
    """The keys under which an instrument is found by a description of it."""
    if form.family == "text":
        yield from map(described_as, sorted(form.terms))


def fitting(form: NameForm, instruments: Iterable[NameForm], leader: Mapping[str, str]) -> str | None:
    """The one entity that a description fits; None if there is none, or several."""
    found = {leader[other.id] for other in instruments if form.terms <= other.terms}
    return found.pop() if len(found) == 1 else None
