"""Instruments that a text describes without their name: "the investment agreement, which was signed on ..."."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from pacta.lexicon import load_table
from pacta.link.entities import Entities
from pacta.link.names import name_form
from pacta.link.types import Entity
from pacta.link.words import is_conduct, terms
from pacta.model import Span


@dataclass(frozen=True, slots=True)
class Described:
    """A description and the one entity that it fits."""

    span: Span
    entity: Entity


class Descriptions:
    """Finds descriptions that fit exactly one named instrument of the collection."""

    def __init__(self, entities: Entities) -> None:
        self._by_term: dict[str, list[tuple[frozenset[str], Entity]]] = defaultdict(list)
        for entity in entities.entities.values():
            if entity.type == "INSTRUMENT":
                form = name_form(entity.name, entity.type).terms
                for term in form:
                    self._by_term[term].append((form, entity))

    def inside(self, text: str, sentence: Span) -> Iterator[Described]:
        """Descriptions in a sentence; one that fits several instruments, or none, is passed over."""
        for rule in load_table("events_described"):
            for match in rule.pattern.finditer(text, sentence.start, sentence.end):
                fitting = self._fitting(match[0])
                if len(fitting) == 1:
                    yield Described(Span(*match.span()), fitting[0])

    def _fitting(self, words: str) -> list[Entity]:
        found = terms(words)
        telling = [term for term in found if not is_conduct(term)]
        wanted = frozenset(term.lstrip("~") for term in found)
        if not telling:
            return []
        shortest = min((self._by_term.get(term, []) for term in telling), key=len)
        return [entity for form, entity in shortest if wanted <= form]
