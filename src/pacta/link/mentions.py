"""Statements as mentions of what they are about: names, terms, figures, stage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pacta.lexicon import load_table
from pacta.link.described import Thing, in_small_letters
from pacta.link.forms import form_of
from pacta.link.passages import evidence, inside, starts_of
from pacta.link.stages import stage_in, stage_of
from pacta.link.types import Mention, Named, ReadDocument
from pacta.link.words import ORGANISATION, STATE, is_conduct, terms
from pacta.model import Name, Span, Statement

# Names that can be what a statement is about. States, persons and offices say who, places where.
OBJECTS = frozenset({"INSTRUMENT", "PROJECT", "MECHANISM", "EVENT", "ORG"})
WHO = frozenset({"STATE", "PERSON", "OFFICE"})
_FEWEST = 2  # terms under which a statement says too little to be followed


def mentions(read: ReadDocument) -> Iterator[Mention]:
    """The statements of one document that name or describe something that can be followed, in text order."""
    found = read.annotations
    name_starts, figure_starts = starts_of(found.names), starts_of(found.figures)
    places = frozenset(name.entity.casefold() for name in found.names if name.type in ("PLACE", "STATE"))
    for statement in found.statements:
        names = inside(found.names, name_starts, statement.quote)
        figures = inside(found.figures, figure_starts, statement.quote)
        things = (name for name in names if _is_object(name, places))
        named = tuple(_named(things, in_small_letters(read, statement.quote), read.parties))
        described = _terms(read, statement, [name.span for name in names if _says_who(name, read)])
        if named or len(described) >= _FEWEST:
            where = _where(names, places) & described
            yield _mention(read, statement, named, described, where, [f.span for f in figures], [
                (figure.unit, figure.value) for figure in figures
            ])  # fmt: skip


def _mention(
    read: ReadDocument,
    statement: Statement,
    named: tuple[Named, ...],
    described: frozenset[str],
    where: frozenset[str],
    figures: Sequence[Span],
    numbers: list[tuple[str, float | int | tuple[float, float]]],
) -> Mention:
    worded = stage_in(read.document.text, statement.quote)
    return Mention(
        statement=statement.id,
        evidence=evidence(read, statement.quote),
        kind=statement.kind,
        firmness=statement.firmness,
        voice=statement.voice,
        actors=statement.actors,
        deadline=statement.deadline.value if statement.deadline else None,
        content=statement.content or statement.quote,
        negated=statement.negated,
        named=named,
        terms=tuple(sorted(described)),
        items=tuple(read.document.quote(item) for item in statement.items),
        figures=tuple(read.document.quote(figure) for figure in figures),
        numbers=tuple(numbers),
        stage=stage_of(statement, worded[0] if worded else None),
        stage_span=worded[1] if worded else None,
        joint=read.annotations.profile.joint,
        parties=read.parties,
        places=tuple(sorted(where)),
    )


def _named(names: Iterator[Name], described: Iterator[Thing], parties: tuple[str, ...]) -> Iterator[Named]:
    """Each once, whether it is written as a name or in small letters."""
    found = {form_of(name, parties).id: name for name in names}
    yield from (Named(form, name.type, name.entity) for form, name in found.items())
    yield from {
        thing.form: Named(thing.form, thing.type, thing.words) for thing in described if thing.form not in found
    }.values()


def _is_object(name: Name, places: frozenset[str]) -> bool:
    """Names of things; but not of bodies that everybody knows by a code, of frames, or of places too."""
    if name.type not in OBJECTS or (name.type == "ORG" and name.code) or name.entity.casefold() in places:
        return False
    return not any(rule.pattern.search(name.entity) for rule in load_table("link_frames"))


def _where(names: Sequence[Name], places: frozenset[str]) -> frozenset[str]:
    """The terms of places and states that are in no other name."""
    place = {name for name in names if name.type != "PERSON" and name.entity.casefold() in places}
    others = {term for name in names if name not in place for term in terms(name.entity)}
    return frozenset(term for name in place for term in terms(name.entity)) - others


def _says_who(name: Name, read: ReadDocument) -> bool:
    return name.type in WHO and (name.type != "STATE" or name.code is None or name.code in read.parties)


def _terms(read: ReadDocument, statement: Statement, who: list[Span]) -> frozenset[str]:
    """What the statement says; its cue, its deadline, the parties, persons and offices say how, when and who.
    Another state is part of what it says."""
    text = read.document.text
    left_out = [statement.cue, *who] + ([statement.deadline.span] if statement.deadline else [])
    words = terms(" ".join(_without(text, statement.quote, sorted(left_out))))
    parties = {mark + party for party in read.parties for mark in (STATE, ORGANISATION)}
    return frozenset(word for word in words if not (word in parties or is_conduct(word) or word[0].isdigit()))


def _without(text: str, span: Span, holes: list[Span]) -> Iterator[str]:
    place = span.start
    for hole in holes:
        if place <= hole.start < span.end:
            yield text[place : hole.start]
            place = hole.end
    yield text[place : max(place, span.end)]
