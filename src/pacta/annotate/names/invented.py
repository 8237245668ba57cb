"""States that no list has, known from what the text calls them; and those of the user's parties file."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from unicodedata import normalize

from pacta.annotate.names.gazetteer import Entry, Gazetteer, Keys
from pacta.annotate.names.tokens import keys_of, tokens
from pacta.annotate.names.words import function_words, generic_words, head_types
from pacta.lexicon import load_table
from pacta.lexicon.states import OFFICIAL_FORM
from pacta.model import Party

_FORMS = re.compile(
    r"\b(?:[A-Z][\w’'-]{0,40} ){0,3}"
    r"(?:Republic|Kingdom|Sultanate|Principality|Emirate|Duchy|Federation|State|Union)"
    r" of (?:the )?(?P<name>[A-Z][\w’']{2,40})"
)
_CAPITALISED = re.compile(r"\b[A-Z][\w’']{2,40}")
_ENDINGS = ("n", "an", "ian", "ese", "ish", "i", "er", "ic", "ns", "ans", "ians", "is", "ers", "ite", "ites")


def with_invented_states(text: str, known: Gazetteer, parties: Iterable[Party]) -> Gazetteer:
    """The gazetteer with the document's own states under provisional codes ("X-VARDANIA")."""
    known = known.with_phrases(_given(parties))
    names = _names(text, known)
    if not names:
        return known
    words = set(_CAPITALISED.findall(text))
    found = {keys_of(name): Entry("STATE", provisional_code(name)) for name in names}
    for name in names:
        for form in sorted(demonyms(name) & words):
            if keys_of(form) not in known.phrases:
                found.setdefault(keys_of(form), Entry("STATE", provisional_code(name), True))
    for match in _FORMS.finditer(text):
        if (entry := found.get(keys_of(match["name"]))) is not None:
            found[keys_of(match[0])] = entry
    return known.with_phrases(found)


def provisional_code(name: str) -> str:
    """ "Vardania" -> "X-VARDANIA"."""
    plain = normalize("NFKD", name).encode("ascii", "ignore").decode()
    return "X-" + (re.sub(r"[^A-Z0-9]+", "-", plain.upper()).strip("-") or "UNNAMED")


def demonyms(name: str) -> set[str]:
    """The adjectives that English makes of a country's name: a superset, to be met with the text's words."""
    stems = {
        name,
        name.rstrip("aeiouy"),
        name.removesuffix("ia"),
        name.removesuffix("land"),
        name.removesuffix("stan"),
    }
    return {stem + ending for stem in stems if len(stem) > 2 for ending in _ENDINGS} | {
        stem for stem in stems if len(stem) > 2
    } - {name}


def _given(parties: Iterable[Party]) -> dict[Keys, Entry]:
    found: dict[Keys, Entry] = {}
    for party in parties:
        forms = (party.name, party.code, *party.aliases)
        for form in forms:
            if keys := keys_of(form):
                found[keys] = Entry(party.type, party.code, party.type == "STATE" and _is_adjective(form, forms))
        for form in demonyms(party.name) if party.type == "STATE" and " " not in party.name else ():
            found.setdefault(keys_of(form), Entry("STATE", party.code, True))
    return found


def _is_adjective(form: str, forms: Iterable[str]) -> bool:
    """ "Orvelian" where "Orvelia" is listed too."""
    return any(len(form) > len(other) and form in demonyms(other) for other in forms if " " not in other)


def _names(text: str, known: Gazetteer) -> list[str]:
    """Base names with enough evidence, in alphabetical order."""
    evidence: dict[str, set[str]] = defaultdict(set)
    strong: set[str] = set()
    for rule in load_table("own_states"):
        for match in rule.pattern.finditer(text):
            name = match["name"].removesuffix("'s").removesuffix("’s")
            if _possible(name, known) and _possible_at(text, match.start("name"), known):
                evidence[name].add(rule.id)
                if rule.data.get("enough"):
                    strong.add(name)
    return _bases(strong, evidence)


def _possible_at(text: str, start: int, known: Gazetteer) -> bool:
    """No known name of several words begins here ("the Republic of Viet Nam")."""
    following = tokens(text, start, min(len(text), start + 60))
    return bool(following) and known.at(following, 0) is None


def _bases(strong: set[str], evidence: dict[str, set[str]]) -> list[str]:
    """Adjectives fold into the name that they come from; evidence adds up."""
    names = sorted(evidence, key=lambda name: (len(name), name))
    base_of: dict[str, str] = {}
    forms: dict[str, str] = {}
    for name in names:
        base_of[name] = forms.get(name, name)
        if base_of[name] == name:
            for form in demonyms(name):
                forms.setdefault(form, name)
    total: dict[str, set[str]] = defaultdict(set)
    for name, kinds in evidence.items():
        total[base_of[name]] |= kinds
    chosen = {base_of[name] for name in strong}
    return sorted(chosen | {name for name, kinds in total.items() if len(kinds) >= 2})


def _possible(name: str, known: Gazetteer) -> bool:
    if keys_of(name) in known.phrases or name in function_words() or name in generic_words():
        return False
    return name not in head_types() and not name.isupper() and OFFICIAL_FORM.match(name) is None
