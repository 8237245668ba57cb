"""Assessment: what reviewers find was done about a commitment. The software proposes evidence; only people score.

Scores are those of the field (G7, G20 and BRICS Research Groups): +1 done, 0 partly or in progress, -1 not done or
contrary to it; n/a not applicable. The average of a set is theirs too: 50 x (score + 1) percent, n/a left out.
https://www.g7.utoronto.ca/compliance/
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from pacta.model import digest
from pacta.review.anchor import Anchor
from pacta.review.judgement import Judgement
from pacta.review.standing import effective

Score = Literal["+1", "0", "-1", "n/a"]
NUMBERS: Mapping[str, int] = {"+1": 1, "0": 0, "-1": -1}
STATUSES: tuple[str, ...] = (*get_args(Score), "mixed", "disputed", "evidence", "searched")
ALL = ""  # the actor of a score that is not of one actor alone


@dataclass(frozen=True, slots=True)
class Scored:
    """The score that stands for one actor (or for all together), and those of each reviewer beside it. ``decided``
    is None where reviewers differ and no curator has decided."""

    actor: str
    decided: Judgement | None
    by_reviewer: tuple[Judgement, ...]

    @property
    def score(self) -> str | None:
        return str(self.decided.values["score"]) if self.decided else None


@dataclass(frozen=True, slots=True)
class Event:
    """Evidence that tells of one and the same event. It counts once, however many texts tell it."""

    items: tuple[Judgement, ...]

    @property
    def date(self) -> str | None:
        return min((str(item.values["date"]) for item in self.items if item.values.get("date")), default=None)


@dataclass(frozen=True, slots=True)
class Assessment:
    """What is known of one commitment. A guideline says what will count as done, before anybody scores."""

    guideline: Judgement | None = None
    scores: tuple[Scored, ...] = ()
    events: tuple[Event, ...] = ()
    searches: tuple[Judgement, ...] = ()

    @property
    def status(self) -> str:
        """In plain words, and no more than a person has said: nothing found is not nothing done."""
        if self.scores:
            return "; ".join(map(_score_words, self.scores))
        if self.events:
            many = len(self.events)
            return f"Not scored; evidence of {many} event{'s' if many > 1 else ''}."
        if self.searches:
            return " ".join(
                f"No evidence found (searched {one.values['searched']}, until {one.values['until']})."
                for one in self.searches
            )
        return "Not assessed."

    @property
    def outcome(self) -> str | None:
        """One of `STATUSES`, for lists and counts: the score that stands for all actors, "mixed" where they differ,
        "disputed" where reviewers do, "evidence" or "searched" before anybody scored; None: not assessed."""
        scores = {scored.score for scored in self.scores}
        if None in scores:
            return "disputed"
        if scores:
            return "mixed" if len(scores) > 1 else scores.pop()
        return "evidence" if self.events else "searched" if self.searches else None


def assess(log: Iterable[Judgement]) -> Assessment:
    """What the entries on one commitment come to."""
    live = effective(log)
    guidelines = [entry for entry in live if entry.verdict == "guideline"]
    return Assessment(
        guideline=_decided(guidelines) or (guidelines[-1] if guidelines else None),
        scores=_scores([entry for entry in live if entry.verdict == "score"]),
        events=_events([entry for entry in live if entry.verdict == "evidence"]),
        searches=tuple(entry for entry in live if entry.verdict == "search"),
    )


def percent(scores: Iterable[str]) -> float | None:
    """The average of scores as the field computes it; None where all are n/a, or there are none."""
    numbers = [NUMBERS[score] for score in scores if score in NUMBERS]
    return 50 * (sum(numbers) / len(numbers) + 1) if numbers else None


def percent_of_set(commitments: Iterable[Sequence[str]]) -> float | None:
    """The average of a set of commitments, each the average of its actors: all commitments weigh the same."""
    each = [found for scores in commitments if (found := percent(scores)) is not None]
    return sum(each) / len(each) if each else None


def event_key(values: Mapping[str, Any]) -> tuple[str, ...]:
    """Evidence that has one of these in common tells of one event: a link, or words of a document."""
    keys = []
    if values.get("link"):
        keys.append("link " + str(values["link"]).strip().rstrip("/").casefold())
    if values.get("words"):
        where = Anchor.of_plain(values["words"])
        keys.append(f"words {where.document} {where.start} {digest(where.exact)}")
    return tuple(keys)


def _scores(entries: Sequence[Judgement]) -> tuple[Scored, ...]:
    by_actor: dict[str, list[Judgement]] = defaultdict(list)
    for entry in entries:
        by_actor[str(entry.values.get("actor", ALL))].append(entry)
    return tuple(
        Scored(actor, _decided(found), tuple({entry.reviewer: entry for entry in found}.values()))
        for actor, found in sorted(by_actor.items())
    )


def _decided(entries: Sequence[Judgement]) -> Judgement | None:
    """The curator's latest word; else the latest of each reviewer, if all are the same."""
    latest = {entry.reviewer: entry for entry in entries}
    if curators := [entry for entry in latest.values() if entry.role == "curator"]:
        return max(curators, key=lambda entry: (entry.at, entry.id))
    if len({entry.values.get("score", entry.reason) for entry in latest.values()}) == 1:
        return entries[-1]
    return None


def _events(entries: Sequence[Judgement]) -> tuple[Event, ...]:
    """Evidence by event: one that names another as of the same event, or has link or words in common with it."""
    leader: dict[str, str] = {}

    def first(name: str) -> str:
        while leader.setdefault(name, name) != name:
            name = leader[name]
        return name

    for entry in entries:
        same = entry.values.get("same_as")
        for key in (*event_key(entry.values), *([str(same)] if same else ())):
            leader[first(key)] = first(entry.id)
    groups: dict[str, list[Judgement]] = defaultdict(list)
    for entry in entries:
        groups[first(entry.id)].append(entry)
    found = (Event(tuple(items)) for items in groups.values())
    return tuple(sorted(found, key=lambda event: (event.date or "9999", event.items[0].at)))


def _score_words(scored: Scored) -> str:
    who = f"{scored.actor}: " if scored.actor else ""
    if scored.decided is None:
        said = ", ".join(f"{one.values['score']} by {one.reviewer}" for one in scored.by_reviewer)
        return f"{who}reviewers differ ({said})"
    return f"{who}{scored.score} (set by {scored.decided.reviewer}, {scored.decided.at[:10]})"
