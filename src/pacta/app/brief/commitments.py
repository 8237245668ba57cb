"""Sections of commitments: what was agreed, by field; what is due and what is overdue."""

from __future__ import annotations

from collections import defaultdict

from pacta.app.brief.desk import Desk, firmest_first
from pacta.app.views import StatementRow
from pacta.publish.brief import Entry, Section
from pacta.text.timevalues import bounds


def agreed(desk: Desk) -> Section:
    """Commitments by pillar, in the order of the largest first; a repeated one once, in its latest words."""
    latest = [row for row in desk.commitments if row.id not in desk.earlier]
    by_pillar: dict[str, list[StatementRow]] = defaultdict(list)
    for row in latest:
        by_pillar[(row.pillars or ("none",))[0]].append(row)
    names = sorted(by_pillar, key=lambda name: (name == "none", -len(by_pillar[name]), name))
    groups = tuple((_pillar(desk, name), _entries(desk, by_pillar[name])) for name in names)
    shown = sum(len(entries) for _, entries in groups)
    return _section(desk, "agreed", groups, desk.remark(shown, len(latest)))


def due(desk: Desk) -> Section:
    """Commitments with a deadline: ahead by date, then passed, latest first."""
    ahead = sorted((row for row in desk.commitments if _last(row) >= desk.as_of and row.deadline), key=_last)
    passed = sorted((row for row in desk.commitments if "" < _last(row) < desk.as_of), key=_last, reverse=True)
    groups = tuple(
        (desk.labels(f"sections.due.{name}"), tuple(map(desk.entry, rows[: desk.most])))
        for name, rows in (("ahead", ahead), ("passed", passed))
        if rows
    )
    shown = min(len(ahead), desk.most) + min(len(passed), desk.most)
    return _section(desk, "due", groups, desk.remark(shown, len(ahead) + len(passed)))


def deadlines(desk: Desk) -> tuple[int, int]:
    """How many deadlines lie ahead, and how many have passed."""
    ends = [_last(row) for row in desk.commitments if _last(row)]
    return sum(end >= desk.as_of for end in ends), sum(end < desk.as_of for end in ends)


def _section(desk: Desk, name: str, groups: tuple[tuple[str, tuple[Entry, ...]], ...], remark: str) -> Section:
    said = desk.labels
    return Section(
        said(f"sections.{name}.title"), said(f"sections.{name}.intro"), groups=groups,
        remark=remark if groups else said(f"sections.{name}.empty"),
    )  # fmt: skip


def _entries(desk: Desk, rows: list[StatementRow]) -> tuple[Entry, ...]:
    return tuple(map(desk.entry, firmest_first(rows)[: desk.most]))


def _pillar(desk: Desk, name: str) -> str:
    """A pillar of the user's own taxonomy has no label here: its id must do."""
    return desk.labels.table["pillars"].get(name) or name.replace("-", " ").capitalize()


def _last(row: StatementRow) -> str:
    """Last day of the deadline, ISO; empty without one."""
    days = bounds(row.deadline)
    return days[1].isoformat() if days else ""
