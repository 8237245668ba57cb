"""What to follow up: deadlines passed in silence, promises nobody speaks of, words and parties that are gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from pacta.link.making import finding, text_of
from pacta.link.types import Finding, LinkedMention, Mention, ReadDocument, Severity, Thread
from pacta.text.timevalues import add_months, bounds

_PROMISED = 3  # firmness from which silence is worth a question
_OVER = {"completed", "lapsed", "suspended"}
_ALIKE = 0.5  # shared terms of two mentions, of all their terms, for a party to be missing from "the same"
_LOST = {"deadline": "the deadline", "figures": "the figure"}


def followups(
    threads: Iterable[Thread], documents: Mapping[str, ReadDocument], as_of: str, silent_months: int
) -> Iterator[Finding]:
    """Follow-ups of each thread, as things stand on the day ``as_of`` (ISO)."""
    last_dates = _last_dates(documents)
    for thread in threads:
        yield from _overdue(thread, as_of)
        yield from _silent(thread, documents, last_dates, as_of, silent_months)
        for before, after in zip(thread.mentions, thread.mentions[1:], strict=False):
            yield from _dropped(before, after, documents)
            yield from _missing_party(before.mention, after.mention, documents)


def _overdue(thread: Thread, as_of: str) -> Iterator[Finding]:
    """The last word on the object is a promise whose deadline has passed."""
    last = thread.mentions[-1].mention
    deadline = last.statement.deadline
    ends = bounds(deadline.value) if deadline else None
    if last.statement.kind != "commitment" or ends is None or deadline is None or thread.stage in _OVER:
        return
    if last.evidence.date and last.evidence.date <= ends[1].isoformat() < as_of:
        sentence = (
            f"{text_of(last.evidence)} promises this for {deadline.value}; no document up to {as_of} "
            "speaks of it again."
        )
        yield finding("overdue", _severity(last), sentence, last.evidence)


def _severity(mention: Mention) -> Severity:
    return "high" if mention.statement.firmness == 4 else "medium" if mention.statement.firmness == 3 else "low"


def _silent(
    thread: Thread,
    documents: Mapping[str, ReadDocument],
    last_dates: Mapping[tuple[str, ...], str],
    as_of: str,
    silent_months: int,
) -> Iterator[Finding]:
    """A promise on a named object after which the same parties have spoken, but not of it, for so many months."""
    last = thread.mentions[-1].mention
    if thread.type == "topic" or last.statement.kind != "commitment" or thread.stage in _OVER:
        return
    if (last.statement.firmness or 0) < _PROMISED or last.statement.deadline or not last.evidence.date:
        return
    until = add_months(date.fromisoformat(last.evidence.date), silent_months).isoformat()
    spoke = last_dates.get(documents[last.evidence.document].parties, "")
    if until <= as_of and spoke >= until:
        sentence = (
            f"{text_of(last.evidence)} promises this; the same parties have spoken until {spoke} "
            f"without a word on it that was found."
        )
        yield finding("silent", "low", sentence, last.evidence)


def _last_dates(documents: Mapping[str, ReadDocument]) -> dict[tuple[str, ...], str]:
    """When the same parties were heard last."""
    found: dict[tuple[str, ...], str] = {}
    for read in documents.values():
        found[read.parties] = max(found.get(read.parties, ""), read.date or "")
    return found


def _dropped(a: LinkedMention, b: LinkedMention, documents: Mapping[str, ReadDocument]) -> Iterator[Finding]:
    """A restated promise that has lost its deadline or its figure."""
    if b.relation != "drops" or not _comparable(a.mention, b.mention, documents):
        return
    lost = [change for change in b.changes if change.aspect in _LOST and change.was and not change.now]
    for change in lost[:1]:
        sentence = (
            f"{text_of(a.mention.evidence)} gives {_LOST[change.aspect]} {change.was}; "
            f"{text_of(b.mention.evidence)} restates it without."
        )
        yield finding("dropped", "medium", sentence, a.mention.evidence, b.mention.evidence)


def _missing_party(a: Mention, b: Mention, documents: Mapping[str, ReadDocument]) -> Iterator[Finding]:
    """A joint promise restated, in a joint text of the same parties, with fewer actors."""
    missing = [actor for actor in a.statement.actors if actor not in b.statement.actors]
    both_promise = a.statement.kind == b.statement.kind == "commitment"
    if not (missing and both_promise and b.statement.actors and set(b.statement.actors) < set(a.statement.actors)):
        return
    if not _comparable(a, b, documents) or _likeness(a, b) < _ALIKE:
        return
    sentence = (
        f"{text_of(a.evidence)} names {', '.join(a.statement.actors)}; {text_of(b.evidence)} restates it "
        f"without {', '.join(missing)}."
    )
    yield finding("missing-party", "medium", sentence, a.evidence, b.evidence)


def _comparable(a: Mention, b: Mention, documents: Mapping[str, ReadDocument]) -> bool:
    """Joint texts of the same parties, the second later than the first."""
    first, second = documents[a.evidence.document], documents[b.evidence.document]
    joint = first.annotations.profile.joint and second.annotations.profile.joint
    return joint and first.parties == second.parties and (a.evidence.date or "") < (b.evidence.date or "")


def _likeness(a: Mention, b: Mention) -> float:
    return len(a.terms & b.terms) / max(1, len(a.terms | b.terms))
