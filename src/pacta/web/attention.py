"""What asks for attention on an overview: what is overdue or silent, and what contradicts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from starlette.requests import Request

from pacta.app import linked
from pacta.app.link_views import FindingRow
from pacta.app.views import Filters, Page
from pacta.link import FindingKind
from pacta.web.pages.common import kept, register_of

GROUPS: tuple[tuple[str, str, tuple[FindingKind, ...], str], ...] = (
    ("silent", "Overdue or silent", ("overdue", "silent"), "No deadline has passed in silence."),
    (
        "contradicts", "Contradicts", ("date", "figure", "status", "place", "other"),
        "No two texts were found to tell the same thing differently.",
    ),
)  # fmt: skip
SHOWN = 3


@dataclass(frozen=True, slots=True)
class Group:
    id: str
    title: str
    rows: tuple[FindingRow, ...]
    total: int
    query: str  # of the list that shows all of them
    none: str


def attention(request: Request, filters: Filters) -> tuple[Group, ...]:
    return tuple(_group(request, filters, *group) for group in GROUPS)


def _group(
    request: Request, filters: Filters, id: str, title: str, kinds: tuple[FindingKind, ...], none: str
) -> Group:
    register, today = register_of(request), date.today().isoformat()

    def ask() -> Page[FindingRow]:
        return linked.findings(
            register, filters, kinds=kinds, dismissed=False, as_of=today, sort="severity", size=SHOWN
        )

    found = kept(request, ("attention", id, filters, today), ask)
    return Group(id, title, found.rows, found.total, "&".join(f"kind={kind}" for kind in kinds), none)
