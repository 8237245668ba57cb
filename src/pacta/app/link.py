"""The record across the documents of a register: threads, findings and comparisons, computed when asked for."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select

from pacta.app import conditions
from pacta.app.views import Filters
from pacta.link import Comparison, Linked, ReadDocument, Thread
from pacta.link import compare as compare_documents
from pacta.link import link as link_documents
from pacta.model import PactaError
from pacta.store import Register
from pacta.store.documents import load_annotations, load_document
from pacta.store.schema import documents


def read_documents(register: Register, filters: Filters = Filters()) -> list[ReadDocument]:
    """The current documents under the filters on documents, with all that was read in them, by date and id."""
    query = select(documents).where(*conditions.of_documents(filters)).order_by(documents.c.date, documents.c.id)
    with register.reading() as connection:
        return [
            ReadDocument(load_document(row), load_annotations(connection, row))
            for row in connection.execute(query).mappings()
        ]


def linked(register: Register, filters: Filters = Filters(), *, as_of: str | None = None) -> Linked:
    """Entities, threads and findings over the documents under the filters. ``as_of`` (ISO) is the day on which
    deadlines are looked at; without it, the date of the latest of these documents."""
    return link_documents(read_documents(register, filters), as_of=as_of)


def list_threads(register: Register, filters: Filters = Filters(), *, fewest: int = 2) -> tuple[Thread, ...]:
    """Threads of at least ``fewest`` mentions over the documents under the filters, by their first mention.
    ``text`` keeps those with all its words in the title."""
    words = (filters.text or "").casefold().split()
    found = linked(register, replace(filters, text=None)).threads
    return tuple(
        thread
        for thread in found
        if len(thread.mentions) >= fewest and all(word in thread.title.casefold() for word in words)
    )


def compared(register: Register, a: str, b: str, filters: Filters = Filters()) -> Comparison:
    """Compares two documents or two sets. A side is an id (or as much of it as tells it apart), a path as it was
    added, or a year, month or day of documents ("2023"). Raises PactaError for a side without documents."""
    return compare_documents(_side(register, a, filters), _side(register, b, filters))


def _side(register: Register, wanted: str, filters: Filters) -> list[ReadDocument]:
    found = _by_date(register, wanted, filters) or _by_name(register, wanted, filters)
    if not found:
        raise PactaError(
            f"There is no document {wanted!r}, and none of such a date.",
            "Give an id, a path as it was added, or a year; pacta list documents shows them.",
        )
    return found


def _by_date(register: Register, wanted: str, filters: Filters) -> list[ReadDocument]:
    if not wanted[:4].isdigit() or len(wanted) not in (4, 7, 10):
        return []
    return read_documents(register, replace(filters, since=wanted, until=wanted))


def _by_name(register: Register, wanted: str, filters: Filters) -> list[ReadDocument]:
    found = read_documents(register, replace(filters, document=wanted)) if wanted else []
    if len(found) > 1:
        raise PactaError(f"More than one document begins with {wanted}.", "Give more of the id.")
    if found:
        return found
    return [read for read in read_documents(register, filters) if read.document.source.path == wanted]
