"""What a text names by less than its name: an instrument that it describes ("the investment agreement, which was
signed on ..."), a person of whom it gives one name only ("Putin"). Each goes to the one entity that it fits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pacta.lexicon import load_table
from pacta.lexicon.rarity import rarity
from pacta.link.names import PERSON, NameForm
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


def is_short(form: NameForm) -> bool:
    """Less than a name: a description, or one name of a person."""
    return form.family == DESCRIBED or (form.family == PERSON and len(form.terms) == 1)


def short_key(form: NameForm) -> str:
    """The key under which a short form looks for full ones: its rarest term."""
    return _key(form.family == PERSON, max(form.terms, key=lambda term: (rarity(term), term)))


def full_keys(form: NameForm) -> Iterator[str]:
    """The keys under which an instrument or a person is found by less than its name."""
    if form.family in ("text", PERSON) and not is_short(form):
        yield from (_key(form.family == PERSON, term) for term in sorted(form.terms))


def _key(is_person: bool, term: str) -> str:
    return f"{PERSON if is_person else DESCRIBED} {term}"


def fitting(form: NameForm, full: Iterable[NameForm], leader: Mapping[str, str]) -> list[str]:
    """The entities that a short form fits, in a stable order."""
    return sorted({leader[other.id] for other in full if form.terms <= other.terms})
