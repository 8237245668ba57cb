"""The output of a corpus run: a folder, or an address, of Parquet files, each written once as a whole.

``documents/``, ``statements/`` and ``failures/`` have a file a partition; ``done/`` has a note for each partition
whose three files are there. A partition that is read twice writes the same bytes to the same place, so nothing is
ever there twice. DuckDB, Spark and pandas read each folder as one table.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fsspec
import pyarrow as pa
import pyarrow.parquet as pq

from pacta.corpus.reading import Row, Tables
from pacta.model import Annotations, CleaningStep, Document, Given, LayoutMark, PactaError, Source
from pacta.store.codec import from_plain

NOTE = "corpus.json"
TEXT, NUMBER = pa.string(), pa.int64()
SCHEMAS = {
    "documents": pa.schema([
        ("id", TEXT), ("path", TEXT), ("member", TEXT), ("sha256", TEXT), ("size", NUMBER), ("media_type", TEXT),
        ("encoding", TEXT), ("title", TEXT), ("date", TEXT), ("text", TEXT), ("raw", pa.binary()),
        ("given", TEXT), ("layout", TEXT), ("cleaning", TEXT), ("warnings", pa.list_(TEXT)),
        ("annotations", TEXT), ("reader", TEXT),
    ]),
    "statements": pa.schema([
        ("id", TEXT), ("document", TEXT), ("kind", TEXT), ("firmness", NUMBER), ("voice", TEXT),
        ("actors", pa.list_(TEXT)), ("deadline", TEXT), ("quote", TEXT), ("cue_start", NUMBER),
        ("cue_end", NUMBER), ("score", pa.float64()), ("record", TEXT),
    ]),
    "failures": pa.schema([("path", TEXT), ("reason", TEXT), ("advice", TEXT)]),
}  # fmt: skip


class Output:
    """Where a run writes. Small enough to be made anew by every worker."""

    def __init__(self, place: str) -> None:
        self.place = place
        self._system, self._root = fsspec.core.url_to_fs(place)

    def begin(self, note: Row) -> None:
        """Raises PactaError if there is the output of another input or another reader."""
        known = self._note()
        if known is not None and known != note:
            raise PactaError(f"{self.place} is the output of another run.", "Name another folder, or remove it.")
        if known is None and self._system.exists(self._root) and self._system.ls(self._root):
            raise PactaError(f"{self.place} is not empty.", "Name a new folder.")
        self._put(NOTE, json.dumps(note, sort_keys=True).encode())

    def done(self) -> set[str]:
        """Names of the partitions that are there."""
        folder = f"{self._root}/done"
        if not self._system.exists(folder):
            return set()
        return {Path(path).stem for path in self._system.ls(folder, detail=False) if path.endswith(".json")}

    def write(self, name: str, tables: Tables) -> str:
        """Writes a partition, and last the note that it is there; the note."""
        for table, rows in tables.items():
            sink = io.BytesIO()
            pq.write_table(pa.Table.from_pylist(rows, SCHEMAS[table]), sink, compression="zstd")
            self._put(f"{table}/{name}.parquet", sink.getvalue())
        note = json.dumps({table: len(rows) for table, rows in tables.items()})
        self._put(f"done/{name}.json", note.encode())
        return note

    def counts(self) -> dict[str, int]:
        """Rows of each table in all partitions that are there."""
        notes = [
            json.loads(self._system.cat_file(f"{self._root}/done/{name}.json")) for name in sorted(self.done())
        ]
        return {table: sum(note[table] for note in notes) for table in SCHEMAS}

    def documents(self) -> Iterator[tuple[Document, Annotations, str]]:
        """Each document with its reading, and the digest of what read it; partition by partition."""
        for name in sorted(self.done()):
            data = self._system.cat_file(f"{self._root}/documents/{name}.parquet")
            for batch in pq.ParquetFile(io.BytesIO(data)).iter_batches(batch_size=64):
                for row in batch.to_pylist():
                    yield _document(row), from_plain(Annotations, json.loads(row["annotations"])), row["reader"]

    def failures(self) -> Iterator[Row]:
        for name in sorted(self.done()):
            data = self._system.cat_file(f"{self._root}/failures/{name}.parquet")
            yield from pq.read_table(io.BytesIO(data)).to_pylist()

    def _note(self) -> Row | None:
        path = f"{self._root}/{NOTE}"
        found: Row | None = json.loads(self._system.cat_file(path)) if self._system.exists(path) else None
        return found

    def _put(self, name: str, data: bytes) -> None:
        """A file appears as a whole: object stores do so by themselves, elsewhere it is renamed."""
        path = f"{self._root}/{name}"
        if not hasattr(self._system, "auto_mkdir"):
            self._system.pipe_file(path, data)
            return
        from pacta.store.backing import put

        file = Path(path)
        file.parent.mkdir(parents=True, exist_ok=True)
        part = _own_name(file)
        part.write_bytes(data)
        put(part, file)


def _own_name(file: Path) -> Path:
    """Two workers may write the same partition at the same time."""
    import uuid

    return file.with_name(f".{file.name}.{uuid.uuid4().hex}")


def _document(row: dict[str, Any]) -> Document:
    names = ("path", "sha256", "size", "media_type", "encoding", "member", "raw")
    return Document(
        row["id"], row["text"], Source(**{name: row[name] for name in names}),
        from_plain(Given, json.loads(row["given"])),
        layout=from_plain(tuple[LayoutMark, ...], json.loads(row["layout"])),
        cleaning=from_plain(tuple[CleaningStep, ...], json.loads(row["cleaning"])),
        warnings=tuple(row["warnings"]),
    )  # fmt: skip
