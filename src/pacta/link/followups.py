"""What to follow up: deadlines passed in silence, promises nobody speaks of, words and parties that are gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from pacta.link.making import finding, text_of
from pacta.link.relations import alike
from pacta.link.silence import Record
from pacta.link.types import Finding, LinkedMention, Mention, ReadDocument, Severity, Thread
from pacta.text.timevalues import add_months, bounds

_OUTRIGHT = 4  # firmness of a specific act promised outright
_OVER = {"completed", "lapsed", "suspended"}
_ALIKE = 0.5  # shared terms of two mentions, of all their terms, for a party to be missing from "the same"
_LOST = {"deadline": "the deadline", "figures": "the figure"}


def followups(
    threads: Iterable[Thread], documents: Mapping[str, ReadDocument], as_of: str, silent_months: int
) -> Iterator[Finding]:
    """Follow-ups of each thread, as things stand on the day ``as_of`` (ISO)."""
    listed = list(threads)
    joint_texts = _last_joint_texts(documents)
    record = Record([linked.mention for thread in listed for linked in thread.mentions])
    for thread in listed:
        unkept = [*_overdue(thread, as_of), *_silent(thread, documents, joint_texts, as_of, silent_months)]
        if unkept and record.is_silent_after(thread.mentions[-1].mention):
            yield from unkept
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
    return (
        "high"
        if mention.statement.firmness == _OUTRIGHT
        else "medium"
        if mention.statement.firmness == 3
        else "low"
    )


def _silent(
    thread: Thread,
    documents: Mapping[str, ReadDocument],
    joint_texts: Mapping[tuple[str, ...], str],
    as_of: str,
    silent_months: int,
) -> Iterator[Finding]:
    """An outright joint promise on a named object, and so many months later a joint text of the same parties that
    does not speak of it. (A telephone call's readout need not come back to everything; a joint text should.)"""
    last = thread.mentions[-1].mention
    if thread.type == "topic" or last.statement.kind != "commitment" or thread.stage in _OVER:
        return
    read = documents[last.evidence.document]
    outright = last.statement.firmness == _OUTRIGHT and read.annotations.profile.joint
    if not outright or last.statement.deadline or not last.evidence.date:
        return
    until = add_months(date.fromisoformat(last.evidence.date), silent_months).isoformat()
    spoke = joint_texts.get(read.parties, "")
    if until <= as_of and spoke >= until:
        sentence = (
            f"{text_of(last.evidence)} promises this; no document since, up to the joint text of {spoke}, "
            f"was found to speak of it."
        )
        yield finding("silent", "low", sentence, last.evidence)


def _last_joint_texts(documents: Mapping[str, ReadDocument]) -> dict[tuple[str, ...], str]:
    """The date of the last joint text of each set of parties."""
    found: dict[tuple[str, ...], str] = {}
    for read in documents.values():
        if not read.annotations.profile.joint:
            continue
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
    if not _comparable(a, b, documents) or alike(a, b) < _ALIKE:
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
