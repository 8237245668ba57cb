"""Events that happen once, with the dates that texts give them (`lexicon/en/events.toml`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pacta.lexicon import Rule, load_table
from pacta.link.described import Thing, things
from pacta.link.passages import evidence, inside, sentences, starts_of
from pacta.link.types import Evidence, ReadDocument
from pacta.link.words import MARKS, STATE, terms
from pacta.model import DateMention, Span
from pacta.text.timevalues import bounds

_CALENDAR = re.compile(r"\d{4}(?:-\d\d){0,2}")
_MONTH_DAY = re.compile(r"(?:\d{4}|XXXX)-(\d\d-\d\d)(?:/.*)?")
_BRACKET = re.compile(r"\s?\([^()]{0,12}\Z")
_BEHIND = re.compile(r"(?:[\s(,]|\b(?:in|on|of|dated|back|early|late|as early as|signed|the)\b)*\Z", re.IGNORECASE)
_OPENS = re.compile(r"\A(?:(?:Back|As early as|Later|Then|And|, and|and|,)[\s,]*)*(?:on|in)\s\Z", re.IGNORECASE)
_MARKS = re.compile(r"\A\s(?:marks?|marked|will mark|is|was)\s(?:the\s)?\Z", re.IGNORECASE)
_GOES_ON = re.compile(r"\s(?:is|are|was|were|will|has|have|which|that|in \d{4}|on the)\b|,\s")
NUMBERED = "date of a text"  # whose number says which it is, whoever cites it
_CONTEXT = 120  # code points around a name in which words about it stand
# What stands behind these words is commemorated: the date may be that of the feast.
_ANNIVERSARY_OF = re.compile(r"\banniversary (?:of|since)[^.;:()]*\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DatedEvent:
    """That a text gives an event a date. ``subject`` are the terms of what it happened to, or ``form`` is the form
    of its name; ``states`` whose it is; ``origin`` the year that an anniversary counts back to. ``value`` is EDTF;
    ``words`` name the event."""

    event: str
    subject: tuple[str, ...]
    states: tuple[str, ...]
    value: str
    words: str
    evidence: Evidence
    origin: str | None = None
    form: str | None = None

    def forms(self) -> tuple[str, ...]:
        return (self.form,) if self.form else ()

    def drawer(self, leader: Mapping[str, str]) -> str:
        """Events in different drawers are never the same."""
        if self.form is not None:
            return f"event {self.event} {leader[self.form]}"
        if self.event == "anniversary":
            return f"event anniversary {self.origin}"
        return " ".join(["event", self.event, *self.states, *self.subject])


def dated_events(read: ReadDocument) -> Iterator[DatedEvent]:
    """The events of one document that happen once and are given a date, in text order."""
    found = read.annotations
    date_starts, name_starts = starts_of(found.dates), starts_of(found.names)
    for sentence in sentences(read):
        dates = [d for d in inside(found.dates, date_starts, sentence) if _is_calendar(d)]
        if dates:
            names = inside(found.names, name_starts, sentence)
            yield from _of_phrases(read, sentence, dates)
            yield from _of_things(read, sentence, dates, things(read, sentence, names))


def _is_calendar(date: DateMention) -> bool:
    return bool(date.value and (_CALENDAR.fullmatch(date.value) or _MONTH_DAY.fullmatch(date.value)))


def _of_phrases(read: ReadDocument, sentence: Span, dates: Sequence[DateMention]) -> Iterator[DatedEvent]:
    text = read.document.text
    for rule in load_table("events"):
        if rule.data["role"] not in ("anniversary", "verb", "noun"):
            continue
        if "needs" in rule.data and not re.search(rule.data["needs"], text[sentence.start : sentence.end], re.I):
            continue
        matches = list(rule.pattern.finditer(text, sentence.start, sentence.end))
        for match, date in _paired(text, sentence, matches, dates):
            if rule.data["role"] == "anniversary":
                yield from _anniversary(read, sentence, rule, match, date)
            elif not _ANNIVERSARY_OF.search(text[sentence.start : match.start()][-_CONTEXT:]):
                yield _phrase(read, sentence, rule, match, date)


def _paired(
    text: str, sentence: Span, matches: Sequence[re.Match[str]], dates: Sequence[DateMention]
) -> Iterator[tuple[re.Match[str], DateMention]]:
    """Each event with its date: in the bracket behind it; before each event where the sentence opens with a
    date ("In 2002 ..., and in 2012 ..."); else the first date between it and the next event."""
    leading = bool(matches) and bool(dates) and bool(_leads(text, sentence, dates[0], matches[0]))
    for place, match in enumerate(matches):
        left = matches[place - 1].end() if place else sentence.start
        right = matches[place + 1].start() if place + 1 < len(matches) else sentence.end
        behind = [d for d in dates if match.start() < d.span.start < right]
        before = [d for d in dates if left <= d.span.start and d.span.end <= match.start()]
        if leading and len(before) == 1:
            yield match, before[0]
        elif not leading and behind and _close(text, match, behind[0]):
            yield match, behind[0]


def _leads(text: str, sentence: Span, date: DateMention, event: re.Match[str]) -> bool:
    before = text[sentence.start : date.span.start]
    return date.span.end <= event.start() and bool(
        _OPENS.fullmatch(before) or (not before.strip() and _MARKS.fullmatch(text[date.span.end : event.start()]))
    )


def _close(text: str, match: re.Match[str], date: DateMention) -> bool:
    """No other clause lies between the event and its date."""
    between = text[match.end() : date.span.start] if date.span.start > match.end() else ""
    return len(between) <= _CONTEXT and not re.search(r"[;:)]|\b(?:which|while|but|before|after|until)\b", between)


def _anniversary(
    read: ReadDocument, sentence: Span, rule: Rule, match: re.Match[str], date: DateMention
) -> Iterator[DatedEvent]:
    text = read.document.text
    value = date.value or ""
    day = _MONTH_DAY.fullmatch(value)
    year = value[:4] if value[:4].isdigit() else (read.date or "")[:4]
    count = int(match["count"])
    bracketed = bool(_BRACKET.search(text[match.start() : date.span.start]))
    marks = date.span.end <= match.start() and bool(_MARKS.fullmatch(text[date.span.end : match.start()]))
    if not (bracketed or marks) or not year or day is None:
        return
    # The bracket holds the day itself, or the feast in the year of the document.
    is_feast = not bracketed or (read.date is not None and abs(int(year) - int(read.date[:4])) <= 1 < count)
    origin = int(year) - count if is_feast else int(year)
    words = _object(match["object"])
    yield _made(read, sentence, rule, words, f"{origin:04}-{day[1]}", str(origin))


def _object(words: str) -> str:
    """What is commemorated: up to the verb that goes on with the sentence."""
    return _GOES_ON.split(words, maxsplit=1)[0].strip()


def _phrase(read: ReadDocument, sentence: Span, rule: Rule, match: re.Match[str], date: DateMention) -> DatedEvent:
    words = match.groupdict().get("object") or ""
    return _made(read, sentence, rule, words, date.value or "")


def _made(
    read: ReadDocument, sentence: Span, rule: Rule, words: str, value: str, origin: str | None = None
) -> DatedEvent:
    found = terms(words)
    named = {term for term in found if term[0] == STATE}
    if not named and not rule.data.get("numbered"):
        named = {STATE + party for party in read.parties}
    subject = {term.lstrip(MARKS) for term in found if term[0] != STATE}
    told = rule.data["name"].format(" ".join(words.split()))
    where = evidence(read, sentence)
    return DatedEvent(rule.data["event"], tuple(sorted(subject)), tuple(sorted(named)), value, told, where, origin)


def _of_things(
    read: ReadDocument, sentence: Span, dates: Sequence[DateMention], things: Sequence[Thing]
) -> Iterator[DatedEvent]:
    text = read.document.text
    for place, thing in enumerate(things):
        following = things[place + 1].span.start if place + 1 < len(things) else sentence.end
        for rule in load_table("events"):
            if thing.type not in rule.data.get("types", ()):
                continue
            if (at := _words_about(text, sentence, thing.span, rule)) is None:
                continue
            date = next((d for d in dates if d.span.start >= at), None)
            if date is not None and date.span.start <= max(following, at + 4) and _follows(text, at, date):
                told = rule.data["name"].format(" ".join(thing.words.split()))
                where = evidence(read, sentence)
                yield DatedEvent(rule.data["event"], (), (), date.value or "", told, where, form=thing.form)


def _words_about(text: str, sentence: Span, thing: Span, rule: Rule) -> int | None:
    """Where the words that tell the event end: behind the name, or before it ("the opening of the ...")."""
    if rule.data["role"] == "after":
        match = rule.pattern.search(text[thing.end : min(sentence.end, thing.end + _CONTEXT)])
        return None if match is None else thing.end + match.end()
    before = text[max(sentence.start, thing.start - _CONTEXT) : thing.start]
    return thing.end if rule.pattern.search(before) else None


def _follows(text: str, at: int, date: DateMention) -> bool:
    """Only "on", "in" and brackets stand between, and the date is no plan."""
    return bool(_BEHIND.fullmatch(text[at : date.span.start])) and bounds(date.value) is not None
