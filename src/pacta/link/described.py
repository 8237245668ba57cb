"""What a text names by less than its name: an instrument that it describes ("the investment agreement, which was
signed on ..."), a person of whom it gives one name only ("Putin"). Each goes to the one entity that it fits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pacta.lexicon import load_table
from pacta.lexicon.rarity import rarity
from pacta.link.forms import form_of, form_of_words
from pacta.link.names import PERSON, NameForm
from pacta.link.types import ReadDocument
from pacta.link.words import MARKS, is_conduct, terms
from pacta.model import Name, NameType, Span

DESCRIBED = "described"
_TELLING = 3  # words, besides those of conduct and spirit, that a name written in small letters needs


@dataclass(frozen=True, slots=True)
class Thing:
    """A named or described instrument, body or place in a sentence."""

    span: Span
    type: NameType
    form: str
    words: str


def descriptions(read: ReadDocument, sentence: Span) -> Iterator[tuple[Span, NameForm]]:
    """Descriptions in a sentence: those by a word or two as forms of a family of their own, names in full that are
    written in small letters ("an agreement on ...") as the names that they are."""
    for rule in load_table("events_described"):
        for match in rule.pattern.finditer(read.document.text, sentence.start, sentence.end):
            found = terms(match[0])
            if rule.data.get("whole"):
                if sum(term[0].isalpha() for term in found) >= _TELLING:
                    yield Span(*match.span()), form_of_words(match[0], "INSTRUMENT", read.parties)
            elif any(not is_conduct(term) for term in found):
                yield Span(*match.span()), NameForm(DESCRIBED, frozenset(term.lstrip(MARKS) for term in found))


def in_small_letters(read: ReadDocument, span: Span) -> Iterator[Thing]:
    """The instruments under a span whose names are written in full, but in small letters."""
    for place, form in descriptions(read, span):
        if form.family != DESCRIBED:
            yield Thing(place, "INSTRUMENT", form.id, " ".join(place.of(read.document.text).split()))


def things(read: ReadDocument, sentence: Span, names: Sequence[Name]) -> list[Thing]:
    """What a sentence names, ``names`` being its names, and the instruments that it describes; in text order."""
    found = [Thing(name.span, name.type, form_of(name, read.parties).id, name.entity) for name in names]
    texts = [name.span for name in names if name.type == "INSTRUMENT"]
    found += [
        Thing(span, "INSTRUMENT", form.id, " ".join(span.of(read.document.text).split()))
        for span, form in descriptions(read, sentence)
        if not any(text.overlaps(span) for text in texts)
    ]
    return sorted(found, key=lambda thing: thing.span)


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
