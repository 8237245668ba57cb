"""What capitalised words without a head are, by the evidence of the whole document; and what is no name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pacta.annotate.names.draft import Draft
from pacta.annotate.names.words import generic_modifiers, generic_words, head_types, person_words
from pacta.lexicon.states import state_codes
from pacta.model import NameType

_COMPANY_NOUNS = frozenset({"company", "companies", "corporation", "firm", "bank", "holding", "venture", "airline",
                            "concern", "giant", "operator", "giants", "agency"})  # fmt: skip
_PLACE_LINKS = frozenset({"in", "near", "from", "outside", "at", "around"})
_ABSTRACT = ("ship", "tion", "ity", "ment", "ing", "ism", "doxy", "ates", "ness", "ance", "ence", "th", "ies")
_VESSELS = frozenset({"vessel", "ship", "frigate", "project", "programme", "program", "initiative", "satellite"})


_NO_BODIES = ("OFFICE", "STATE", "PERSON")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the document says of its own words. ``people`` and ``surnames`` are persons' words; ``lowered``
    is written in lower case somewhere; ``defined`` maps a bracketed acronym to the type of its name."""

    people: frozenset[tuple[str, ...]]
    surnames: frozenset[str]
    lowered: frozenset[str]
    inside: Counter[tuple[str, ...]]
    defined: dict[str, NameType]
    concepts: frozenset[str]  # acronyms that the text defines after words in lower case


def evidence(drafts: Sequence[Draft], speakers: Iterable[tuple[str, ...]], lowered: frozenset[str]) -> Evidence:
    """What the drafts say of each other: whom the words around a name call a person is one wherever it comes."""
    known = _evidence(drafts, speakers, lowered)
    met = {draft.words for draft in drafts if draft.type is None and len(draft.words) > 1 and _person(draft, known)}
    return known if met <= known.people else _with_people(known, known.people | met)


def _with_people(known: Evidence, people: frozenset[tuple[str, ...]]) -> Evidence:
    surnames = {words[-1] for words in people} | {words[0] for words in people if _family_first(words)}
    return replace(known, people=people, surnames=frozenset(surnames))


def _evidence(drafts: Iterable[Draft], speakers: Iterable[tuple[str, ...]], lowered: frozenset[str]) -> Evidence:
    people = {words for words in speakers if words}
    inside: Counter[tuple[str, ...]] = Counter()
    defined: dict[str, NameType] = {}
    concepts: set[str] = set()
    previous: Draft | None = None
    for draft in drafts:
        if draft.type == "PERSON":
            people.add(draft.words)
        if not draft.initial:
            inside[draft.words] += 1
        adjacent = previous is not None and draft.start - previous.end < 4
        if bracketed_acronym(draft) and not adjacent and draft.before[0].islower():
            concepts.add(draft.words[0])
        if bracketed_acronym(draft) and adjacent and previous is not None and previous.type:
            defined.setdefault(draft.words[0], "ORG" if previous.type in _NO_BODIES else previous.type)
        previous = draft
    bare = Evidence(frozenset(), frozenset(), lowered, inside, defined, frozenset(concepts))
    return _with_people(bare, frozenset(people))


def bracketed_acronym(draft: Draft) -> bool:
    """ "(UNCLOS)", also "(hereinafter UNCLOS)"."""
    return draft.after[0] == ")" and draft.before[1] in ("(", "hereinafter") and len(draft.words) <= 3


def resolved(draft: Draft, known: Evidence) -> Draft | None:
    """The draft with its type, or None where it is no name."""
    if draft.type is not None:
        return None if _generic(draft) else _by_context(draft)
    if draft.words[-1] in known.defined and (len(draft.words) == 1 or draft.words[0].isdigit()):
        return draft.typed(known.defined[draft.words[-1]], "defined-acronym")
    if draft.words[0].isdigit():
        if len(draft.units) == 1:
            return None
        draft = draft.without_first()
    found = _unknown(draft, known)
    return None if found is None else draft.typed(*found)


def _by_context(draft: Draft) -> Draft:
    """What is still to be built, or is called a project, is a project."""
    if draft.type == "MECHANISM" and draft.after[0] in ("project", "initiative"):
        return draft.typed("PROJECT", "called-project")
    future = any(word in _BUILDING for word in draft.before_words)
    if draft.type == "ORG" and future and draft.words[-1] in ("Center", "Centre", "Complex", "Hub"):
        return draft.typed("PROJECT", "to-be-built")
    return draft


_BUILDING = frozenset({"build", "building", "construct", "construction", "constructing", "built"})


def _unknown(draft: Draft, known: Evidence) -> tuple[NameType, str] | None:
    words = draft.words
    if all(word in generic_words() or word in generic_modifiers() or word in head_types() for word in words):
        return None
    if _person(draft, known):
        return "PERSON", "person"
    if draft.before[1] in _COMPANY_NOUNS or draft.after[0] in _COMPANY_NOUNS:
        return "ORG", "company-noun"
    if {draft.before[0], draft.before[1]} & _VESSELS and draft.before[1] in ('"', "“", *_VESSELS):
        return "PROJECT", "vessel"
    if _positional(draft, known) or (_all_initial(draft) and not known.inside[words]):
        return None
    if len(words) == 1 and words[0] in known.concepts:
        return None
    if len(words) == 1 and len(words[0]) > 1 and words[0].isupper():
        return "ORG", "acronym"
    if len(words) == 1 and (len(words[0]) == 1 or (words[0][:-1].isupper() and words[0][-1] == "s")):
        return None
    if draft.before[1] in _PLACE_LINKS or (draft.before[0] in _PLACE_LINKS and draft.before[1] == "the"):
        return "PLACE", "place-preposition"
    if len(words) == 1 and (words[0].endswith(_ABSTRACT) or draft.initial):
        return None
    return "ORG", "capitalised"


def _positional(draft: Draft, known: Evidence) -> bool:
    """Capital by position or habit only: the words also stand in lower case, or never inside a sentence."""
    if all(word.lower() in known.lowered for word in draft.words if word.isalpha()):
        return True
    return draft.initial and not known.inside[draft.words] and len(draft.words) == 1


def _all_initial(draft: Draft) -> bool:
    """In a headline every capital is by position."""
    return len(draft.units) > 1 and all(unit.initial for unit in draft.units)


def _person(draft: Draft, known: Evidence) -> bool:
    words = tuple(word for word in draft.words if word != ".")
    if draft.words in known.people or (len(words) == 1 and words[0] in known.surnames):
        return True
    if draft.before[1] in person_words("titles") or (
        draft.before[1] == "." and draft.before[0] in person_words("titles")
    ):
        return True
    if len(words) == 1 and words[0] in person_words("given_names"):
        return not draft.initial or known.inside[draft.words] > 0
    if not 2 <= len(words) <= 5:
        return False
    if words[0] in person_words("given_names"):
        return True
    if words[-1] in known.surnames and draft.before[1] not in _PLACE_LINKS:
        return True
    if any(word.endswith(("vich", "ovna", "evna")) for word in words[1:2]) or len(words[0]) == 1:
        return True
    if words[0] in person_words("family_names_first"):
        return True
    if _called_person(draft):
        return True
    return draft.after[0] in person_words("speech_verbs") and len(words) <= 3


def _called_person(draft: Draft) -> bool:
    """Whether the words around two to four plain words call them a person: "its envoy in Accra, Tam Beldo", "Tam
    Beldo, a lawyer", "Tam Beldo, who", "said Tam Beldo", "foreign minister Tam Beldo", "General Tam Beldo"."""
    roles, words = person_words("roles"), draft.words
    if draft.after[0] == "," and _begins_office(draft.after[1]):
        return True
    if len(words) > 4 or any(word.isupper() and len(word) > 1 for word in words):
        return False
    if words[0] in person_words("ranks") and len(words) > 2:
        return True
    if draft.before[1] in roles or (draft.before[1] == "," and roles & set(draft.led[-_ASIDE:])):
        return True
    if draft.after[0] == "(" and draft.followed[2:3] == (")",) and state_codes(draft.after[1]):
        return True
    if draft.after[0] == ",":
        behind = draft.followed[1:]
        aside = behind[: behind.index(",")] if "," in behind else behind
        return draft.after[1] in ("who", "whose") or bool(roles & set(aside))
    told = draft.before[1] in _SAID or draft.before == ("according", "to")
    return told and draft.after[0] in (".", ",", "of", "")


_SAID = frozenset({"said", "replied", "added", "says", "told"})
_ASIDE = 7  # units between a person's role and the comma before the name: "ambassador in Cotonou,"


def _begins_office(word: str) -> bool:
    """ "Tam Beldo, Minister of Trade"."""
    return head_types().get(word) == "OFFICE" or word in ("Deputy", "First", "Vice", "Prime", "Foreign", "Acting")


def _family_first(words: tuple[str, ...]) -> bool:
    return words[0] in person_words("family_names_first")


def _generic(draft: Draft) -> bool:
    """Bare type nouns ("the Convention", "Joint Statement", "the President") are no names."""
    words = draft.words
    if draft.type == "OFFICE":
        return _generic_office(draft)
    if draft.rule.startswith("known") or draft.type == "PERSON":
        return False
    if "Strategic" in words and "Partnership" in words:
        return False
    if draft.type == "EVENT" and len(words) > 1:
        return False
    naming = [word for word in words if word not in generic_modifiers()]
    if not all(word in head_types() for word in naming):
        return False
    return len(naming) < 2 or not any(head_types()[word] in ("PLACE", "ORG") for word in naming)


def _generic_office(draft: Draft) -> bool:
    if any(unit.kind == "known" for unit in draft.units) or "of" in draft.words:
        return False
    if draft.after[0] and draft.after[0][0].isupper() and draft.after[0] not in ("I",):
        return False
    return len(draft.words) == 1 or draft.before[1] in ("the", "Comrade", "Mr", ".", "our", "their", "The")
