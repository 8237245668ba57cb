"""What stands at the end of a log, whatever the order in which its entries arrived."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from pacta.review.judgement import Judgement, Verdict

State = Literal[
    "accepted", "corrected", "rejected", "split", "merged", "added", "dismissed", "confirmed", "disputed"
]  # fmt: skip
STATES: Mapping[Verdict, State] = {
    "accept": "accepted", "correct": "corrected", "reject": "rejected", "split": "split", "merge": "corrected",
    "add": "added", "dismiss": "dismissed", "confirm": "confirmed",
}  # fmt: skip
REVIEWED: tuple[State, ...] = ("accepted", "corrected", "added")  # reviewed, and a statement
GONE: tuple[State, ...] = ("rejected", "split", "merged")  # no statement any more


@dataclass(frozen=True, slots=True)
class Standing:
    """What the entries about one thing come to.

    ``verdicts`` are those that stand, one a reviewer, oldest first; where they differ and no curator has decided,
    the state is "disputed" and the machine's values stay. ``decided`` is the entry whose values count.
    """

    state: State | None = None
    decided: Judgement | None = None
    verdicts: tuple[Judgement, ...] = ()
    comments: tuple[Judgement, ...] = ()
    assignee: str | None = None
    last: str | None = None  # id of the entry that was given last; the register gives them as they came
    values: Mapping[str, Any] = field(default_factory=dict)


def in_order(log: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """By time, then by id; an entry that is there twice once."""
    return tuple(sorted({entry.id: entry for entry in log}.values(), key=lambda entry: (entry.at, entry.id)))


def effective(log: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The entries that nobody has undone, without the undoings; an undoing can itself be undone."""
    entries = in_order(log)
    answers: dict[str, list[str]] = defaultdict(list)
    for entry in entries:
        if entry.verdict == "undo" and entry.replaces:
            answers[entry.replaces].append(entry.id)
    undone = _undone(answers)
    return tuple(entry for entry in entries if entry.verdict != "undo" and entry.id not in undone)


def standing(log: Iterable[Judgement]) -> dict[tuple[str, str], Judgement]:
    """The verdict of each reviewer on each target that stands: the latest that was not undone and that no entry
    which names it replaces. An undoing brings back what stood before."""
    found: dict[tuple[str, str], Judgement] = {}
    entries = [entry for entry in effective(log) if entry.verdict in STATES]
    answered = replaced(entries)
    for entry in entries:
        found[entry.target, entry.reviewer] = entry
    return {key: entry for key, entry in found.items() if entry.id not in answered}


def settle(entries: Iterable[Judgement], *, absorbed: frozenset[str] = frozenset()) -> Standing:
    """What entries about one and the same thing come to, whatever id it had for each of them.

    ``absorbed`` are the ids of entries that merge this thing into another.
    """
    log = tuple(entries)
    live = effective(log)
    verdicts = _standing_verdicts([entry for entry in live if entry.verdict in STATES])
    assigned = [entry for entry in live if entry.verdict == "assign"]
    decided = _decided(verdicts)
    state = _state(decided, absorbed) if decided else ("disputed" if verdicts else None)
    return Standing(
        state=state,
        decided=decided,
        verdicts=verdicts,
        comments=tuple(entry for entry in live if entry.verdict == "comment"),
        assignee=(assigned[-1].values.get("to") or None) if assigned else None,
        last=log[-1].id if log else None,
        values=decided.values if decided else {},
    )


def _state(decided: Judgement, absorbed: frozenset[str]) -> State:
    return "merged" if decided.id in absorbed else STATES[decided.verdict]


def _standing_verdicts(entries: Sequence[Judgement]) -> tuple[Judgement, ...]:
    answered = replaced(entries)
    latest = {entry.reviewer: entry for entry in entries}
    return tuple(entry for entry in in_order(latest.values()) if entry.id not in answered)


def _decided(verdicts: Sequence[Judgement]) -> Judgement | None:
    """The curator's word; else the word on which all reviewers agree."""
    if curators := [entry for entry in verdicts if entry.role == "curator"]:
        return curators[-1]
    if len({_meaning(entry) for entry in verdicts}) == 1:
        return verdicts[-1]
    return None


def _meaning(entry: Judgement) -> str:
    if entry.verdict in ("accept", "add"):  # who accepts what a colleague added says the same
        return "accept"
    return entry.verdict + json.dumps(dict(entry.values), sort_keys=True)


def _undone(answers: Mapping[str, list[str]]) -> set[str]:
    """Ids of entries with an undoing that is not itself undone. ``answers``: id -> ids of its undoings.

    An id is made from what the entry names, so no chain of undoings can close; but it may be long."""
    undone: dict[str, bool] = {}
    for first in answers:
        stack = [first]
        while stack:
            waiting = [id_ for id_ in answers.get(stack[-1], ()) if id_ not in undone]
            if waiting:
                stack += waiting
            else:
                id_ = stack.pop()
                undone[id_] = any(not undone[answer] for answer in answers.get(id_, ()))
    return {id_ for id_, gone in undone.items() if gone}


def replaced(entries: Sequence[Judgement]) -> set[str]:
    """Ids that an entry names as replaced, and all that these replaced in their turn."""
    before = {entry.id: entry.replaces for entry in entries}
    found: set[str] = set()
    for entry in entries:
        id_ = entry.replaces
        while id_ is not None and id_ not in found:
            found.add(id_)
            id_ = before.get(id_)
    return found
