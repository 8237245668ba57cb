"""One indicator and period, two figures that do not fit; rounding and hedges are respected."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from math import inf

from pacta.link.making import finding, in_time, text_of
from pacta.link.passages import evidence, sentences
from pacta.link.types import Evidence, Finding, ReadDocument
from pacta.link.words import MARKS, STATE, is_conduct, states_in, terms
from pacta.model import Figure, Span

_ABOUT = 0.1  # how far "about" reaches to both sides
_SLACK = 0.02  # two exact figures this close are one figure, rounded or converted otherwise
_SAME_NOW = 92  # days between documents within which levels without a period speak of the same time
_WELL_DESCRIBED = 2  # words of an indicator, besides a state
_BETWEEN = 2  # states: figures are compared that are about what is between states
_MOST = 50  # figures of one indicator that are compared with each other
_CLAUSE = 200  # code points before a figure in which its clause is looked for
_NUMBER = re.compile(r"\d[\d,]{0,20}(?:\.\d{1,9})?")
# Verbs that bring in a level or a change and dates: they are no part of what is measured.
_TELLS = re.compile(
    r"\b(?:reach\w*|amount\w*|total\w*|grew|grow\w*|r[oi]se\w*|fell|fall\w*|increas\w*|decreas\w*|stood|exceed\w*"
    r"|declin\w*|hit|ha[sd]|have|in \d{4})\b", re.IGNORECASE,
)  # fmt: skip
_NEAR = 60  # code points around a figure in which its clause says of what part of a year it is
_PART_OF_YEAR = re.compile(
    r"\b(?:since|so far|to date|until now|half|quarter|months?|January|February|March|April|May|June|July|August"
    r"|September|October|November)\b"
)
_OF_BOTH = re.compile(
    r"\b(?:bilateral|mutual|two-way|(?:our|the|both|these) (?:two )?(?:countries|nations|states)|our trade)\b",
    re.IGNORECASE,
)
_BOTH_WAYS = frozenset({"trad", "turnover", "commerc"})


# The words; the states in their order, or sorted where a thing goes both ways.
Indicator = tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class FigureFact:
    """A figure of which the text says what is measured. ``said`` are the words for it."""

    indicator: Indicator
    said: str
    states: tuple[str, ...]  # that the sentence names, or whose bilateral text it is
    of_part: bool  # the clause speaks of a part of a year: "since early 2018", "in the first half"
    figure: Figure
    written: str  # the figure as the text has it
    evidence: Evidence

    def forms(self) -> tuple[str, ...]:
        return ()

    def drawer(self, leader: Mapping[str, str]) -> str:
        """Figures in different drawers are never of one indicator."""
        words, states = self.indicator
        kind = "level" if self.figure.direction is None else "change"
        return " ".join(["figure", kind, self.figure.unit, *words, *states])


def figure_facts(read: ReadDocument) -> Iterator[FigureFact]:
    """Figures of which the text says what is measured, and whose; plain counts of things are too vague."""
    spans = list(sentences(read))
    place = 0
    for figure in read.annotations.figures:
        while place < len(spans) and spans[place].end <= figure.span.start:
            place += 1
        if place >= len(spans) or spans[place].start > figure.span.start:
            continue
        if (key := indicator(read, figure, spans[place])) is not None:
            text = read.document.text
            of_part = _speaks_of_part(text, spans[place], figure.span)
            said = figure.indicator.of(text) if figure.indicator else " ".join(key[0])
            states, words = _states(read, spans[place]), figure.span.of(text)
            yield FigureFact(key, said, states, of_part, figure, words, evidence(read, spans[place]))


def _speaks_of_part(text: str, sentence: Span, figure: Span) -> bool:
    before = re.split(r"[,;]", text[max(sentence.start, figure.start - _NEAR) : figure.start])[-1]
    after = re.split(r"[,;]", text[figure.end : min(sentence.end, figure.end + _NEAR)])[0]
    return bool(_PART_OF_YEAR.search(before) or _PART_OF_YEAR.search(after))


def _states(read: ReadDocument, sentence: Span) -> tuple[str, ...]:
    named = {term for term in terms(read.document.quote(sentence)) if term[0] == STATE}
    parties = read.parties if len(read.parties) == _BETWEEN else ()
    return tuple(sorted(named | {STATE + party for party in parties}))


def indicator(read: ReadDocument, figure: Figure, sentence: Span) -> Indicator | None:
    """What is measured between which states, as it can be compared; None where the words do not say so.

    In a text of two parties "bilateral", "our countries" and the like stand for them. The order of states
    counts ("exports of A to B") unless trade goes both ways."""
    clause = read.document.text[max(sentence.start, figure.span.start - _CLAUSE) : figure.span.start]
    said = read.document.quote(figure.indicator) if figure.indicator else ""
    last = re.split(r"[,;:(]", clause)[-1]
    between = read.parties if len(read.parties) == _BETWEEN and _OF_BOTH.search(f"{said} {last}") else ()
    several = len(states_in(terms(read.document.quote(sentence)))) >= _BETWEEN
    for words in (said, last):
        if (key := _key(terms(_TELLS.sub(" ", words)), between, several)) is not None:
            return key
    return None


def _key(found: list[str], between: tuple[str, ...], several: bool) -> Indicator | None:
    """``several``: the sentence names more than one state, so that the indicator need name one only."""
    words = frozenset(t.lstrip(MARKS) for t in found if t[0] != STATE and not t[0].isdigit() and not is_conduct(t))
    states = tuple(dict.fromkeys(term for term in found if term[0] == STATE))
    states = states or tuple(sorted(STATE + code for code in between))
    if not words or len(states) < (1 if several else _BETWEEN):
        return None
    return tuple(sorted(words)), tuple(sorted(states)) if words & _BOTH_WAYS else states


def reach(figure: Figure, quote: str) -> tuple[float, float]:
    """The values that the words allow, in base units; a fall is negative."""
    low, high = figure.value if isinstance(figure.value, tuple) else (figure.value, figure.value)
    low, high = float(low), float(high)
    sign = -1.0 if figure.direction == "down" else 1.0
    if figure.hedge in (">", ">="):
        bottom, top = low, inf
    elif figure.hedge == "<":
        bottom, top = -inf if figure.direction is None else 0.0, high
    else:
        slack = _ABOUT if figure.hedge == "~" else _SLACK
        bottom = low - abs(low) * slack - _rounding(low, quote)
        top = high + abs(high) * slack + _rounding(high, quote)
    return (bottom, top) if sign > 0 else (-top, -bottom)


def _rounding(value: float, quote: str) -> float:
    """Half a unit of the last digit that is written: $6 billion may be anything from 5.5 to 6.5."""
    written = _NUMBER.search(quote)
    number = float(written[0].replace(",", "")) if written else 0.0
    if written is None or not number:
        return 0.0
    _, _, decimals = written[0].partition(".")
    return float(abs(value / number) * 0.5 * 10.0 ** -len(decimals))


def figure_findings(drawer: Iterable[FigureFact]) -> Iterator[Finding]:
    """A finding for each two figures of one indicator, unit, direction and time that cannot both be so."""
    ordered = sorted(drawer, key=lambda fact: (in_time(fact.evidence), fact.figure.span))
    yield from _conflicts(ordered[:_MOST])


def _conflicts(facts: list[FigureFact]) -> Iterator[Finding]:
    told: set[tuple[str, str]] = set()
    for place, a in enumerate(facts):
        for b in facts[place + 1 :]:
            pair = (str(a.figure.value), str(b.figure.value))
            if pair not in told and comparable(a, b) and disagree(a, b):
                told.add(pair)
                yield _finding(a, b)


def disagree(a: FigureFact, b: FigureFact) -> bool:
    """No value fits the words of both."""
    (low, high), (bottom, top) = reach(a.figure, a.written), reach(b.figure, b.written)
    return low > top or bottom > high


def comparable(a: FigureFact, b: FigureFact) -> bool:
    """Two documents on one time, about the same states; a part of a year is not compared with the year."""
    if a.of_part != b.of_part:
        return False
    return a.evidence.document != b.evidence.document and a.states == b.states and _same_time(a, b)


def _same_time(a: FigureFact, b: FigureFact) -> bool:
    """One period; without a period, levels of something well described in documents of about one time."""
    if a.figure.period or b.figure.period:
        return a.figure.period == b.figure.period
    if not a.evidence.date or not b.evidence.date or a.figure.direction or len(a.indicator[0]) < _WELL_DESCRIBED:
        return False
    return abs((date.fromisoformat(a.evidence.date) - date.fromisoformat(b.evidence.date)).days) <= _SAME_NOW


def _finding(a: FigureFact, b: FigureFact) -> Finding:
    period = f" for {a.figure.period}" if a.figure.period else ""
    sentence = (
        f"{text_of(a.evidence)} and {text_of(b.evidence)} give figures{period} of one indicator that do not fit: "
        f"{_told(a)} and {_told(b)}."
    )
    return finding("figure", "medium", sentence, a.evidence, b.evidence)


def _told(fact: FigureFact) -> str:
    """In the text's own words: the reader of the finding has not seen base units."""
    change = f" ({fact.figure.direction})" if fact.figure.direction else ""
    return f"“{fact.written}”{change}"
