"""What to follow up: deadlines passed in silence, promises nobody speaks of, words and parties that are gone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from pacta.link.making import finding, text_of
from pacta.link.relations import alike
from pacta.link.types import Finding, LinkedMention, Mention, Severity, Thread
from pacta.text.timevalues import add_months, bounds

SILENT_MONTHS = 12
_OUTRIGHT, _PROMISED = 4, 3  # firmness of a specific act promised outright, and of an effort
_FEW_NAMES = 2  # named objects of a promise; one that lists more is about cooperation at large
_RESTATED = 0.4  # shared terms of two mentions, of all their terms, for the later to restate the earlier
_BEGINS = re.compile(r"\b(?:starting|beginning|effective|as of|from)\b", re.IGNORECASE)  # a date, and no deadline
_DIGITS = re.compile(r"\d")
# Words by which a deadline is a date, and not a span of time that happens to be in a name ("100 Days Mission").
_DATED = re.compile(
    r"\b(?:19|20)\d\d\b|\b(?:this|next|coming|following|same) (?:year|month|spring|summer|autumn|fall|winter)\b"
    r"|\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_OVER = {"completed", "lapsed", "suspended"}
_ALIKE = 0.5  # shared terms of two mentions, of all their terms, for a party to be missing from "the same"
# "reaffirmed the U.S. commitment to": the promise of one, whoever else was there when it was said.
_OF_ONE = re.compile(r"\b(?:U\.S\.|U\.K\.|[A-Z]\w+(?:n|ese|ish|['’]s?)) (?:\w+ )?commitments?\b")
_LOST = {"deadline": "the deadline", "figures": "the figure"}


def followups(thread: Thread, spoken_of: bool, joint_text: str | None) -> Iterator[Finding]:
    """Follow-ups of a thread. ``spoken_of``: a later text speaks of its last mention, in whatever words;
    ``joint_text``: the day of the latest joint text of the same parties as that mention's."""
    if not spoken_of:
        yield from _overdue(thread, joint_text or "")
        yield from _silent(thread, joint_text or "")
    for linked in thread.mentions:
        if linked.before is not None:
            yield from _dropped(linked.before, linked)
            yield from _missing_party(linked.before, linked.mention)


def may_be_unkept(thread: Thread) -> bool:
    """The last word on the object is a promise, so that it matters whether anything speaks of it later."""
    last = thread.mentions[-1].mention
    if last.kind != "commitment" or thread.stage in _OVER or not last.evidence.date:
        return False
    return _end(last) is not None or _should_return(thread, last)


def joint_key(parties: tuple[str, ...]) -> str:
    """The key of the joint texts of these parties."""
    return " ".join(["joint", *sorted(parties)])


def _end(mention: Mention) -> str | None:
    """The last day of the deadline."""
    ends = bounds(mention.deadline)
    return ends[1].isoformat() if ends else None


def _should_return(thread: Thread, last: Mention) -> bool:
    """An outright joint promise on a named object, without a deadline. (A telephone call's readout need not come
    back to everything; a joint text should.)"""
    named = 0 < len(last.named) <= _FEW_NAMES
    return thread.type != "topic" and named and last.firmness == _OUTRIGHT and last.joint and not last.deadline


def _overdue(thread: Thread, joint_text: str) -> Iterator[Finding]:
    """The last word on the object is a promise whose deadline has passed. If the same parties have spoken together
    since, their silence weighs more."""
    last = thread.mentions[-1].mention
    end = _end(last)
    if end is None or (last.firmness or 0) < _PROMISED or not _is_dated(last.evidence.quote):
        return
    if last.evidence.date and last.evidence.date <= end:
        sentence = f"{text_of(last.evidence)} promises this for {last.deadline}; no later document speaks of it."
        severity: Severity = "low" if joint_text <= end else "high" if last.firmness == _OUTRIGHT else "medium"
        yield finding("overdue", severity, sentence, last.evidence, since=end)


def _is_dated(quote: str) -> bool:
    return bool(_DATED.search(quote)) and not _BEGINS.search(quote)


def _silent(thread: Thread, joint_text: str) -> Iterator[Finding]:
    """So many months later there is a joint text of the same parties that does not speak of it."""
    last = thread.mentions[-1].mention
    if not last.evidence.date or not _should_return(thread, last):
        return
    until = add_months(date.fromisoformat(last.evidence.date), SILENT_MONTHS).isoformat()
    if joint_text >= until:
        sentence = (
            f"{text_of(last.evidence)} promises this; no document of these parties since, up to their joint text "
            f"of {joint_text}, was found to speak of it."
        )
        yield finding("silent", "low", sentence, last.evidence, since=until)


def _dropped(a: Mention, linked: LinkedMention) -> Iterator[Finding]:
    """A restated promise that has lost its deadline or its figure, and says no other date or number instead."""
    b = linked.mention
    if linked.relation != "drops" or not _comparable(a, b) or alike(a, b) < _RESTATED:
        return
    if min(a.firmness or 0, b.firmness or 0) < _PROMISED or _DIGITS.search(b.evidence.quote):
        return
    lost = [change for change in linked.changes if change.aspect in _LOST and change.was and not change.now]
    for change in lost[:1]:
        sentence = (
            f"{text_of(a.evidence)} gives {_LOST[change.aspect]} {change.was}; "
            f"{text_of(b.evidence)} restates it without."
        )
        yield finding("dropped", "medium", sentence, a.evidence, b.evidence)


def _missing_party(a: Mention, b: Mention) -> Iterator[Finding]:
    """A joint promise restated, in a joint text of the same parties, with fewer actors."""
    missing = [actor for actor in a.actors if actor not in b.actors]
    both_promise = a.kind == b.kind == "commitment"
    if not (missing and both_promise and b.actors and set(b.actors) < set(a.actors)):
        return
    if not _comparable(a, b) or alike(a, b) < _ALIKE or _OF_ONE.search(a.evidence.quote):
        return
    sentence = (
        f"{text_of(a.evidence)} names {', '.join(a.actors)}; {text_of(b.evidence)} restates it "
        f"without {', '.join(missing)}."
    )
    yield finding("missing-party", "medium", sentence, a.evidence, b.evidence)


def _comparable(a: Mention, b: Mention) -> bool:
    """Joint texts of the same parties, the second later than the first."""
    dated = a.evidence.date and b.evidence.date and a.evidence.date < b.evidence.date
    return bool(dated) and a.joint and b.joint and a.parties == b.parties
