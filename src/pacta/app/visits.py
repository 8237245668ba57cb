"""What a viewer keeps for themselves: when they were here last, and views of lists under a name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, or_, select, update

from pacta.app.clock import now, stamp
from pacta.app.rights import Viewer
from pacta.model import PactaError
from pacta.store import Register
from pacta.store.schema_people import saved_views, visits

APART = timedelta(minutes=30)  # without a page in between, the next page begins a new visit
NOTED_EVERY = timedelta(minutes=1)
LONGEST = 2000  # characters of an address
MOST = 200  # views of one owner


@dataclass(frozen=True, slots=True)
class SavedView:
    id: int
    label: str
    address: str  # path and query, as "/statements?kind=commitment"
    shared: bool
    owner: str

    @property
    def path(self) -> str:
        """Of the list that it is a view of: "/statements"."""
        return self.address.partition("?")[0]


def last_visit(register: Register, viewer: Viewer, *, at: datetime | None = None) -> str | None:
    """Notes that the viewer is here, and returns when their visit before this one ended (ISO 8601, UTC)."""
    at = at or now()
    mine = visits.c.visitor == viewer.name
    with register.reading() as connection:
        row = connection.execute(select(visits).where(mine)).mappings().first()
    if row is not None and row["latest"] > stamp(at - NOTED_EVERY):
        return row["previous"]  # type: ignore[no-any-return]
    new = row is not None and row["latest"] < stamp(at - APART)
    previous = None if row is None else row["latest"] if new else row["previous"]
    values = {"latest": stamp(at), "previous": previous}
    with register.writing() as connection:
        if connection.execute(update(visits).where(mine).values(values)).rowcount == 0:
            connection.execute(insert(visits).values(visitor=viewer.name, **values))
    return previous


def list_views(register: Register, viewer: Viewer) -> tuple[SavedView, ...]:
    """The viewer's own and those that others share, by label."""
    query = select(saved_views).where(or_(saved_views.c.owner == viewer.name, saved_views.c.shared))
    with register.reading() as connection:
        rows = connection.execute(query.order_by(saved_views.c.label, saved_views.c.id)).mappings()
        return tuple(SavedView(**{name: row[name] for name in SavedView.__dataclass_fields__}) for row in rows)


def save_view(register: Register, viewer: Viewer, label: str, address: str, *, shared: bool = False) -> SavedView:
    """Raises PactaError for an address that is not one of this site, or no label."""
    label = " ".join(label.split())[:100]
    if not label:
        raise PactaError("A saved view needs a name.", "Give it one by which you will know it.")
    if not is_local_address(address):
        raise PactaError("That is not an address of this register.", "Save a view from the list that it shows.")
    row = {"owner": viewer.name, "label": label, "address": address, "shared": shared, "made": stamp(now())}
    with register.writing() as connection:
        held = connection.execute(select(saved_views.c.id).where(saved_views.c.owner == viewer.name)).all()
        if len(held) >= MOST:
            raise PactaError(f"You have {MOST} saved views already.", "Remove some first.")
        made = connection.execute(insert(saved_views).values(row).returning(saved_views.c.id)).scalar_one()
    return SavedView(made, label, address, shared, viewer.name)


def remove_view(register: Register, viewer: Viewer, view: int) -> None:
    """Raises PactaError unless it is one of the viewer's own."""
    mine = saved_views.c.id == view, saved_views.c.owner == viewer.name
    with register.writing() as connection:
        if connection.execute(delete(saved_views).where(*mine)).rowcount == 0:
            raise PactaError("There is no such view of yours.", "Only who saved a view can remove it.")


def is_local_address(address: str) -> bool:
    """True for a path on this site: "/statements?a=b", but not "//elsewhere", "/\\\\elsewhere" or "https:..."."""
    return (
        address.startswith("/")
        and address[1:2] not in ("/", "\\")
        and len(address) <= LONGEST
        and all(" " < char < "\x7f" and char != "\\" for char in address)
    )
