"""States that no list has, known from what the text calls them; and those of the user's parties file."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from unicodedata import normalize

from pacta.annotate.names.gazetteer import Entry, Gazetteer, Keys
from pacta.annotate.names.tokens import keys_of, tokens
from pacta.annotate.names.words import (
    function_words,
    generic_modifiers,
    generic_words,
    head_types,
    office_modifiers,
)
from pacta.lexicon import load_table
from pacta.lexicon.states import OFFICIAL_FORM
from pacta.model import Party

_FORMS = re.compile(
    r"\b(?:[A-Z][\w’'-]{0,40} ){0,3}"
    r"(?:Republic|Kingdom|Sultanate|Principality|Emirate|Duchy|Federation|State|Union)"
    r" of (?:the )?(?P<name>[A-Z][\w’']{2,40})"
)
_CAPITALISED = re.compile(r"\b[A-Z][\w’']{2,40}")
_GLUED = re.compile(r"(?<=\w)(?:(?=[A-Z])|(?=(?:and|at|in|on|for|to|of|with)$))")
_MOST = 200  # names with some evidence; no document has that many states of its own, and each costs a search
_LAST_WORD = re.compile(r"([A-Z][\w’']+) $")
_TITLES = r"Mr|Mrs|Ms|Dr|President|Minister|Premier|Chancellor|Ambassador|Secretary|General|Senator|Director"
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


def _plain_demonyms(name: str) -> set[str]:
    """The adjectives that hardly anything but a country or place has: "Olvanian" of "Olvany", "Sandrovan"."""
    stem = name.rstrip("aeiouy")
    found = {name + "an", name + "ian", name + "ese", stem + "ian", stem + "an"}
    return found | ({name + "n"} if name.endswith("a") else set())


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
                evidence[name].add(rule.data.get("group", rule.id))
                if rule.data.get("enough"):
                    strong.add(name)
    if not evidence:
        return []
    official = {"state.official-form"}
    if len(evidence) > _MOST:
        evidence = {name: kinds for name, kinds in evidence.items() if kinds & official}
        strong &= evidence.keys()
    persons = {name for name, kinds in evidence.items() if not kinds & official and _is_person(text, name)}
    strong -= persons
    words = {word for word in set(_CAPITALISED.findall(text)) - persons if _possible(word, known)}
    return _bases(strong, {name: kinds for name, kinds in evidence.items() if name not in persons}, words)


def _possible_at(text: str, start: int, known: Gazetteer) -> bool:
    """No known name of several words begins here ("the Republic of Viet Nam") or ends here ("Costa Rica")."""
    following = tokens(text, start, min(len(text), start + 60))
    if not following or known.at(following, 0) is not None:
        return False
    before = _LAST_WORD.search(text, max(0, start - 40), start)
    return before is None or keys_of(f"{before[1]} {text[start : following[0].end]}") not in known.phrases


def _is_person(text: str, name: str) -> bool:
    """Whether a title or a given name stands before the word, or it is somebody who speaks ("Ila Rosk said")."""
    word, given = re.escape(name), r"[A-Z][\w’'-]+ "
    titled = rf"\b(?:{_TITLES})\.? (?:{given}){{0,2}}{word}\b(?! \w+ (?:of|said|told))"
    speaks = rf"\b{given}{word}(?:,? (?:who|said|told|added)\b|, [A-Z]?[a-z-]+ (?:of|for)\b)"
    return bool(re.search(titled, text) or re.search(speaks, text))


def _bases(strong: set[str], evidence: dict[str, set[str]], words: set[str]) -> list[str]:
    """Adjectives fold into the name that they come from; evidence adds up. That the text has an adjective of the
    name (``words``: its capitalised ones) is evidence, too."""
    bare = {word for word in words if _plain_demonyms(word) & evidence.keys()}
    names = sorted(bare | set(evidence), key=lambda name: (len(name), name))
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
    for name in total:
        if _plain_demonyms(name) & words:
            total[name].add("demonym")
    chosen = {base_of[name] for name in strong}
    return sorted(chosen | {name for name, kinds in total.items() if len(kinds) >= 2})


def _possible(name: str, known: Gazetteer) -> bool:
    if keys_of(name) in known.phrases or name in function_words() or name in generic_words():
        return False
    if name in generic_modifiers() or name in office_modifiers() or _lost_space(name, known):
        return False
    return name not in head_types() and not name.isupper() and OFFICIAL_FORM.match(name) is None


def _lost_space(name: str, known: Gazetteer) -> bool:
    """ "IndiaBefore", "Japanand": a known state that lost the space behind it."""
    cuts = (match.start() for match in _GLUED.finditer(name))
    return any(keys_of(name[:cut]) in known.phrases for cut in cuts)
