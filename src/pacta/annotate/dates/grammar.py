"""Candidates: where the rules match, tried only around words that can be part of a date."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from pacta.annotate.dates import calendar_readers, duration_readers, relative_readers
from pacta.annotate.dates.context import Context
from pacta.lexicon import Rule, load_table

Reader = Callable[[dict[str, str], Context], str | None]
_TABLES = ("dates_calendar", "dates_times", "dates_relative", "dates_durations")
_BEFORE, _AFTER = 60, 60  # code points around a trigger in which a rule's match has to lie
_EDGE = 40  # how far a window is widened to end between words


@dataclass(frozen=True, slots=True)
class Candidate:
    """A rule that matched. ``groups`` holds its named groups that took part."""

    start: int
    end: int
    rank: int
    rule: Rule
    groups: dict[str, str]

    def read(self, context: Context) -> str | None:
        return reader_named(self.rule.data["reads"])(self.groups, context)


@cache
def reader_named(name: str) -> Reader:
    """The reader that a table row names in its column ``reads``."""
    modules = (calendar_readers, relative_readers, duration_readers)
    reader: Reader = next(vars(module)[name] for module in modules if name in vars(module))
    return reader


@cache
def grammar() -> tuple[Rule, ...]:
    return tuple(rule for table in _TABLES for rule in load_table(table))


def candidates(text: str) -> list[Candidate]:
    """All matches, by start, then the longest, then what is no date, then the rule's place in its table."""
    found = [c for start, end in windows(text) for c in _in_window(text, start, end)]
    return sorted(found, key=lambda c: (c.start, -c.end, c.rank))


def _in_window(text: str, start: int, end: int) -> Iterator[Candidate]:
    for rank, rule in enumerate(grammar()):
        for match in rule.pattern.finditer(text, start, end):
            groups = {name: words for name, words in match.groupdict().items() if words is not None}
            yield Candidate(match.start(), match.end(), -1 if _goes_first(rule) else rank, rule, groups)


def _goes_first(rule: Rule) -> bool:
    return bool(rule.data["type"] == "NONE" or rule.data.get("first"))


def windows(text: str) -> Iterator[tuple[int, int]]:
    """Stretches around the triggers, merged where they meet, ending between words."""
    trigger = load_table("dates_triggers")[0].pattern
    start = end = -1
    for match in trigger.finditer(text):
        if match.start() - _BEFORE > end:
            if end > 0:
                yield start, end
            start = _space_before(text, match.start() - _BEFORE)
        end = _space_after(text, match.end() + _AFTER)
    if end > 0:
        yield start, end


def _space_before(text: str, at: int) -> int:
    at = max(at, 0)
    found = max(text.rfind(" ", max(at - _EDGE, 0), at), text.rfind("\n", max(at - _EDGE, 0), at))
    return found + 1 if found >= 0 else at


def _space_after(text: str, at: int) -> int:
    spaces = [p for p in (text.find(" ", at, at + _EDGE), text.find("\n", at, at + _EDGE)) if p >= 0]
    return min(spaces, default=min(at, len(text)))
