"""One thing at a time: documents and their words, statements, and the record across documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from sqlalchemy import func, select

from pacta import __version__
from pacta.app import conditions, linked, queries, review
from pacta.app.assess import Assessed
from pacta.app.assess import assessment as assessed
from pacta.app.cursors import BadCursor, Cursor, Ordered, batch
from pacta.app.find import find_document
from pacta.app.library import linked_values, values
from pacta.app.library.lists import STATEMENT_PLACES, Asking, Part, list_of
from pacta.app.rights import RIGHTS, Viewer
from pacta.app.rows import DOCUMENT_COLUMNS, document_rows
from pacta.app.views import Filters, Page
from pacta.client import linked as across
from pacta.client import records
from pacta.client.rows import Batch
from pacta.review import Judgement
from pacta.review.assessment import assess
from pacta.store import Register, judgements
from pacta.store.passages import SILENT
from pacta.store.schema import blocks, documents, statements
from pacta.store.schema_review import judgements as log
from pacta.store.versions import versions_of


def status(register: Register, viewer: Viewer) -> records.Status:
    dates = func.min(documents.c.date), func.max(documents.c.date)
    said = select(func.count()).select_from(statements).join(documents, documents.c.id == statements.c.document)
    with register.reading() as connection:
        count, since, until = connection.execute(select(func.count(), *dates).where(documents.c.current)).one()
        standing = said.where(documents.c.current, *conditions.of_statements(register, Filters()))
        return records.Status(
            version=__version__, documents=count, since=since, until=until, name=viewer.name,
            statements=connection.execute(standing).scalar_one(),
            may=tuple(right for right in RIGHTS if viewer.may(right)),
        )  # fmt: skip


def document(register: Register, id: str) -> records.Document:
    with register.reading() as connection:
        rows = document_rows(connection, [find_document(connection, id)])
    return values.document_values(register, rows)[0]


def versions(register: Register, id: str) -> tuple[records.Document, ...]:
    """Oldest first, the one that is asked for among them."""
    with register.reading() as connection:
        ids = versions_of(connection, find_document(connection, id)["id"])
        query = select(*DOCUMENT_COLUMNS).where(documents.c.id.in_(ids))
        found = {row.id: row for row in document_rows(connection, connection.execute(query).mappings())}
    return tuple(values.document_values(register, [found[id_] for id_ in ids if id_ in found]))


def text(register: Register, id: str, start: int = 0, end: int | None = None) -> records.Text:
    """What lies outside the text is left out."""
    with register.reading() as connection:
        row = find_document(connection, id)
    whole = row["text"]
    start = min(max(0, start), len(whole))
    end = len(whole) if end is None else max(start, min(end, len(whole)))
    return records.Text(document=row["id"], start=start, end=end, length=len(whole), text=whole[start:end])


def passages(asking: Asking, id: str, part: Part) -> Batch[records.Passage]:
    """The paragraphs of a document in text order, page furniture left out."""
    with asking.register.reading() as connection:
        row = find_document(connection, id)
    listed: Ordered[Any] = Ordered(partial(_blocks, asking.register, row["id"]), lambda block: (block.span_start,))
    question = ("passages", row["id"])
    rows, total, following = batch(listed, question, asking.state(), part.cursor, part.limit)
    return Batch(tuple(_passage(row, block) for block in rows), total, following)


def _blocks(register: Register, id: str, *, page: int, size: int) -> Page[Any]:
    query = select(blocks.c.span_start, blocks.c.span_end, blocks.c.citation)
    query = query.where(blocks.c.document == id, blocks.c.kind.not_in(SILENT))
    with register.reading() as connection:
        total = connection.execute(select(func.count()).select_from(query.subquery())).scalar_one()
        ordered = query.order_by(blocks.c.span_start).limit(size).offset((page - 1) * size)
        return Page(tuple(connection.execute(ordered)), total, page, size)


def _passage(row: Mapping[Any, Any], block: Any) -> records.Passage:
    return records.Passage(
        document=row["id"], title=row["title"], date=row["date"], citation=block.citation, start=block.span_start,
        end=block.span_end, quote=row["text"][block.span_start : block.span_end], voice=None, statement=None,
    )  # fmt: skip


def statement(register: Register, id: str) -> records.Statement:
    row = queries.get_statement(register, id)
    return values.statement_value(row, values.Cut(register))


def facets(asking: Asking, filters: Filters) -> dict[str, dict[str, int]]:
    """For each filter the counts that its values would give, its own present choice left aside."""
    linked.refresh(asking.register)  # the counts of stages are of threads
    _, found = asking.browser.browse(asking.register, filters, size=1)
    return {name: dict(counts) for name, counts in found.counts.items()}


def thread(register: Register, id: str) -> across.ThreadHistory:
    return linked_values.thread_history(linked.thread(register, id))


def finding(register: Register, id: str) -> across.FindingRecord:
    view = linked.finding(register, id)
    return linked_values.finding_record(view, review.standing_of(register, view.row.id).last)


def indicator(register: Register, id: str) -> across.IndicatorSeries:
    return linked_values.indicator_series(linked.indicator(register, id))


def mechanism(register: Register, id: str, as_of: str | None = None) -> across.MechanismRecord:
    return linked_values.mechanism_record(linked.mechanism(register, id, as_of=as_of))


def entity(register: Register, id: str) -> across.EntityRecord:
    return linked_values.entity_record(linked.entity(register, id))


def compare(register: Register, a: str, b: str) -> across.Comparison:
    return linked_values.comparison_value(linked.compared(register, a, b))


def assessment(register: Register, id: str) -> across.Assessment:
    return linked_values.assessment_value(assessed(register, id))


def assessments(asking: Asking, filters: Filters, part: Part) -> Batch[across.Assessment]:
    """Of the commitments under the filters, in the order of documents and text."""
    only = replace(filters, kind=("commitment",))

    def make(rows: Any) -> Any:
        listed = list(rows)
        entries = _assessing(asking.register, {row.id for row in listed})
        return (linked_values.assessment_value(Assessed(row, assess(entries.get(row.id, ())))) for row in listed)

    ask = partial(asking.browser.find, asking.register, only)
    return list_of(asking, ("assessments", only), ask, STATEMENT_PLACES, part, "document", make)


def _assessing(register: Register, ids: set[str]) -> dict[str, list[Judgement]]:
    found: dict[str, list[Judgement]] = {}
    with register.reading() as connection:
        for target, entry in judgements.assessments(connection):
            if target in ids:
                found.setdefault(target, []).append(entry)
    return found


def judgements_on(register: Register, target: str) -> tuple[records.Judgement, ...]:
    """The entries on a statement, finding or entity, oldest first."""
    return tuple(map(values.judgement_value, review.history(register, review.full_id(register, target))))


def log_entries(register: Register, part: Part) -> Batch[records.Judgement]:
    """The review log, newest first. New entries come before its beginning, so that a cursor is a number."""
    cursor = Cursor.decode(part.cursor) if part.cursor else None
    if cursor and (cursor.question != LOG or not _is_number(cursor.place)):
        raise BadCursor("That cursor belongs to another list.", "Begin without one.")
    found = review.changes(register, before=cursor.place[0] if cursor else None, size=part.limit + 1)
    shown = found[: part.limit]
    with register.reading() as connection:
        total = connection.execute(select(func.count()).select_from(log)).scalar_one()
    more = len(found) > part.limit
    following = Cursor(LOG, "", 1, part.limit, (shown[-1][0],)).encode() if more else None
    return Batch(tuple(values.judgement_value(entry) for _, entry in shown), total, following)


LOG = "log"


def _is_number(place: tuple[Any, ...]) -> bool:
    return len(place) == 1 and isinstance(place[0], int) and 0 <= place[0] < 2**62
