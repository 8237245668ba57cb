"""Statements as mentions of what they are about: entities, terms, figures, stage."""

from __future__ import annotations

from collections.abc import Iterator

from pacta.link.entities import Entities
from pacta.link.passages import evidence, inside, starts_of
from pacta.link.stages import stage_in, stage_of
from pacta.link.types import Mention, ReadDocument
from pacta.link.words import STATE, is_conduct, terms
from pacta.model import Name, Span, Statement

# Names that can be what a statement is about. States, persons and offices say who, places where.
OBJECTS = frozenset({"INSTRUMENT", "PROJECT", "MECHANISM", "EVENT", "ORG"})
WHO = frozenset({"STATE", "PERSON", "OFFICE"})
_FEWEST = 2  # terms under which a statement says too little to be followed


def mentions(read: ReadDocument, entities: Entities) -> Iterator[Mention]:
    """The statements of one document that name or describe something that can be followed, in text order."""
    found = read.annotations
    name_starts, figure_starts = starts_of(found.names), starts_of(found.figures)
    for statement in found.statements:
        names = inside(found.names, name_starts, statement.quote)
        figures = inside(found.figures, figure_starts, statement.quote)
        named = dict.fromkeys(entities.of[name.id] for name in names if _is_object(name))
        objects = tuple(entity for entity in named if entity not in entities.places)
        described = _terms(read, statement, [name.span for name in names if _says_who(name, read)])
        if not objects and len(described) < _FEWEST:
            continue
        worded = stage_in(read.document.text, statement.quote)
        yield Mention(
            evidence=evidence(read, statement.quote),
            statement=statement,
            entities=objects,
            terms=described,
            figures=tuple(read.document.quote(figure.span) for figure in figures),
            numbers=tuple((figure.unit, figure.value) for figure in figures),
            stage=stage_of(statement, worded[0] if worded else None),
            stage_span=worded[1] if worded else None,
        )


def _is_object(name: Name) -> bool:
    return name.type in OBJECTS and not (name.type == "ORG" and name.code)


def _says_who(name: Name, read: ReadDocument) -> bool:
    return name.type in WHO and (name.type != "STATE" or name.code is None or name.code in read.parties)


def _terms(read: ReadDocument, statement: Statement, who: list[Span]) -> frozenset[str]:
    """What the statement says; its cue, its deadline, the parties, persons and offices say how, when and who.
    Another state is part of what it says."""
    text = read.document.text
    left_out = [statement.cue, *who] + ([statement.deadline.span] if statement.deadline else [])
    words = terms(" ".join(_without(text, statement.quote, sorted(left_out))))
    parties = {STATE + party for party in read.parties}
    return frozenset(word for word in words if not (word in parties or is_conduct(word) or word[0].isdigit()))


def _without(text: str, span: Span, holes: list[Span]) -> Iterator[str]:
    place = span.start
    for hole in holes:
        if place <= hole.start < span.end:
            yield text[place : hole.start]
            place = hole.end
    yield text[place : max(place, span.end)]
