"""Promises of years gone by: "In 2019 the two governments agreed to open a port" tells, it does not promise."""

from __future__ import annotations

import re

from pacta.extract.setting import Setting
from pacta.lexicon import Rule, load_table
from pacta.model import DateMention, Span

__all__ = ["bygone_rules"]

# What may stand before the time that opens a sentence; "by 2019" and "since 2019" say something else.
_OPENING = re.compile(r"\W*(?:(?:back|already|as early as|it was)\s+)?(?:in|on|at)\s+(?:the\s+)?", re.IGNORECASE)
_SUBJECT = 80  # code points between that time and the cue
_YEAR = re.compile(r"\b\d{4}(?!\d)")


def bygone_rules(setting: Setting, cue: Span) -> tuple[Rule, ...]:
    """The rule for a cue that would promise, in a sentence that opens with a year before the document's; or ().

    Not where a time that has not come yet follows ("In 2022 we agreed to double it by 2027"), nor without a date of
    the document.
    """
    words = cue.of(setting.document.text)
    rules = tuple(rule for rule in load_table("told_promises") if rule.pattern.search(words))
    return rules if rules and setting.today is not None and _is_bygone(setting, cue, setting.today[:4]) else ()


def _is_bygone(setting: Setting, cue: Span, this_year: str) -> bool:
    sentence = setting.sentence_at(cue.start)
    opening = _OPENING.match(setting.document.text, sentence.start, sentence.end)
    then = next(iter(setting.dates_in(sentence.start, cue.start)), None)
    if opening is None or then is None or then.span.start > opening.end() or cue.start - then.span.end > _SUBJECT:
        return False
    to_come = any(_year(date) >= this_year for date in setting.dates_in(cue.end, sentence.end))
    return "" < _year(then) < this_year and not to_come


def _year(date: DateMention) -> str:
    """The year that a date ends in, in four digits; "" where it names none."""
    found = _YEAR.findall(date.value or "")
    return found[-1] if found else ""
