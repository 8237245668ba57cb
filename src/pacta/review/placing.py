"""Judgements find their statements again: in a new reading of the same text, and in a new version of it."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pacta.model import Span, Statement
from pacta.review.anchor import Anchor, cue_in
from pacta.review.judgement import Judgement
from pacta.review.overlay import LostPlace, Text, added, corrected, merged, parts
from pacta.review.standing import STATES, Standing, effective, replaced, settle


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry stands in one version. ``statement`` None: its words are gone, or no statement is read there.

    ``part`` is the number of the anchor: 0 the thing judged, 1 and further what is merged into it.
    """

    entry: str
    part: int
    statement: str | None
    standing: bool = True  # False once it was undone or answered by another: then its place does not matter


@dataclass(frozen=True, slots=True)
class Settled:
    """What the log makes of one document. ``statements`` are those whose values are not the machine's, by id;
    ``by_hand`` are those that a reviewer made, with who did; ``standings`` has everything that was judged."""

    places: tuple[Place, ...] = ()
    standings: Mapping[str, Standing] = field(default_factory=dict)
    statements: Mapping[str, Statement] = field(default_factory=dict)
    by_hand: Mapping[str, str] = field(default_factory=dict)


def settle_document(log: Iterable[Judgement], machine: Sequence[Statement], text: Text) -> Settled:
    """Lays a log over what the machine read in one text.

    An entry holds for the statement whose cue stands where the entry's words stand. Where the words are gone, or
    stand there more than once, or nothing is read there any more, the entry has lost its place: it is reported
    with no statement and changes nothing.
    """
    entries = [entry for entry in log if entry.about == "statement"]
    return _Settling(entries, machine, text).settled()


class _Settling:
    """The work on one document."""

    def __init__(self, entries: Sequence[Judgement], machine: Sequence[Statement], text: Text) -> None:
        self.entries, self.machine, self.text = entries, machine, text
        self.finder = _Finder(machine)
        self.places: dict[tuple[str, int], str | None] = {}
        self.made: dict[str, Statement] = {}  # by hand, by id
        self.makers: dict[str, str] = {}
        self.aliases: dict[str, str | None] = {}  # of what is made by hand: the id that an entry knows -> that here
        self.met: set[str] = set()  # rejections of what is not read any more: nothing is left to do
        self.live = {entry.id for entry in effective(entries)}

    def settled(self) -> Settled:
        self._place([entry for entry in self.entries if entry.verdict != "add"])
        self._make()
        self._follow()
        overlaid: dict[str, Statement] | None = None
        while overlaid is None:  # again, as often as a correction turns out to have lost its place
            standings = self._standings()
            overlaid = self._overlaid(standings)
        return Settled(self._all_places(), standings, self.made | overlaid, self.makers)

    def _place(self, entries: Iterable[Judgement]) -> None:
        for entry in entries:
            for part, where in enumerate(entry.anchors):
                self.places[entry.id, part] = self._at(where, entry)

    def _at(self, where: Anchor, entry: Judgement) -> str | None:
        try:
            found = self.finder.find(cue_in(where, self.text.find(where)))
        except LostPlace:
            return None
        if found is None and entry.verdict == "reject":
            self.met.add(entry.id)
        return found

    def _make(self) -> None:
        by_id = {one.id: one for one in self.machine}
        for entry in self.entries:
            if entry.verdict == "add":
                self.places[entry.id, 0] = self._added(entry)
            elif entry.verdict == "split":
                self._split(entry, by_id.get(self.places.get((entry.id, 0)) or ""))

    def _added(self, entry: Judgement) -> str | None:
        self.aliases.setdefault(entry.target, None)
        try:
            return self._keep(added(entry, self.text), entry, entry.target) if entry.id in self.live else None
        except LostPlace:
            return None

    def _split(self, entry: Judgement, whole: Statement | None) -> None:
        known = [part["id"] for part in entry.values["parts"]]
        for id_ in known:
            self.aliases.setdefault(id_, None)
        if entry.id not in self.live or whole is None:
            return
        try:
            for id_, part in zip(known, list(parts(entry, whole, self.text)), strict=True):
                self._keep(part, entry, id_)
        except LostPlace:
            self.places[entry.id, 0] = None

    def _keep(self, statement: Statement, entry: Judgement, known: str) -> str:
        self.made.setdefault(statement.id, statement)
        self.makers.setdefault(statement.id, entry.reviewer)
        self.aliases[known] = statement.id
        return statement.id

    def _follow(self) -> None:
        """What was judged of a statement made by hand goes where that statement is."""
        for entry in self.entries:
            if entry.target in self.aliases and entry.verdict != "add":
                self.places[entry.id, 0] = self.aliases[entry.target]

    def _standings(self) -> dict[str, Standing]:
        on: dict[str, list[Judgement]] = defaultdict(list)
        absorbed: dict[str, set[str]] = defaultdict(set)
        for entry in self.entries:
            for part in range(max(1, len(entry.anchors))):
                found = self.places.get((entry.id, part))
                if found is not None and (not on[found] or on[found][-1] is not entry):
                    on[found].append(entry)
                if found is not None and part:
                    absorbed[found].add(entry.id)
        return {id_: settle(found, absorbed=frozenset(absorbed[id_])) for id_, found in on.items()}

    def _overlaid(self, standings: Mapping[str, Standing]) -> dict[str, Statement] | None:
        """The corrected statements; None if the words of a correction are gone: its place is taken back first."""
        base = {one.id: one for one in self.machine} | self.made
        found: dict[str, Statement] = {}
        for id_, standing in standings.items():
            if standing.state == "corrected" and standing.decided is not None:
                try:
                    found[id_] = self._overlay(base, base[id_], standing.decided)
                except LostPlace:
                    self.places[standing.decided.id, 0] = None
                    return None
        return found

    def _all_places(self) -> tuple[Place, ...]:
        """The place of every entry. What was undone or answered since, or hangs on something that was, does not
        stand; an assignment or undoing that has no place is nothing that a reviewer would miss."""
        by_id = {entry.id: entry for entry in self.entries}
        on: dict[str, list[Judgement]] = defaultdict(list)
        for entry in self.entries:
            on[entry.target].append(entry)
        answered = replaced([entry for entry in self.entries if entry.id in self.live])
        standing = {
            one.id for entries in on.values() for one in _that_matter(entries)
        } & self.live - answered - self.met
        return tuple(
            Place(id_, part, found, id_ in standing and not self._hangs(by_id[id_]))
            for (id_, part), found in self.places.items()
        )

    def _hangs(self, entry: Judgement) -> bool:
        """Whether it was said of a statement made by hand that was taken back since."""
        return entry.verdict != "add" and entry.target in self.aliases and self.aliases[entry.target] is None

    def _overlay(self, base: Mapping[str, Statement], statement: Statement, entry: Judgement) -> Statement:
        if entry.verdict == "merge":
            others = (self.places.get((entry.id, part)) for part in range(1, len(entry.anchors)))
            statement = merged(statement, tuple(base[other] for other in others if other))
        return corrected(statement, entry.values, self.text)


class _Finder:
    """Statements by the place of their cue. Cues hardly overlap, so those that begin next to a place suffice."""

    NEAR = 4

    def __init__(self, statements: Sequence[Statement]) -> None:
        self.statements = sorted(statements, key=lambda one: one.cue.start)
        self.starts = [one.cue.start for one in self.statements]

    def find(self, cue: Span) -> str | None:
        """The statement whose cue shares most with these words."""
        after = bisect_right(self.starts, max(cue.start, cue.end - 1))
        near = self.statements[max(0, after - self.NEAR) : after]
        shared = [(min(cue.end, one.cue.end) - max(cue.start, one.cue.start), one.id) for one in near]
        best = max(shared, default=(0, ""))
        return best[1] if best[0] > 0 else None


def _that_matter(entries: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """Of the entries on one target those whose loss a reviewer must be told of."""
    others = [entry for entry in entries if entry.verdict not in STATES and entry.verdict not in ("assign", "undo")]
    return (*settle(entries).verdicts, *others)
