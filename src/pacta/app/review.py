"""Reviewing: entering judgements into the log, taking them back, and what was said of one thing.

A judgement is one entry of an append-only log (`pacta.review`). Entering it lays the log over the statements of
its document in the same transaction, so that lists, search and linking see what stands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from pacta.app import review_entries
from pacta.app.review_entries import Target
from pacta.model import PactaError, Span
from pacta.review import Judgement, Role, Standing, Verdict, check, settle
from pacta.store import Register, judgements, settling

ANYTHING = "*"  # `expecting` of who does not mind what others said meanwhile


class Conflict(PactaError):  # noqa: N818 - named for what the user sees
    """Somebody has judged the same thing since the caller looked. ``theirs`` is that entry."""

    def __init__(self, theirs: Judgement) -> None:
        said = f"{theirs.reviewer} has entered {theirs.verdict!r} meanwhile"
        super().__init__(f"{said} ({theirs.at[:16].replace('T', ' ')} UTC).", "Look at it and decide again.")
        self.theirs = theirs


@dataclass(frozen=True, slots=True)
class Said:
    """Who speaks and how. ``independent``: without regard to what others said, as a second reader does; else the
    entry answers, and replaces, the one that stands. ``expecting`` is the id of the last entry on the target that
    the speaker saw (`StatementRow.judgement`), None for none, `ANYTHING` for no matter what."""

    reviewer: str
    role: Role = "reviewer"
    reason: str = ""
    expecting: str | None = ANYTHING
    independent: bool = False


def record(register: Register, entry: Judgement, *, expecting: str | None = ANYTHING) -> Judgement:
    """Enters one judgement as it is. Raises `Conflict` if the last entry on its target is not the one expected,
    `BadEntry` if it makes no sense. The same entry twice is one entry."""
    with register.writing() as connection:
        judgements.lock(connection)
        return _enter(connection, entry, expecting)


def judge(
    register: Register, target: str, verdict: Verdict, said: Said, values: Mapping[str, Any] | None = None
) -> Judgement:
    """Judges a statement, by its id or as much of it as tells it apart: accept, reject, correct, comment, assign
    and what belongs to assessment. Places among the values (cue, content, items, deadline_words) are spans of the
    document. A correction adds to the one that it answers; one that comes to what the machine read accepts it.
    Raises PactaError if there is no such statement, `Conflict`, `BadEntry`."""
    with register.writing() as connection:
        judgements.lock(connection)
        found = review_entries.find_target(connection, target)
        return _judge(connection, found, verdict, said, values or {})


def add_statement(
    register: Register, document: str, words: Span, said: Said, values: Mapping[str, Any], cue: Span | None = None
) -> Judgement:
    """Adds a statement that the machine missed: the selected words, of them the cue, and its values (``kind`` at
    least). The entry's target is the id of the new statement."""
    with register.writing() as connection:
        judgements.lock(connection)
        found = review_entries.new_target(connection, document, words, cue)
        return _judge(connection, found, "add", said, values)


def decline(register: Register, document: str, words: Span, said: Said, cue: Span | None = None) -> Judgement:
    """Says that there is no statement on these words, where somebody or something proposed to add one."""
    with register.writing() as connection:
        judgements.lock(connection)
        found = review_entries.new_target(connection, document, words, cue)
        return _judge(connection, found, "reject", said, {})


def split(register: Register, target: str, said: Said, pieces: Sequence[Mapping[str, Any]]) -> Judgement:
    """Splits a statement. A piece has ``words`` (a span) and, where they differ, a ``cue`` and other values."""
    with register.writing() as connection:
        judgements.lock(connection)
        found = review_entries.find_target(connection, target)
        return _judge(connection, found, "split", said, {"parts": review_entries.parts(found, pieces)})


def merge(register: Register, targets: list[str], said: Said, values: Mapping[str, Any] | None = None) -> Judgement:
    """Makes one statement of several of one document: the first, with the content of all."""
    with register.writing() as connection:
        judgements.lock(connection)
        first, *others = [review_entries.find_target(connection, target) for target in targets]
        joined = review_entries.joined(first, others)
        return _judge(connection, joined, "merge", said, values or {})


def undo(register: Register, entry: str, said: Said) -> Judgement:
    """Takes an entry back, by its id or as much of it as tells it apart; what stood before stands again."""
    with register.writing() as connection:
        judgements.lock(connection)
        undone = review_entries.find_entry(connection, entry)
        made = Judgement(
            undone.target, undone.anchors, "undo", said.reviewer, "", said.reason, replaces=undone.id,
            about=undone.about, role=said.role,
        )  # fmt: skip
        return enter_now(connection, made, said.expecting)


def quotation(register: Register, document: str, place: Any) -> dict[str, Any]:
    """A place in a document as the quotation that an entry keeps. Raises PactaError if there is none."""
    with register.reading() as connection:
        return review_entries.quotation(connection, document, place)


def history(register: Register, target: str) -> tuple[Judgement, ...]:
    """All entries on one thing, oldest first: also those that were made on another version of the statement."""
    with register.reading() as connection:
        found = judgements.entries_on(connection, target)
        return tuple(sorted(found, key=lambda entry: (entry.at, entry.id)))


def full_id(register: Register, wanted: str) -> str:
    """The id of what has been judged, or of a statement, that begins so. Raises PactaError for none or several."""
    with register.reading() as connection:
        return review_entries.full_id(connection, wanted)


def standing_of(register: Register, target: str) -> Standing:
    """What the entries on one thing come to."""
    return settle(history(register, target))


def changes(register: Register, *, before: int | None = None, size: int = 50) -> tuple[tuple[int, Judgement], ...]:
    """The change log, newest first, each entry with its number; ``before`` a number for the next page."""
    with register.reading() as connection:
        return tuple(judgements.latest(connection, size, before))


def _judge(
    connection: Connection, target: Target, verdict: Verdict, said: Said, values: Mapping[str, Any]
) -> Judgement:
    stands = settle(judgements.entries_on(connection, target.id))
    made = Judgement(
        target.id, target.anchors, verdict, said.reviewer, "", said.reason, about=target.about, role=said.role
    )
    made = review_entries.with_values(made, target, values, stands, independent=said.independent)
    return enter_now(connection, made, said.expecting)


def enter_now(connection: Connection, entry: Judgement, expecting: str | None) -> Judgement:
    """Enters an entry with the time of day. `judgements.lock` was called before."""
    return _enter(connection, _timed(connection, entry), expecting)


def _timed(connection: Connection, entry: Judgement) -> Judgement:
    """With the time of day; later than what it answers, also where the clock was set back."""
    now = datetime.now(UTC)
    last = judgements.last_on(connection, entry.target)
    if last is not None:
        before = datetime.fromisoformat(last.at)
        now = max(now, before.astimezone(UTC) + timedelta(microseconds=1))
    return replace(entry, at=now.isoformat(timespec="microseconds"))


def _enter(connection: Connection, entry: Judgement, expecting: str | None) -> Judgement:
    check(entry)
    if judgements.entry_of(connection, entry.id) is not None:
        return entry
    last = judgements.last_on(connection, entry.target)
    if expecting != ANYTHING and last is not None and last.id != expecting:
        raise Conflict(last)
    judgements.append(connection, [entry])
    if entry.about == "statement":
        settling.settle_documents(connection, {where.document for where in entry.anchors})
    return entry
