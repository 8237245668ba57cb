"""The same event told otherwise: at another place, or with another host. Only what cannot both be so is told: two
cities, or two states of which each is said to be the one host."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from pacta.lexicon import Rule, load_table
from pacta.lexicon.states import folded, load_gazetteer, state_of_seat
from pacta.link.dates import compatible
from pacta.link.forms import form_of
from pacta.link.making import finding, in_time, text_of
from pacta.link.passages import evidence, inside, sentences, starts_of
from pacta.link.types import Evidence, Finding, FindingKind, ReadDocument
from pacta.model import DateMention, Name, Span

_CALENDAR = re.compile(r"\d{4}(?:-\d\d){0,2}")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_BETWEEN = 160  # code points between a thing and its place
_MONTH = 7  # characters of a month
_NEXT = 3  # names behind a thing among which its place is looked for
_TOGETHER = re.compile(r"\A,? (?:and|together with|with|jointly with)\b", re.IGNORECASE)  # several hosts


@dataclass(frozen=True, slots=True)
class Circumstance:
    """That a text says where a named thing took place, or who was its host. ``value`` is comparable: the city as it
    is folded, the code of the state; ``day`` the date told with it (EDTF), empty where there is none."""

    event: str
    fact: str  # "place" or "host"
    form: str
    time: str  # year or month that tells one time from the next; empty for what happens once
    day: str
    value: str
    name: str
    words: str
    evidence: Evidence

    def forms(self) -> tuple[str, ...]:
        return (self.form,)

    def drawer(self, leader: Mapping[str, str]) -> str:
        return f"circumstance {self.event} {leader[self.form]} {self.time}"


def circumstances(read: ReadDocument) -> Iterator[Circumstance]:
    """Places and hosts that the text gives to named things, in text order."""
    found = read.annotations
    names, name_starts, date_starts = found.names, starts_of(found.names), starts_of(found.dates)
    for sentence in sentences(read):
        here = inside(names, name_starts, sentence)
        dates = inside(found.dates, date_starts, sentence) if len(here) > 1 else ()
        for place, first in enumerate(here):
            for second in here[place + 1 : place + 1 + _NEXT]:
                yield from _told(read, sentence, first, second, dates)


def _told(
    read: ReadDocument, sentence: Span, first: Name, second: Name, dates: Sequence[DateMention]
) -> Iterator[Circumstance]:
    text = read.document.text
    if not 0 < second.span.start - first.span.end <= _BETWEEN:
        return
    between = text[first.span.end : second.span.start]
    for rule in load_table("link_circumstances"):
        thing, other = (first, second) if rule.data["order"] == "thing first" else (second, first)
        if thing.type in rule.data["types"] and rule.pattern.fullmatch(between):
            value = _value(rule, other, text)
            day = next((d.value or "" for d in dates if _CALENDAR.fullmatch(d.value or "")), "")
            time = "" if rule.data["once"] else _time(thing, day)
            if value and (rule.data["once"] or time):
                yield Circumstance(
                    rule.data["event"], rule.data["fact"], form_of(thing, read.parties).id,
                    time, day, value, thing.entity, other.span.of(text), evidence(read, sentence),
                )  # fmt: skip
            return


def _value(rule: Rule, other: Name, text: str) -> str:
    """The city or state; empty where it is none, or not the only one."""
    if rule.data["fact"] == "host":
        alone = not _TOGETHER.match(text[other.span.end : other.span.end + 20])
        return other.code or "" if other.type == "STATE" and alone else ""
    words = folded(other.span.of(text))
    return words.casefold() if words in _cities() or (state_of_seat(words) and other.type == "PLACE") else ""


def _time(thing: Name, day: str) -> str:
    """What tells one time from the next: the year in the name, or the month of the date. A body may meet twice in a
    year."""
    named = _YEAR.findall(thing.entity)
    return named[0] if len(named) == 1 else "" if named or len(day) < _MONTH else day[:_MONTH]


@cache
def _cities() -> frozenset[str]:
    return frozenset(map(folded, load_gazetteer("places")["city"]["names"]))


def circumstance_findings(drawer: Iterable[Circumstance]) -> Iterator[Finding]:
    """A finding for each two values of one circumstance that cannot both be so."""
    ordered = sorted(drawer, key=lambda one: (in_time(one.evidence), one.value))
    told: set[tuple[str, str]] = set()
    for a, b in combinations({(one.value, one.day): one for one in reversed(ordered)}.values(), 2):
        first, second = sorted((a, b), key=lambda one: in_time(one.evidence))
        pair = (min(a.value, b.value), max(a.value, b.value))
        if pair not in told and _conflict(first, second):
            told.add(pair)
            yield _finding(first, second)


def _conflict(a: Circumstance, b: Circumstance) -> bool:
    """Two cities, or two states, in two documents; a seat of government lies in the capital of its state."""
    if a.value == b.value or a.evidence.document == b.evidence.document:
        return False
    if a.day and b.day and not compatible(a.day, b.day):
        return False
    seats = {state_of_seat(a.words), state_of_seat(b.words)}
    return len(seats) > 1 or seats == {None} or a.fact == "host"


def _finding(a: Circumstance, b: Circumstance) -> Finding:
    kind: FindingKind = "place" if a.fact == "place" else "other"
    says = "places" if a.fact == "place" else "names as the host of"
    if kind == "place":
        sentence = (
            f"{text_of(a.evidence)} {says} the {a.event} of {a.name} in {a.words}; "
            f"{text_of(b.evidence)} in {b.words}."
        )
    else:
        sentence = f"{text_of(a.evidence)} {says} {a.name} {a.words}; {text_of(b.evidence)} names {b.words}."
    return finding(kind, "medium", sentence, a.evidence, b.evidence)
