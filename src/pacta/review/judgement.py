"""Judgements: an append-only log of what reviewers decided. Machine scores and human judgements never mix."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from pacta.model import digest
from pacta.review.anchor import Anchor

Verdict = Literal["accept", "correct", "reject", "dismiss", "undo"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """One entry of the log.

    ``target`` is the id of a statement or finding, ``anchor`` the words it stands on; ``at`` an ISO 8601 time
    that the caller gives, since nothing here looks at a clock. ``values`` are the corrected fields of a
    "correct". ``replaces`` is the id of the entry that this one answers: undoing is a new entry.
    """

    target: str
    anchor: Anchor
    verdict: Verdict
    reviewer: str
    at: str
    reason: str = ""
    values: tuple[tuple[str, str], ...] = ()
    replaces: str | None = None

    @property
    def id(self) -> str:
        """Made from the content, so that the same entry arriving twice is one entry."""
        parts = (self.target, self.verdict, self.reviewer, self.at, self.reason, self.values, self.replaces)
        return "j" + digest(*parts)[:16]


def standing(log: Iterable[Judgement]) -> dict[tuple[str, str], Judgement]:
    """The judgement of each reviewer on each target that stands at the end of the log.

    Later entries replace earlier ones of the same reviewer, whatever the order they arrive in; an "undo"
    takes the entry it names away and brings back none before it.
    """
    found: dict[tuple[str, str], Judgement] = {}
    entries = tuple(log)
    undone = {entry.replaces for entry in entries if entry.verdict == "undo"}
    for entry in sorted(entries, key=lambda entry: (entry.at, entry.id)):
        key = entry.target, entry.reviewer
        if entry.verdict != "undo":
            found[key] = entry
    return {key: entry for key, entry in found.items() if entry.id not in undone}
