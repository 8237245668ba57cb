"""For which state or body a person speaks: by the text first, by a small table of leaders where it is silent."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache

from pacta.annotate.mentions import party_mentions
from pacta.annotate.names.gazetteer import Gazetteer, Keys
from pacta.annotate.names.tokens import keys_of
from pacta.annotate.roles import APPOSED, code_by_role
from pacta.lexicon.states import load_gazetteer
from pacta.model import Name, Span

# "President Andrzej Duda ... of Poland": what may stand between a person and the state acted for.
_PERSON_OF = re.compile(r"^(?:['’]s)?,? (?:the )?(?:[A-Z][\w’'-]* ){0,4}?of\s*(?:the\s*)?$")


# What may stand between an office and its holder, besides space: a title.
_TITLE_GAP = re.compile(
    r",?\s+(?:(?:Mr|Mrs|Ms|Dr|Hon|Mme)\.? |Comrade |Sheikh |H\.E\. |His \w+ |Her \w+ )?|\s*\([A-Z]+\)\s*"
)
_FURTHER = ("and", ", and", "and the")  # between two offices told of one person


def codes_from_text(text: str, names: tuple[Name, ...], known: Gazetteer) -> dict[str, str]:
    """Person's name -> code, where an office or "of" ties the person to a state in the text itself. ``known``
    holds the states and groups to look for."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for i, name in enumerate(names):
        if name.type != "PERSON":
            continue
        code = (
            _office_code(text, names, i, known)
            or _of_code(text, names, i)
            or _apposed_code(text, names, i, known)
            or code_by_role(text, names, i)
        )
        if code is not None:
            for form in {name.entity, " ".join(name.span.of(text).split())}:
                votes[form][code] += 1
    return {form: codes.most_common(1)[0][0] for form, codes in votes.items()}


def holders_of_offices(text: str, names: tuple[Name, ...]) -> Iterator[str]:
    """Persons right after an office: "Minister of Foreign Affairs Marek Tolvane"."""
    for i, person in enumerate(names):
        if person.type == "PERSON" and _office_before(text, names, i):
            yield person.entity


def _office_before(text: str, names: tuple[Name, ...], i: int) -> Name | None:
    """The office right before a name, but for a title."""
    office = names[i - 1] if i else None
    if office is None or office.type != "OFFICE":
        return None
    return office if _TITLE_GAP.fullmatch(text[office.span.end : names[i].span.start][:40]) else None


def _office_code(text: str, names: tuple[Name, ...], i: int, known: Gazetteer) -> str | None:
    """The state inside the office right before the person, or the possessive before that office."""
    office = _office_before(text, names, i)
    if office is None:
        return None
    if code := code_inside(text, office.span, known):
        return code
    owner = names[i - 2] if i > 1 else None
    gap = text[owner.span.end : office.span.start] if owner is not None else ""
    if owner is not None and owner.code and gap.strip() in ("", "'s", "’s") and len(gap) < 5:
        return owner.code
    return None


def _of_code(text: str, names: tuple[Name, ...], i: int) -> str | None:
    """ "Prime Minister Modi of India", "Secretary General Stoltenberg of NATO"."""
    following = names[i + 1] if i + 1 < len(names) else None
    if following is None or following.code is None or following.type not in ("STATE", "ORG"):
        return None
    return following.code if _PERSON_OF.match(text[names[i].span.end : following.span.start]) else None


def _apposed_code(text: str, names: tuple[Name, ...], i: int, known: Gazetteer) -> str | None:
    """ "Narendra Modi, Prime Minister of India", also with a second office after "and"."""
    before = names[i].span.end
    links: tuple[str, ...] = APPOSED
    for office in names[i + 1 : i + 3]:
        gap = text[before : office.span.start]
        signed = not gap.strip() and "\n" in gap  # a signature: the office below the name
        if office.type != "OFFICE" or (gap.strip() not in links and not signed):
            return None
        if code := code_inside(text, office.span, known):
            return code
        before, links = office.span.end, _FURTHER
    return None


def code_inside(text: str, span: Span, known: Gazetteer) -> str | None:
    """The last state or group named inside an office ("President of the Russian Federation")."""
    mentions = party_mentions(text, span.start, span.end, known)
    return mentions[-1].codes[0] if mentions else None


@cache
def _leaders() -> tuple[tuple[str, tuple[str, ...], str, str], ...]:
    rows = load_gazetteer("leaders")["leaders"]
    return tuple((row["code"], tuple(row["names"]), row["from"], row["to"]) for row in rows)


def leaders_at(date: str | None) -> dict[str, str]:
    """Leader's name -> code for those in office on the date (all, the latest first, where it is unknown)."""
    found: dict[str, str] = {}
    for code, names, first, last in reversed(_leaders()):
        if date is None or (first <= date and (not last or date <= last)):
            for name in names:
                found.setdefault(name, code)
    return found


def as_keys(codes: dict[str, str]) -> dict[Keys, str]:
    return {keys_of(name): code for name, code in codes.items() if len(name) > 2}
