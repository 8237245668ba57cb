"""One event, two dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pacta.lexicon.rarity import rarity
from pacta.link.events import NUMBERED, DatedEvent
from pacta.link.making import finding, in_time, text_of
from pacta.link.types import Finding
from pacta.text.timevalues import bounds

_RARE = 6.6  # rarity from which a word tells two events apart
_TERMS = 2  # shared terms from which two anniversaries of one year are of one event


def date_findings(drawer: Iterable[DatedEvent]) -> Iterator[Finding]:
    """A finding for each two dates of one event that cannot both be so; the earliest texts stand for each."""
    yield from _conflicts(sorted(drawer, key=lambda event: (in_time(event.evidence), event.words, event.value)))


def _conflicts(events: list[DatedEvent]) -> Iterator[Finding]:
    told: set[tuple[str, str]] = set()
    for place, a in enumerate(events):
        for b in events[place + 1 :]:
            if a.value == b.value or tuple(sorted((a.value, b.value))) in told:
                continue
            if _same(a, b) and not compatible(a.value, b.value):
                told.add((min(a.value, b.value), max(a.value, b.value)))
                yield _finding(a, b)


def _same(a: DatedEvent, b: DatedEvent) -> bool:
    """Two events of one drawer are the same event."""
    if a.event == "anniversary":
        ours, theirs = set(a.subject), set(b.subject)
        shared = ours & theirs
        if _tells_apart(ours - theirs) and _tells_apart(theirs - ours):
            return False
        return bool(shared) and (len(shared) >= _TERMS or shared in (ours, theirs)) and _states_fit(a, b)
    return a.form is not None or bool(a.states) or a.event == NUMBERED


def _tells_apart(terms: set[str]) -> bool:
    """A rare word, which most likely is a name."""
    return any(rarity(term) >= _RARE for term in terms)


def _states_fit(a: DatedEvent, b: DatedEvent) -> bool:
    return not a.states or not b.states or bool(set(a.states) & set(b.states))


def compatible(a: str, b: str) -> bool:
    """Two EDTF values can be the same day, at the precision that both have."""
    first, second = bounds(a), bounds(b)
    if first is None or second is None:
        return True
    return first[0] <= second[1] and second[0] <= first[1]


def _finding(a: DatedEvent, b: DatedEvent) -> Finding:
    sentence = f"{text_of(a.evidence)} dates {a.words} {a.value}; {text_of(b.evidence)} dates it {b.value}."
    return finding("date", "high", sentence, a.evidence, b.evidence)
