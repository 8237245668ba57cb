"""When a text that prints no date was written, as far as its own words allow.

What is told as past lies before the writing, what is told as to come behind it; "this year" with an anniversary
gives the year. The outcome is a range with the passages that it rests on: an inferred claim, and never the
document's date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from pacta.lexicon import Rule, load_table
from pacta.link.passages import inside, sentences, starts_of
from pacta.link.types import ReadDocument
from pacta.model import DateMention, Span
from pacta.text.timevalues import bounds

_CALENDAR = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?:/\d{4}(?:-\d\d(?:-\d\d)?)?)?")
_OF_SOME_YEAR = re.compile(r"XXXX(-\d\d(?:-\d\d)?)")
_BREAK = re.compile(r"[;:()]|, (?:which|while|and|but|where|when|including)\b| [–—-] ")
_NEAR = 120  # code points around a date in which its clause is looked for
_MONTH = 31  # days
# What stands before a date that says when: a preposition, or nothing. Not "the 2030 goals".
_ADVERBIAL = re.compile(
    r"(?:\A|\b(?:in|on|since|of|from|year|early|late|mid|during|held|back)[ -]?|, ?|\()\s*\Z", re.IGNORECASE
)
_OF_SOMETHING = re.compile(r"\b(?:of|from|since)\s\Z", re.IGNORECASE)  # before the date of a thing that is there
_OPEN = ".."  # EDTF: the side of an interval that is not known
_UPCOMING = 366  # days within which something upcoming comes


@dataclass(frozen=True, slots=True)
class Clue:
    """What one passage says: the text was written not before ``earliest``, not after ``latest`` (ISO; None: it does
    not say). ``words`` are the date as it stands, ``rule`` what was made of it."""

    sentence: Span
    words: Span
    rule: str
    earliest: str | None
    latest: str | None


@dataclass(frozen=True, slots=True)
class Dating:
    """An interval in EDTF, ``..`` for a side that nothing bounds, and the clues that give its sides."""

    interval: str
    clues: tuple[Clue, ...]


def dated_within(read: ReadDocument) -> Dating | None:
    """When the text was written, by its own words; None where nothing says, or where they contradict each other."""
    found = list(_clues(read))
    earliest = max((clue.earliest for clue in found if clue.earliest), default=None)
    latest = min((clue.latest for clue in found if clue.latest), default=None)
    if (earliest is None and latest is None) or (earliest and latest and earliest > latest):
        return None
    telling = [c for c in found if (earliest and c.earliest == earliest) or (latest and c.latest == latest)]
    return Dating(f"{earliest or _OPEN}/{latest or _OPEN}", tuple(telling))


def with_dating(read: ReadDocument) -> ReadDocument:
    """The same, with the interval in which an undated text was written."""
    if read.date is not None or read.inferred is not None:
        return read
    found = dated_within(read)
    return replace(read, inferred=found.interval) if found else read


def _clues(read: ReadDocument) -> Iterator[Clue]:
    found = sorted(read.annotations.dates, key=lambda one: one.span)
    starts = starts_of(found)
    listed = [(sentence, inside(found, starts, sentence)) for sentence in sentences(read)]
    present = list(_of_this_year(read, listed))
    yield from present
    years = {clue.earliest[:4] for clue in present if clue.earliest}
    year = years.pop() if len(years) == 1 else None
    for sentence, dates in listed:
        for mention in dates:
            if stretch := _stretch(read, mention, year):
                yield from _told(read.document.text, sentence, mention.span, *stretch)


def _of_this_year(read: ReadDocument, listed: Iterable[tuple[Span, Sequence[DateMention]]]) -> Iterator[Clue]:
    """The year in which an anniversary of something dated is kept "this year"."""
    [anniversary] = (rule for rule in load_table("events") if rule.data["role"] == "anniversary")
    text = read.document.text
    for sentence, dates in listed:
        said = _first(text, sentence, "present")
        match = anniversary.pattern.search(text, sentence.start, sentence.end) if said else None
        behind = [d for d in dates if match and d.span.start > match.start()]
        if said and match and behind and (until := _stretch(read, behind[0], None)):
            year = f"{until[1].year + int(match['count']):04}"
            yield Clue(sentence, said, "dating.present", f"{year}-01-01", f"{year}-12-31")


def _is_calendar(value: str | None) -> bool:
    return bool(value and _CALENDAR.fullmatch(value))


def _stretch(read: ReadDocument, mention: DateMention, year: str | None) -> tuple[date, date] | None:
    """First and last day of a date that the words themselves give, or that lacks nothing but this year."""
    value = mention.value or ""
    if year and (partial := _OF_SOME_YEAR.fullmatch(value)):
        return bounds(year + partial[1])
    if not _is_calendar(value) or value[:4] not in read.document.quote(mention.span):
        return None
    return bounds(value)


def _told(text: str, sentence: Span, words: Span, first: date, last: date) -> Iterator[Clue]:
    """What follows from how the clause around a date tells it."""
    clause = _clause(text, sentence, words)
    before = text[clause.start : words.start]
    if _ends_with(before, "of-text"):
        yield Clue(sentence, words, "dating.of-text", first.isoformat(), None)
    elif _ends_with(before, "goal") or not _ADVERBIAL.search(before):
        return
    elif (tense := _tense(text, clause)) == "past":
        yield Clue(sentence, words, "dating.past", first.isoformat(), None)
    elif tense == "soon" or (tense is not None and not _OF_SOMETHING.search(before)):
        sooner = (first - timedelta(days=_UPCOMING)).isoformat() if tense == "soon" else None
        yield Clue(sentence, words, f"dating.{tense}", sooner, _eve(first, last).isoformat())


def _eve(first: date, last: date) -> date:
    """The last day on which something is told as to come in this stretch: of a day or month the one before; a
    year may have begun."""
    return last if (last - first).days > _MONTH else first - timedelta(days=1)


def _clause(text: str, sentence: Span, words: Span) -> Span:
    left, right = max(sentence.start, words.start - _NEAR), min(sentence.end, words.end + _NEAR)
    before = [match.end() for match in _BREAK.finditer(text, left, words.start)]
    after = _BREAK.search(text, words.end, right)
    return Span(before[-1] if before else left, after.start() if after else right)


def _tense(text: str, clause: Span) -> str | None:
    """The role of the cues in the clause; None where there are none, or of both times."""
    ahead = [Span(*m.span()) for m in _rule("future").pattern.finditer(text, clause.start, clause.end)]
    past = (Span(*m.span()) for m in _rule("past").pattern.finditer(text, clause.start, clause.end))
    behind = [span for span in past if not any(span.overlaps(one) for one in ahead)]
    if _first(text, clause, "soon") and not behind:
        return "soon"
    return "past" if behind and not ahead else "future" if ahead and not behind else None


def _first(text: str, span: Span, role: str) -> Span | None:
    match = _rule(role).pattern.search(text, span.start, span.end)
    return Span(*match.span()) if match else None


def _ends_with(before: str, role: str) -> bool:
    return _rule(role).pattern.search(before) is not None


@cache
def _rule(role: str) -> Rule:
    return next(rule for rule in load_table("link_dating") if rule.data["role"] == role)
