"""Findings as they are kept in the register, with what reviewers said of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, case, func, or_, select

from pacta.app import conditions
from pacta.app.find import one
from pacta.app.link_passages import passages_at
from pacta.app.link_views import FindingRow
from pacta.app.linking import refresh
from pacta.app.review_links import decisions_on_findings
from pacta.app.views import Filters, Page
from pacta.link import FindingKind, Severity
from pacta.model import Span
from pacta.review.decisions import FindingDecisions
from pacta.store import Register
from pacta.store.schema import documents
from pacta.store.schema_links import link_findings
from pacta.store.schema_links import links as linked_documents

GRADES = case({"high": 0, "medium": 1, "low": 2}, value=link_findings.c.severity)
CONTRADICTIONS = ("date", "figure", "status", "place", "other")
BY_KIND = case({kind: place for place, kind in enumerate(CONTRADICTIONS)}, value=link_findings.c.kind, else_=9)
A_DATE = select(documents.c.date).where(documents.c.id == link_findings.c.a_document).scalar_subquery()
PLACE = (A_DATE, link_findings.c.a_document, link_findings.c.a_start, link_findings.c.id)
ORDERS: dict[str, tuple[Any, ...]] = {
    "kind": (BY_KIND, link_findings.c.kind, *PLACE),
    "severity": (GRADES, BY_KIND, link_findings.c.kind, *PLACE),
    "date": PLACE,
}
Row = Mapping[Any, Any]


def findings(
    register: Register,
    filters: Filters = Filters(),
    *,
    kinds: tuple[FindingKind, ...] = (),
    severities: tuple[Severity, ...] = (),
    dismissed: bool | None = None,
    as_of: str | None = None,
    sort: str = "kind",
    page: int = 1,
    size: int = 50,
) -> Page[FindingRow]:
    """Findings whose passages stand in documents under the filters. ``as_of`` (ISO) is the day on which deadlines
    are looked at; without it, the date of the latest document. ``dismissed``: only those, only the others, or
    (None) both. ``text``: in the sentence. ``sort``: kind, severity, date."""
    refresh(register)
    with register.reading() as connection:
        query = select(link_findings).where(*_wanted(connection, filters, as_of))
        query = query.where(link_findings.c.kind.in_(kinds)) if kinds else query
        query = query.where(link_findings.c.severity.in_(severities)) if severities else query
        found = list(connection.execute(query.order_by(*conditions.ordering(sort, ORDERS))).mappings())
        judged = decisions_on_findings(connection)
        if dismissed is not None:
            found = [row for row in found if _is_dismissed(row, judged) == dismissed]
        shown = found[(page - 1) * size : page * size]
        return Page(tuple(_rows(connection, shown, judged)), len(found), page, size)


def finding_counts(
    register: Register,
    filters: Filters = Filters(),
    *,
    kinds: tuple[FindingKind, ...] = (),
    severities: tuple[Severity, ...] = (),
    dismissed: bool | None = None,
    as_of: str | None = None,
) -> Mapping[str, Mapping[str, int]]:
    """How the findings of `findings` divide by kind, by severity, and by whether they are dismissed ("yes", "no"):
    what choosing a value would give, its own present choice left aside."""
    refresh(register)
    with register.reading() as connection:
        found = list(
            connection.execute(select(link_findings).where(*_wanted(connection, filters, as_of))).mappings()
        )
        judged = decisions_on_findings(connection)
    told = [
        {
            "kind": row["kind"],
            "severity": row["severity"],
            "dismissed": "yes" if _is_dismissed(row, judged) else "no",
        }
        for row in found
    ]
    asked: dict[str, tuple[str, ...]] = {"kind": kinds, "severity": severities, "dismissed": ()}
    if dismissed is not None:
        asked["dismissed"] = ("yes",) if dismissed else ("no",)
    return {name: Counter(one[name] for one in told if _is_asked(one, asked, name)) for name in asked}


def _is_asked(told: Mapping[str, str], asked: Mapping[str, tuple[str, ...]], but: str) -> bool:
    return all(told[name] in wanted for name, wanted in asked.items() if wanted and name != but)


def finding_row(connection: Connection, wanted: str) -> FindingRow:
    """One finding by id or unambiguous prefix of it. Raises PactaError if there is none."""
    query = select(link_findings).where(link_findings.c.source == _first_source())
    row = one(connection, query, link_findings.c.id, wanted, "finding")
    return next(_rows(connection, [row], decisions_on_findings(connection)))


def of_sources(connection: Connection, sources: Iterable[str]) -> Iterator[FindingRow]:
    """The findings that come from these threads, whatever the day."""
    query = select(link_findings).where(link_findings.c.source.in_(list(sources)))
    found = list(connection.execute(query.order_by(*ORDERS["kind"])).mappings())
    return _rows(connection, found, decisions_on_findings(connection))


def _first_source() -> ColumnElement[Any]:
    """What two threads or drawers find alike is one finding."""
    other = link_findings.alias()
    return select(func.min(other.c.source)).where(other.c.id == link_findings.c.id).scalar_subquery()


def _wanted(connection: Connection, filters: Filters, as_of: str | None) -> list[ColumnElement[bool]]:
    day = as_of or connection.execute(select(func.max(linked_documents.c.date))).scalar() or ""
    wanted: list[ColumnElement[bool]] = [
        link_findings.c.source == _first_source(),
        or_(link_findings.c.since.is_(None), link_findings.c.since < day),
    ]
    for word in (filters.text or "").split():
        wanted.append(link_findings.c.sentence.icontains(word, autoescape=True))
    if filters != Filters(text=filters.text):
        inside = select(documents.c.id).where(*conditions.of_documents(filters))
        wanted.append(link_findings.c.a_document.in_(inside))
        wanted.append(or_(link_findings.c.b_document.is_(None), link_findings.c.b_document.in_(inside)))
    return wanted


def _sides(row: Row) -> list[tuple[str, Span]]:
    return [
        (row[f"{side}_document"], Span(row[f"{side}_start"], row[f"{side}_end"]))
        for side in ("a", "b")
        if row[f"{side}_document"]
    ]


def _is_dismissed(row: Row, judged: FindingDecisions) -> bool:
    stands = judged.on(row["id"], row["kind"], _sides(row))
    return stands is not None and stands.state == "dismissed"


def _rows(connection: Connection, found: Iterable[Row], judged: FindingDecisions) -> Iterator[FindingRow]:
    listed = list(found)
    places = {side for row in listed for side in _sides(row)}
    passages = {(p.document, p.span): p for p in passages_at(connection, sorted(places))}
    for row in listed:
        sides = [passages[side] for side in _sides(row) if side in passages]
        stands = judged.on(row["id"], row["kind"], _sides(row))
        is_dismissed = stands is not None and stands.state == "dismissed"
        yield FindingRow(
            row["id"], row["kind"], row["severity"], row["sentence"], sides[0], dict(enumerate(sides)).get(1),
            row["source"] if row["source"].startswith("t") else None, is_dismissed,
            stands.decided.reason if stands and stands.decided and is_dismissed else None,
        )  # fmt: skip
