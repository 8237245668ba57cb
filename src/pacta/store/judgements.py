"""The log of judgements in the register: read, and appended to. Nothing in it is ever changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, Select, desc, insert, select, text

from pacta.review import Judgement, of_plain
from pacta.store.schema_review import judgement_places, judgements

ASSESSING = ("guideline", "score", "evidence", "search")
BATCH = 500  # ids a query


def lock(connection: Connection) -> None:
    """Makes other writers of the log wait until this transaction ends. SQLite has one writer in any case."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("LOCK TABLE judgements IN SHARE ROW EXCLUSIVE MODE"))


def append(connection: Connection, entries: Iterable[Judgement]) -> list[Judgement]:
    """Adds the entries that are not there yet, and gives them back. Call `lock` before."""
    wanted = {entry.id: entry for entry in entries}
    known = _known(connection, list(wanted))
    new = [entry for id_, entry in wanted.items() if id_ not in known]
    if new:
        connection.execute(insert(judgements), [_row(entry) for entry in new])
    return new


def last_on(connection: Connection, target: str) -> Judgement | None:
    """The entry on a target, under whatever id it was judged, that arrived last."""
    found = entries_on(connection, target)
    return found[-1] if found else None


def entries_on(connection: Connection, target: str) -> list[Judgement]:
    """All entries on a statement, finding or entity, in order of arrival; those that were made on another version
    of the statement, and stand here, too."""
    here = select(judgement_places.c.judgement).where(judgement_places.c.statement == target)
    query = select(judgements.c.entry).where((judgements.c.target == target) | judgements.c.id.in_(here))
    return _entries(connection, query)


def entry_of(connection: Connection, id_: str) -> Judgement | None:
    found = _entries(connection, select(judgements.c.entry).where(judgements.c.id == id_))
    return found[0] if found else None


def entries_beginning(connection: Connection, id_: str) -> list[Judgement]:
    """At most two entries whose id begins so."""
    query = select(judgements.c.entry).where(judgements.c.id.startswith(id_, autoescape=True))
    return _entries(connection, query.limit(2))


def targets_beginning(connection: Connection, id_: str) -> list[str]:
    """At most three ids of what was judged that begin so."""
    begins = judgements.c.target.startswith(id_, autoescape=True)
    return list(connection.execute(select(judgements.c.target).where(begins).distinct().limit(3)).scalars())


def entries_about(connection: Connection, about: str) -> list[Judgement]:
    return _entries(connection, select(judgements.c.entry).where(judgements.c.about == about))


def entries_of(connection: Connection, documents: Sequence[str]) -> list[Judgement]:
    """The entries on statements that were made on one of these documents, in order of arrival."""
    query = select(judgements.c.entry).where(
        judgements.c.about == "statement", judgements.c.document.in_(documents)
    )
    return _entries(connection, query)


def assessments(connection: Connection) -> Iterator[tuple[str, Judgement]]:
    """The entries of assessment with the statement that each is about now, in order of arrival."""
    place = judgement_places.c
    wanted = judgements.c.verdict.in_((*ASSESSING, "undo"))
    query = select(place.statement, judgements.c.entry).join(judgements, judgements.c.id == place.judgement)
    for statement, plain in connection.execute(
        query.where(wanted, place.statement.is_not(None)).order_by(judgements.c.number)
    ):
        yield statement, of_plain(plain)


def entries_in(connection: Connection, document: str) -> Iterator[tuple[str, Judgement]]:
    """The entries on statements of a document that have their place there, in order of arrival, each with the
    statement that it is about now."""
    place = judgement_places.c
    query = select(place.statement, judgements.c.entry).join(judgements, judgements.c.id == place.judgement)
    wanted = place.document == document, place.statement.is_not(None)
    for statement, plain in connection.execute(query.where(*wanted).order_by(judgements.c.number)):
        yield statement, of_plain(plain)


def all_entries(connection: Connection) -> list[Judgement]:
    return _entries(connection, select(judgements.c.entry))


def latest(connection: Connection, limit: int, before: int | None = None) -> list[tuple[int, Judgement]]:
    """The latest entries with their numbers, the newest first; ``before`` a number, for the next page."""
    query = select(judgements.c.number, judgements.c.entry).order_by(desc(judgements.c.number)).limit(limit)
    if before is not None:
        query = query.where(judgements.c.number < before)
    return [(number, of_plain(plain)) for number, plain in connection.execute(query)]


def _entries(connection: Connection, query: Select[tuple[object]]) -> list[Judgement]:
    return [of_plain(plain) for plain in connection.execute(query.order_by(judgements.c.number)).scalars()]


def _known(connection: Connection, ids: list[str]) -> set[str]:
    found: set[str] = set()
    for start in range(0, len(ids), BATCH):
        among = judgements.c.id.in_(ids[start : start + BATCH])
        found |= set(connection.execute(select(judgements.c.id).where(among)).scalars())
    return found


def _row(entry: Judgement) -> dict[str, object]:
    return {
        "id": entry.id, "about": entry.about, "target": entry.target, "verdict": entry.verdict,
        "document": entry.anchors[0].document[:17] if entry.anchors else "", "reviewer": entry.reviewer,
        "at": entry.at, "entry": entry.plain(),
    }  # fmt: skip
