"""Parties as a stretch of text names them: states, groups, and persons who act for a state."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pacta.annotate.names.gazetteer import Entry, Gazetteer, Keys, gazetteer, known_names
from pacta.annotate.names.tokens import keys_of, tokens
from pacta.lexicon.states import load_gazetteer

_MONEY = ("$", "€", "£", "¥")  # right behind a state: "US$5 billion" names nobody


@dataclass(frozen=True, slots=True)
class PartyMention:
    """``codes`` holds more than one code where a group stands for its members ("AUKUS")."""

    start: int
    end: int
    codes: tuple[str, ...]
    group: bool = False
    person: bool = False


def with_people(known: Gazetteer, people: dict[Keys, str]) -> Gazetteer:
    """The gazetteer with persons, and the code for which each acts."""
    return known.with_phrases({keys: Entry("PERSON", code) for keys, code in people.items()})


def party_mentions(text: str, start: int, end: int, known: Gazetteer) -> list[PartyMention]:
    """States, groups and persons of known allegiance in ``text[start:end]``, in order, without overlap."""
    line = tokens(text, start, end)
    found, i = [], 0
    while i < len(line):
        match = known.at(line, i)
        if match is None:
            i += 1
            continue
        after, entry = match
        begins, ends = line[i].start, line[after - 1].end
        codes = _codes(tuple(token.key for token in line[i:after]), entry)
        if codes and line[i].key != "To" and not text.startswith(_MONEY, ends):
            found.append(PartyMention(begins, ends, codes, entry.type == "ORG", entry.type == "PERSON"))
        i = after
    return found


def known_parties(further: dict[Keys, Entry]) -> Gazetteer:
    """States and groups, with a document's own states."""
    return _shipped_parties().with_phrases(further)


def _codes(keys: Keys, entry: Entry) -> tuple[str, ...]:
    if entry.type == "ORG" and keys in group_members():
        return group_members()[keys]
    return (entry.code,) if entry.code is not None and entry.type in ("STATE", "ORG", "PERSON") else ()


@cache
def group_members() -> dict[Keys, tuple[str, ...]]:
    """Form of a group's name -> its code, or its members where they are the actors."""
    return {
        keys_of(form): tuple(row.get("members", (code,)))
        for code, row in load_gazetteer("groups")["group"].items()
        for form in row["forms"]
    }


@cache
def groups_of_members() -> dict[str, frozenset[str]]:
    """Groups that are the actor themselves, with their members: "QUAD"."""
    rows = load_gazetteer("groups")["group"]
    return {code: frozenset(row["speaks_for"]) for code, row in rows.items() if "speaks_for" in row}


@cache
def _shipped_parties() -> Gazetteer:
    phrases = {keys: entry for keys, entry in known_names().phrases.items() if entry.type == "STATE"}
    # Longer names of bodies and regions hide the states inside them ("UN Security Council", "Latin American").
    phrases |= {
        keys: Entry("PLACE")
        for keys, entry in known_names().phrases.items()
        if entry.type == "ORG" or (entry.type == "PLACE" and len(keys) > 1)
    }
    phrases |= {keys: Entry("ORG", codes[0]) for keys, codes in group_members().items()}
    return gazetteer(phrases)
