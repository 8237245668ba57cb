"""What differs between two mentions of one object: firmness, deadline, figures, bodies, actors, stage, period."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pacta.link.types import Change, Mention
from pacta.link.words import terms
from pacta.text.timevalues import bounds

_PERIOD = re.compile(r"\b((?:19|20)\d\d) ?[-–—] ?((?:19|20)\d\d)\b")
_DATED_ACT = re.compile(
    r"\b(signed|entered into force|came into effect|established|founded|opened|completed|adopted)"
    r" (?:\w+ ){0,3}?(?:in|on) (?:\d{1,2} )?(?:\w+ )?(?:\d{1,2}, )?((?:19|20)\d\d)\b",
    re.IGNORECASE,
)

_LIMITS = re.compile(
    r"\b(?:where(?:ver)? (?:possible|appropriate|feasible)|as (?:appropriate|soon as possible|far as possible)"
    r"|with (?:limited )?exceptions?|subject to|in accordance with (?:the )?(?:national|domestic|applicable|their)"
    r" \w+|on a voluntary basis|in principle|at least|no later than)\b",
    re.IGNORECASE,
)


def changes_between(a: Mention, b: Mention) -> tuple[Change, ...]:
    """Each aspect that differs, with the readable values of both sides; empty where a side has none."""
    return tuple(Change(aspect, was, now) for aspect, was, now in _aspects(a, b) if was != now)


def _aspects(a: Mention, b: Mention) -> Iterator[tuple[str, str, str]]:
    if a.kind == b.kind == "commitment":
        yield "firmness", str(a.firmness or ""), str(b.firmness or "")
        yield "actors", _joined(a.actors), _joined(b.actors)
        yield from _commitment_aspects(a, b)
    yield from _succession(a, b)
    yield from _event_dates(a, b)
    if a.stage_span or b.stage_span:
        yield "stage", a.stage or "", b.stage or ""


def _commitment_aspects(a: Mention, b: Mention) -> Iterator[tuple[str, str, str]]:
    yield "deadline", _deadline(a), _deadline(b)
    if {unit for unit, _ in a.numbers} != {unit for unit, _ in b.numbers} or not _numbers_agree(a, b):
        yield "figures", _joined(a.figures), _joined(b.figures)
    yield "bodies", _joined(_names_missing(a, b)), _joined(_names_missing(b, a))
    yield "items", *_only_in(a.items, b.items)
    yield "scope", *_only_in(_scope(a), _scope(b))


def _names_missing(a: Mention, b: Mention) -> list[str]:
    """Names in ``a`` of what ``b`` neither names nor, in whatever case or order, says."""
    named, said = {name.form for name in b.named}, set(terms(b.evidence.quote))
    return [name.words for name in a.named if name.form not in named and not said.issuperset(terms(name.words))]


def _only_in(was: Iterable[str], now: Iterable[str]) -> tuple[str, str]:
    """What only the one and only the other side has, small differences of spelling left aside."""
    ours, theirs = ({" ".join(terms(words)): words for words in side} for side in (was, now))
    gone, new = ours.keys() - theirs, theirs.keys() - ours
    return _joined(ours[key] for key in ours if key in gone), _joined(theirs[key] for key in theirs if key in new)


def _scope(mention: Mention) -> list[str]:
    """Words that limit a promise, and the states and organisations beyond the parties that it speaks of."""
    limits = [match[0] for match in _LIMITS.finditer(mention.evidence.quote)]
    return limits + [term.lstrip("=+") for term in mention.terms if term[0] in "=+"]


def _numbers_agree(a: Mention, b: Mention) -> bool:
    return sorted(map(str, a.numbers)) == sorted(map(str, b.numbers))


def _succession(a: Mention, b: Mention) -> Iterator[tuple[str, str, str]]:
    """A plan for one period after the plan for another."""
    was, now = _PERIOD.search(a.evidence.quote), _PERIOD.search(b.evidence.quote)
    if was and now and now[1] >= was[2]:
        yield "period", was[0], now[0]


def _event_dates(a: Mention, b: Mention) -> Iterator[tuple[str, str, str]]:
    """The same act told with two years."""
    was, now = _DATED_ACT.search(a.evidence.quote), _DATED_ACT.search(b.evidence.quote)
    if was and now and was[1].casefold() == now[1].casefold() and was[2] != now[2]:
        yield "event date", was[2], now[2]


def _deadline(mention: Mention) -> str:
    ends = bounds(mention.deadline)
    return ends[1].isoformat() if ends else ""


def _joined(values: object) -> str:
    return ", ".join(map(str, values))  # type: ignore[call-overload]
