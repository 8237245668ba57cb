"""For whom a person speaks who is called an envoy, a counterpart, a minister in small letters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pacta.annotate.names.words import person_words
from pacta.model import Name

__all__ = ["APPOSED", "code_by_role"]

_REACH = 90  # code points between the state and the name: "'s ambassador to the three islands, "
_TITLE = r"(?:(?:Mr|Mrs|Ms|Dr|Mme|Hon)\.? |[A-Z][a-z]+ )?"
APPOSED = (",", ", the", "is", "is the", ", is", ", is the")  # between a person and what he or she is
_ONE_OFFICE = re.compile(r",? (?:(?:Mr|Mrs|Ms|Dr|Mme|Hon)\.? |[A-Z]\w+ (?:[A-Z]\w+ )?)?")  # ", State Secretary "
_SENTENCE_ENDS = (". ", "\n", "” ", '" ')


@dataclass(frozen=True, slots=True)
class _Ties:
    """What ties a person to a state or body: the words between its name and the person's (``before``: "'s envoy in
    Accra, "), those that ``led`` to it ("For ", "her colleague from "), those ``behind`` it ("'s envoy"), and those
    that refer back to it (``its``)."""

    before: re.Pattern[str]
    led: re.Pattern[str]
    behind: re.Pattern[str]
    its: re.Pattern[str]


@cache
def _ties() -> _Ties:
    role = "(?:" + "|".join(sorted(person_words("roles"))) + ")"
    modified = rf"(?:[a-z][a-z-]* ){{0,3}}{role}"
    called = rf"(?:['’]s)? {modified}(?: (?:for|on|to|of|in|at) [\w’' -]{{2,40}})?,? {_TITLE}"
    by = r"(?:was |is |were )?(?:headed|led) by(?: the)?(?: [a-z]+){0,3},?"
    headed = rf" (?:delegation|side|team)(?:,| {by}) (?:[A-Z]\w+ ){{0,2}}"
    return _Ties(
        re.compile(rf"{called}|{headed}|['’]s "),
        re.compile(rf"(?:^|[.\n”\"] ?)For $|\b{role} from (?:the )?$"),
        re.compile(rf"(?:['’]s)? {modified}\b"),
        re.compile(rf"\b(?:[Ii]ts|[Ww]hose) (?i:(?:[\w-]+ ){{0,3}}{role})\b(?: [\w’'-]+){{0,5}},? $"),
    )


def code_by_role(text: str, names: tuple[Name, ...], i: int) -> str | None:
    """ "his Peruvian counterpart, Ama Lawson", "Peru's envoy in Accra, Ama Lawson", "Ama Lawson, the Peruvian
    envoy", "Ama Lawson (Peru)", "For Peru, Ama Lawson"."""
    return _named_before(text, names, i) or _owner_of_its(text, names, i) or _named_behind(text, names, i)


def _named_before(text: str, names: tuple[Name, ...], i: int) -> str | None:
    for before in reversed(names[max(0, i - 3) : i]):
        if before.type not in ("STATE", "ORG") or not before.code:
            continue
        gap = text[before.span.end : names[i].span.start][:_REACH]
        led = text[max(0, before.span.start - 40) : before.span.start]
        if _ties().before.fullmatch(gap) or (_ONE_OFFICE.fullmatch(gap) and _ties().led.search(led)):
            return before.code
    return None


def _owner_of_its(text: str, names: tuple[Name, ...], i: int) -> str | None:
    """ "Togo welcomed the offer. Its envoy in Accra, Ama Lawson": the state or body named first in the last
    sentence that names one."""
    start = names[i].span.start
    its = _ties().its.search(text, max(0, start - _REACH), start)
    coded = [one for one in names[max(0, i - 8) : i] if its and one.code and one.span.end <= its.start()]
    if not coded:
        return None
    opening = max(text.rfind(mark, 0, coded[-1].span.start) for mark in _SENTENCE_ENDS)
    return next(one.code for one in coded if one.span.start > opening)


def _named_behind(text: str, names: tuple[Name, ...], i: int) -> str | None:
    after = names[i + 1] if i + 1 < len(names) else None
    if after is None or not after.code:
        return None
    gap, behind = text[names[i].span.end : after.span.start].strip(), text[after.span.end :][:60]
    bracketed = gap == "(" and behind.startswith(")")
    apposed = gap in APPOSED and (_ties().behind.match(behind) or (gap == ", the" and behind.startswith(",")))
    return after.code if bracketed or apposed else None
