"""Bodies and offices: when a committee met or is to meet, and who is named with which office."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pacta.lexicon import load_table
from pacta.link.forms import form_of
from pacta.link.passages import evidence, inside, sentences, starts_of
from pacta.link.types import Evidence, ReadDocument
from pacta.model import DateMention, Name, Span
from pacta.text.timevalues import bounds

_CALENDAR = re.compile(r"\d{4}(?:-\d\d){0,2}")
_NEAR = 160  # code points between the name of a body, the words that it meets, and the date
_BODY = re.compile(
    r"\b(?:sub-?)?(?:commission|committee|council|dialogue|working group|task force|consultations)\b", re.IGNORECASE
)
_BESIDE = re.compile(r"\s|,? (?:Comrade |Mr\.? |Ms\.? |H\.E\.? )?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Meeting:
    """That a text dates a meeting of a body; ``to_come`` as the text tells it."""

    form: str
    date: str  # EDTF
    to_come: bool
    evidence: Evidence

    def forms(self) -> tuple[str, ...]:
        return (self.form,)

    def drawer(self, leader: Mapping[str, str]) -> str:
        return f"meeting {leader[self.form]}"


@dataclass(frozen=True, slots=True)
class Holding:
    """That a text names a person with an office."""

    office: str  # form
    person: str  # form
    office_words: str
    person_words: str
    evidence: Evidence

    def forms(self) -> tuple[str, ...]:
        return self.office, self.person

    def drawer(self, leader: Mapping[str, str]) -> str:
        return f"holding {leader[self.office]}"


def is_body(name: str, kind: str) -> bool:
    """A mechanism, or an organisation that is called one; but nothing that only sounds like it and meets nowhere: a
    partnership, a party, a text."""
    if kind != "MECHANISM" and not _BODY.search(name):
        return False
    frames = (rule for rule in load_table("link_frames") if rule.id != "frame.summit")
    return not any(rule.pattern.search(name) for rule in frames)


def meetings(read: ReadDocument) -> Iterator[Meeting]:
    """The dated meetings of named bodies, in text order; each body and date once a sentence."""
    found, text = read.annotations, read.document.text
    date_starts, name_starts = starts_of(found.dates), starts_of(found.names)
    for sentence in sentences(read):
        dates = [
            date for date in inside(found.dates, date_starts, sentence) if _CALENDAR.fullmatch(date.value or "")
        ]
        bodies = [name for name in inside(found.names, name_starts, sentence) if is_body(name.entity, name.type)]
        if not dates or not bodies:
            continue
        for body in bodies:
            met = _meeting(text, sentence, body, dates)
            if met is not None:
                form = form_of(body, read.parties).id
                yield Meeting(form, met[0].value or "", met[1], evidence(read, sentence))


def _meeting(
    text: str, sentence: Span, body: Name, dates: Sequence[DateMention]
) -> tuple[DateMention, bool] | None:
    """The date of the meeting that stands nearest to the name, and whether it is to come."""
    left, right = max(sentence.start, body.span.start - _NEAR), min(sentence.end, body.span.end + _NEAR)
    for rule in load_table("link_meetings"):
        match = rule.pattern.search(text, left, right)
        if match is None:
            continue
        near = [date for date in dates if left <= date.span.start and date.span.end <= right]
        best = min(near, key=lambda date: (abs(date.span.start - match.end()), date.span), default=None)
        return None if best is None or bounds(best.value) is None else (best, bool(rule.data["to_come"]))
    return None


def holdings(read: ReadDocument) -> Iterator[Holding]:
    """Each office with each person that stands right beside it, once a document."""
    text, seen = read.document.text, set[tuple[str, str]]()
    names = read.annotations.names
    for first, second in pairwise(names):
        pair = {first.type: first, second.type: second}
        if pair.keys() != {"OFFICE", "PERSON"} or not _beside(text, first, second):
            continue
        office, person = pair["OFFICE"], pair["PERSON"]
        forms = form_of(office, read.parties).id, form_of(person, read.parties).id
        if forms not in seen:
            seen.add(forms)
            where = evidence(read, Span(first.span.start, second.span.end))
            yield Holding(*forms, office.entity, person.entity, where)


def _beside(text: str, first: Name, second: Name) -> bool:
    """ "President Orr", "Anton Orr, President of Arland"; but no list of persons and offices."""
    between = text[first.span.end : second.span.start]
    if first.type == "OFFICE":
        return bool(_BESIDE.fullmatch(between))
    return between == ", " and text[second.span.end : second.span.end + 1] in ",.;)"
