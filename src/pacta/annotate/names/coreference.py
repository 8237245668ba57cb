"""Which entity a mention names, and under which code: acronyms, surnames, short forms, states' usual names."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from pacta.annotate.names.draft import Draft
from pacta.annotate.names.resolve import bracketed_acronym
from pacta.lexicon.leaders import usual_name
from pacta.lexicon.states import organisation_code, organisation_name, state_codes, state_name

Known = tuple[str, str | None]


def entities(text: str, drafts: list[Draft], given: dict[str, str]) -> Iterator[Known]:
    """For every draft: the entity's name in full as the document gives it, and its code. ``given`` maps the
    codes of a user's parties file to their names."""
    states = {**_own_states(text, drafts), **given}
    people = _full_names(text, drafts)
    defined = _definitions(text, drafts)
    for draft in drafts:
        yield _entity(text, draft, states, people, defined)


def _entity(
    text: str, draft: Draft, states: dict[str, str], people: dict[str, str], defined: dict[str, Known]
) -> Known:
    words = _words(text, draft)
    if draft.type == "STATE":
        return _state(draft, words, states)
    if draft.type == "PERSON":
        return usual_name(people.get(words.casefold(), words)), None
    code = _code(draft, words)
    if words in defined:
        entity, acronym = defined[words]
        return entity, code or (acronym if draft.type == "ORG" else None)
    if code is not None and code == words:
        return organisation_name(code) or words, code
    return words, code


def _own_states(text: str, drafts: list[Draft]) -> dict[str, str]:
    """Code -> the shortest name, no adjective, of each state that no list has."""
    found: dict[str, str] = {}
    for draft in drafts:
        entry = next((unit.entry for unit in draft.units if unit.state), None)
        if draft.type != "STATE" or entry is None or entry.code is None or entry.adjective:
            continue
        words = _words(text, draft)
        if state_name(entry.code) is None and len(words) <= len(found.get(entry.code, words)):
            found[entry.code] = words
    return found


def _state(draft: Draft, words: str, states: dict[str, str]) -> Known:
    entry = next((unit.entry for unit in draft.units if unit.state), None)
    code = entry.code if entry is not None else state_codes(words)
    return (states.get(code) or state_name(code) if code else None) or words, code


def _code(draft: Draft, words: str) -> str | None:
    if draft.type != "ORG":
        return None
    entry = draft.units[0].entry
    if len(draft.units) == 1 and entry is not None and entry.type == "ORG":
        return entry.code
    return organisation_code(words)


def _full_names(text: str, drafts: list[Draft]) -> dict[str, str]:
    """Surname or other short form -> the longest name of the person that the document gives."""
    full = sorted(
        {_words(text, draft) for draft in drafts if draft.type == "PERSON"}, key=lambda name: (-len(name), name)
    )
    found: dict[str, str] = {}
    for name in full:
        parts = name.split()
        for short in (name, parts[-1], f"{parts[0]} {parts[-1]}", parts[0]):
            found.setdefault(short.casefold(), name)
    return found


def _definitions(text: str, drafts: list[Draft]) -> dict[str, Known]:
    """Bracketed acronym or short form, and the name that it follows -> (full name, acronym)."""
    found: dict[str, Known] = {}
    for long, short in itertools.pairwise(drafts):
        if bracketed_acronym(short) and 0 < short.start - long.end < 4 and long.type == short.type:
            name, words = _words(text, long), _words(text, short)
            acronym = words if words.isupper() else None
            found.setdefault(words, (name, acronym))
            found.setdefault(name, (name, acronym))
    return found


def _words(text: str, draft: Draft) -> str:
    return " ".join(text[draft.start : draft.end].split())
