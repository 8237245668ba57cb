"""Known names, matched as sequences of tokens, longest first."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pacta.annotate.names.tokens import Token, keys_of
from pacta.lexicon.states import load_gazetteer, organisation_forms, seat_forms, state_adjectives, state_forms
from pacta.model import NameType

Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """What a table knows of a phrase."""

    type: NameType
    code: str | None = None
    adjective: bool = False
    city: bool = False


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """``phrases`` maps the keys of a phrase to its entry; ``lengths`` the first key to the lengths to try."""

    phrases: dict[Keys, Entry]
    lengths: dict[str, tuple[int, ...]]

    def at(self, tokens: list[Token], i: int) -> tuple[int, Entry] | None:
        """The longest phrase that begins at token ``i``: the index after it and its entry."""
        for length in self.lengths.get(tokens[i].key, ()):
            entry = self.phrases.get(tuple(token.key for token in tokens[i : i + length]))
            if entry is not None and i + length <= len(tokens):
                return i + length, entry
        return None

    def with_phrases(self, further: dict[Keys, Entry]) -> Gazetteer:
        """This gazetteer with phrases that outrank its own."""
        lengths = dict(self.lengths)
        for keys in further:
            known = lengths.get(keys[0], ())
            if len(keys) not in known:
                lengths[keys[0]] = tuple(sorted((*known, len(keys)), reverse=True))
        return Gazetteer({**self.phrases, **further}, lengths)


def gazetteer(phrases: dict[Keys, Entry]) -> Gazetteer:
    return Gazetteer({}, {}).with_phrases(phrases)


@cache
def known_names() -> Gazetteer:
    """States, organisations and places of the shipped tables; where they differ, states outrank places."""
    places = load_gazetteer("places")
    phrases: dict[Keys, Entry] = {}
    for name in [*places["city"]["names"], *seat_forms()]:
        phrases[keys_of(name)] = Entry("PLACE", city=True)
    for name in places["region"]["names"]:
        phrases[keys_of(name)] = Entry("PLACE")
    for form, code in organisation_forms().items():
        phrases[keys_of(form)] = Entry(_organisation_type(form), code)
    adjectives = state_adjectives()
    for form, code in state_forms().items():
        phrases[keys_of(form)] = Entry("STATE", code, form in adjectives)
    return gazetteer(phrases)


def _organisation_type(form: str) -> NameType:
    if "Convention" in form or "Agreement" in form:
        return "INSTRUMENT"
    return "ORG"
