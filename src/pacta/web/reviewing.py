"""A statement as a reviewer sees it: what stands, what others said, what may be done."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from getpass import getuser
from typing import Any

from starlette.requests import Request

from pacta.app import review, second_opinions
from pacta.app.review import ANYTHING, Said
from pacta.app.rights import Viewer
from pacta.app.second_opinions import OpinionRow
from pacta.app.views import StatementRow
from pacta.model import PactaError
from pacta.review import Judgement, Standing, effective, settle
from pacta.web.pages.common import register_of, viewer_of
from pacta.web.review_words import STATES, VERDICTS, changes

REVIEWER = "PACTA_REVIEWER"  # the variable by which the command line, too, knows who reviews


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the log in words."""

    id: str
    who: str
    at: str
    did: str
    reason: str
    changes: tuple[tuple[str, str], ...]
    stands: bool  # False once it was taken back
    mine: bool
    by_curator: bool
    verdict: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class Reviewing:
    """What the review part of the evidence panel shows. ``typed`` comes back after an error; ``queue`` is the
    address of the queue that one is working through."""

    row: StatementRow
    entries: tuple[Entry, ...] = ()
    standing: Standing = field(default_factory=Standing)
    may: bool = False
    may_curate: bool = False
    blind: bool = False
    queue: str = ""
    error: PactaError | None = None
    theirs: Entry | None = None
    typed: Mapping[str, str] = field(default_factory=dict)
    done: str = ""
    neighbours: Sequence[StatementRow] = ()
    expecting: str = ""  # the last entry on it, of whatever kind
    opinions: Sequence[OpinionRow] = ()  # of language models that were asked as second readers

    @property
    def state(self) -> str:
        return STATES.get(self.standing.state or "", "")

    @property
    def comments(self) -> int:
        return sum(entry.verdict == "comment" and entry.stands for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Judged:
    """What was entered of a finding, and what it comes to."""

    entries: tuple[Entry, ...]
    standing: Standing


def reviewer_name(viewer: Viewer) -> str:
    """The account's name; of the one user without an account PACTA_REVIEWER, else the name on this machine."""
    if not viewer.is_local:
        return viewer.name
    try:
        return os.environ.get(REVIEWER, "").strip() or getuser()
    except (KeyError, OSError):
        return "reviewer"


def said_by(request: Request, form: Mapping[str, str]) -> Said:
    """Who speaks, as what, and which entry they have seen. Raises NotAllowed for who may not."""
    viewer = viewer_of(request)
    as_curator = form.get("as") == "curator"
    viewer.need("curate" if as_curator else "review")
    blind = form.get("blind") == "1"
    expecting = ANYTHING if blind or "expecting" not in form else form["expecting"] or None
    role: Any = "curator" if as_curator else "reviewer"
    return Said(reviewer_name(viewer), role, form.get("reason", "").strip(), expecting, blind)


def reviewing(request: Request, row: StatementRow, *, blind: bool = False, **more: Any) -> Reviewing:
    """What there is to see of a statement's review; ``blind`` leaves out what others said."""
    viewer = viewer_of(request)
    me = reviewer_name(viewer)
    register = register_of(request)
    log, opinions = review.history(register, row.id), second_opinions.opinions_on(register, row.id)
    if blind:
        opinions = []
        log = tuple(entry for entry in log if entry.reviewer == me)
    return Reviewing(
        row, tuple(entries_of(log, me)), settle(log), viewer.may("review"), viewer.may("curate"), blind,
        expecting=log[-1].id if log else "", opinions=opinions, **more,
    )  # fmt: skip


def entries_of(log: Iterable[Judgement], me: str) -> list[Entry]:
    """The log in words, oldest first."""
    known = list(log)
    standing = {entry.id for entry in effective(known)}
    return [entry_of(entry, me, stands=entry.id in standing) for entry in known]


def _changes(entry: Judgement) -> tuple[tuple[str, str], ...]:
    if entry.verdict != "move":
        return tuple(changes(entry.values))
    words = " ".join(entry.anchors[1].exact.split()) if len(entry.anchors) > 1 else ""
    return (("To the thread of", words),) if words else (("To", "a thread of its own"),)


def entry_of(entry: Judgement, me: str, *, stands: bool = True) -> Entry:
    return Entry(
        entry.id, entry.reviewer, entry.at, VERDICTS[entry.verdict], entry.reason, _changes(entry),
        stands, entry.reviewer == me, entry.role == "curator", entry.verdict,
        entry.target,
    )  # fmt: skip
