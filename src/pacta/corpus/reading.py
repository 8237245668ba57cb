"""One partition read: documents, statements and failures, as rows. Pure but for the input itself."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import fsspec

from pacta.corpus.partitions import Partition, Unit
from pacta.ingest import read_inputs
from pacta.ingest.limits import DEFAULT_LIMITS
from pacta.ingest.raw import Origin
from pacta.ingest.reading import Read, read_stream
from pacta.model import Annotations, Config, Document, PactaError, UnreadableInput
from pacta.pipeline import read
from pacta.publish.records import layer_records
from pacta.store.codec import to_plain
from pacta.store.types import canonical_json

Row = dict[str, Any]
Tables = dict[str, list[Row]]


def read_partition(partition: Partition, config: Config, reader: str) -> Tables:
    """The rows of each table. What cannot be read is a row of ``failures``, with its reason, and stops nothing."""
    tables: Tables = {"documents": [], "statements": [], "failures": []}
    for unit in partition.units:
        for found in _documents(unit):
            if isinstance(found, UnreadableInput):
                tables["failures"].append(_failure(found.path, found.message, found.advice))
            else:
                _read(found, config, reader, tables)
    return tables


def _read(document: Document, config: Config, reader: str, tables: Tables) -> None:
    path = document.source.path
    try:
        annotations = read(document, config)
        document.text.encode()
    except PactaError as error:
        tables["failures"].append(_failure(path, error.message, error.advice))
    except Exception as error:
        reason = f"Reading it failed: {type(error).__name__}: {error}"
        tables["failures"].append(_failure(path, reason, "This is a fault in Pacta; please report it."))
    else:
        tables["documents"].append(_document(document, annotations, reader))
        tables["statements"] += _statements(document, annotations)


def _documents(unit: Unit) -> Iterator[Read]:
    """A whole local file is read as everywhere, its sidecar too; what is elsewhere, or a stretch, by its bytes."""
    if unit.end is None and "://" not in unit.path:
        yield from read_inputs([unit.path])
        return
    with fsspec.open(unit.path, "rb") as stream:
        stream.seek(unit.start)
        data = stream.read(-1 if unit.end is None else unit.end - unit.start)
    for found in read_stream(io.BytesIO(data), Origin(unit.path), DEFAULT_LIMITS):
        yield _renumbered(found, unit.rows) if isinstance(found, Document) and unit.rows else found


def _renumbered(document: Document, rows: int) -> Document:
    """The rows of a stretch count from the beginning of the file."""
    number = int((document.source.member or "row 0").removeprefix("row "))
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


def _failure(path: str, reason: str, advice: str) -> Row:
    return {"path": path, "reason": reason, "advice": advice}
