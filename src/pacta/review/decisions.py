"""What the log says beyond single statements: findings that were dismissed, entities that are one or two, mentions
that belong to another thread."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from pacta.model import Span
from pacta.review.anchor import Anchor
from pacta.review.judgement import Judgement
from pacta.review.standing import Standing, effective, settle

Passage = tuple[str, Span]  # id of the document, and the place in it
Find = Callable[[Anchor], tuple[Passage, ...]]  # where an anchor stands now, in whichever versions
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class FindingDecisions:
    """What was judged of findings. One that is made again of the same words, under whatever id, is the same."""

    by_id: Mapping[str, Standing]
    by_place: tuple[tuple[str, tuple[tuple[Passage, ...], ...], Standing], ...] = ()

    def on(self, id_: str, kind: str, passages: Iterable[Passage]) -> Standing | None:
        """What stands on a finding; None if nobody has judged it."""
        if id_ in self.by_id:
            return self.by_id[id_]
        wanted = tuple(passages)
        fitting = (
            standing
            for judged, places, standing in self.by_place
            if judged == kind and len(places) == len(wanted) and _same(places, wanted)
        )
        return next(fitting, None)


def finding_decisions(log: Iterable[Judgement], find: Find) -> FindingDecisions:
    """``find`` tells where the words of an anchor stand now."""
    on: dict[str, list[Judgement]] = defaultdict(list)
    for entry in log:
        if entry.about == "finding":
            on[entry.target].append(entry)
    standings = {target: settle(entries) for target, entries in on.items()}
    places = tuple(
        (str(standing.decided.values.get("kind", "")), tuple(map(find, standing.decided.anchors)), standing)
        for standing in standings.values()
        if standing.decided is not None
    )
    return FindingDecisions(standings, places)


def _same(places: tuple[tuple[Passage, ...], ...], wanted: tuple[Passage, ...]) -> bool:
    """Whether each passage is among those of one side, in either order."""
    return any(
        all(_among(passage, side) for passage, side in zip(order, places, strict=True))
        for order in (wanted, wanted[::-1])
    )


def _among(passage: Passage, places: Iterable[Passage]) -> bool:
    document, span = passage
    return any(other == document and place.overlaps(span) for other, place in places)


@dataclass(frozen=True, slots=True)
class EntityDecisions:
    """Pairs of ids of entities that reviewers say are one, or two; and names that they gave."""

    merged: frozenset[Pair] = frozenset()
    split: frozenset[Pair] = frozenset()
    names: Mapping[str, str] = field(default_factory=dict)


def entity_decisions(log: Iterable[Judgement]) -> EntityDecisions:
    """Of several words on one pair a curator's counts, else the latest."""
    latest: dict[Pair, Judgement] = {}
    names: dict[str, Judgement] = {}
    for entry in effective(entry for entry in log if entry.about == "entity"):
        if entry.verdict in ("same", "different"):
            pair = pair_of(entry)
            latest[pair] = _weightier(latest.get(pair), entry)
        elif entry.verdict == "name":
            names[entry.target] = _weightier(names.get(entry.target), entry)
    return EntityDecisions(
        merged=frozenset(pair for pair, entry in latest.items() if entry.verdict == "same"),
        split=frozenset(pair for pair, entry in latest.items() if entry.verdict == "different"),
        names={target: str(entry.values["name"]) for target, entry in names.items()},
    )


def moves(log: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The entries that moved mentions to other threads and stand, one a mention: a curator's, else the latest."""
    latest: dict[str, Judgement] = {}
    for entry in effective(entry for entry in log if entry.about == "thread"):
        if entry.verdict == "move":
            latest[entry.target] = _weightier(latest.get(entry.target), entry)
    return tuple(latest[target] for target in sorted(latest))


def pair_of(entry: Judgement) -> Pair:
    first, second = sorted((str(entry.values["entity"]["id"]), str(entry.values["other"]["id"])))
    return first, second


def _weightier(before: Judgement | None, entry: Judgement) -> Judgement:
    if before is not None and before.role == "curator" and entry.role != "curator":
        return before
    return entry
