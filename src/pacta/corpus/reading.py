"""One document read: rows of documents, statements, failures and facts. Pure but for the input itself."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pacta.corpus.facts import facts_row
from pacta.corpus.stretches import Unit, bytes_of
from pacta.corpus.tables import Row
from pacta.ingest import read_inputs
from pacta.ingest.limits import DEFAULT_LIMITS
from pacta.ingest.raw import Origin
from pacta.ingest.reading import Read, read_stream
from pacta.model import FAULT, Annotations, Config, Document, PactaError, UnreadableInput
from pacta.pipeline import read
from pacta.publish.records import layer_records
from pacta.store.codec import to_plain
from pacta.store.types import canonical_json

Tables = dict[str, list[Row]]
TABLES = ("documents", "statements", "failures", "facts")


@dataclass(frozen=True, slots=True)
class Reader:
    """How documents are read: the settings, and the digest of these and of the program."""

    config: Config
    digest: str


def rows_of(found: Read, reader: Reader) -> Tables:
    """The rows that one document gives. What cannot be read is a row of ``failures``, with its reason."""
    tables: Tables = {table: [] for table in TABLES}
    if isinstance(found, UnreadableInput):
        tables["failures"] = [failure_row(found.path, found.message, found.advice)]
        return tables
    try:
        found.text.encode()
        tables |= rows_of_reading(found, read(found, reader.config), reader.digest)
    except PactaError as error:
        tables["failures"] = [failure_row(found.source.shown(), error.message, error.advice)]
    except Exception as error:
        reason = f"Reading it failed: {type(error).__name__}: {error}"
        tables["failures"] = [failure_row(found.source.shown(), reason, FAULT)]
    return tables


def rows_of_reading(document: Document, annotations: Annotations, digest: str) -> Tables:
    """The rows of a document and of what was read in it."""
    return {
        "documents": [_document(document, annotations, digest)],
        "statements": list(_statements(document, annotations)),
        "facts": [facts_row(document, annotations)],
    }


def documents_of(unit: Unit) -> Iterator[Read]:
    """A whole local file is read as everywhere, its sidecar too; what is elsewhere, or a stretch, by its bytes."""
    if unit.end is None and "://" not in unit.path:
        yield from read_inputs([unit.path])
        return
    for found in read_stream(io.BytesIO(bytes_of(unit)), Origin(unit.path), DEFAULT_LIMITS):
        yield _renumbered(found, unit.rows) if isinstance(found, Document) and unit.rows else found


def _renumbered(document: Document, rows: int) -> Document:
    """The rows of a stretch count from the beginning of the file; pages have addresses."""
    if not (document.source.member or "").startswith("row "):
        return document
    number = int((document.source.member or "").removeprefix("row "))
    return replace(document, source=replace(document.source, member=f"row {number + rows}"))


def _document(document: Document, annotations: Annotations, reader: str) -> Row:
    source, profile = document.source, annotations.profile
    return {
        "id": document.id, "path": source.path, "member": source.member, "sha256": source.sha256,
        "size": source.size, "media_type": source.media_type, "encoding": source.encoding,
        "title": profile.title and profile.title.value, "date": profile.date and profile.date.value,
        "text": document.text, "raw": source.raw, "given": canonical_json(to_plain(document.given)),
        "layout": canonical_json(to_plain(document.layout)),
        "cleaning": canonical_json(to_plain(document.cleaning)), "warnings": list(document.warnings),
        "annotations": canonical_json(to_plain(annotations)), "reader": reader,
    }  # fmt: skip


def _statements(document: Document, annotations: Annotations) -> Iterator[Row]:
    for record in layer_records("statements", document, annotations):
        start, end = record["cue"]
        yield {
            "id": record["id"], "document": document.id, "kind": record["kind"], "firmness": record["firmness"],
            "voice": record["voice"], "actors": record["actors"],
            "deadline": (record["deadline"] or {}).get("value"), "quote": record["quote"], "cue_start": start,
            "cue_end": end, "score": record["score"], "record": canonical_json(record),
        }  # fmt: skip


def failure_row(path: str, reason: str, advice: str) -> Row:
    return {"path": path, "reason": reason, "advice": advice}
