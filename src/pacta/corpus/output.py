"""The output of a corpus run: a folder, or an address, of Parquet files, each written once as a whole.

Each table is a folder that DuckDB, Spark and pandas read as one. ``done/`` has, for each step, a note for each
part of the work whose files are all there. A part that is done twice writes the same bytes to the same places, so
nothing is ever there twice. ``work/`` holds what the steps hand on, and is cleared when all is done.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import fsspec
import pyarrow as pa
import pyarrow.parquet as pq

from pacta.corpus.tables import GIVEN, Row, parquet_of
from pacta.model import Annotations, CleaningStep, Document, Given, LayoutMark, PactaError, Source
from pacta.store.codec import from_plain

NOTE = "corpus.json"
READ = "read"  # the step that reads documents
Groups = Sequence[Sequence[Row]]


class Output:
    """Where a run writes. Small enough to be made anew by every worker."""

    def __init__(self, place: str) -> None:
        self.place = place
        self._system, self._root = fsspec.core.url_to_fs(place)

    def begin(self, note: Row) -> None:
        """Raises PactaError if there is the output of another input or another reader."""
        known = self.json(NOTE)
        if known is not None and known != note:
            raise PactaError(f"{self.place} is the output of another run.", "Name another folder, or remove it.")
        if known is None and self._system.exists(self._root) and self._system.ls(self._root):
            raise PactaError(f"{self.place} is not empty.", "Name a new folder.")
        self.put(NOTE, json.dumps(note, sort_keys=True).encode())

    def done(self, step: str) -> set[str]:
        """Names of the parts of a step that are there."""
        folder = f"{self._root}/done/{step}"
        self._system.invalidate_cache()
        if not self._system.exists(folder):
            return set()
        return {Path(path).stem for path in self._system.ls(folder, detail=False) if path.endswith(".json")}

    def write(self, step: str, name: str, tables: Mapping[str, Groups]) -> str:
        """Writes a part: the groups of rows of each table, and last the note that they are there; the note."""
        for table, groups in tables.items():
            self.put(_file(table, name), parquet_of(table, groups))
        note = json.dumps({table: sum(map(len, groups)) for table, groups in tables.items()})
        self.put(f"done/{step}/{name}.json", note.encode())
        return note

    def table(self, table: str, name: str, columns: Sequence[str] | None = None) -> pa.Table:
        return pq.read_table(io.BytesIO(self._get(_file(table, name))), columns=columns)

    def group(self, table: str, name: str, group: int) -> list[Row]:
        """One group of rows of a file; of the rest, no more than its index is read."""
        with self._system.open(f"{self._root}/{_file(table, name)}", "rb") as file:
            rows: list[Row] = pq.ParquetFile(file).read_row_group(group).to_pylist()
        return rows

    def counts(self, steps: Sequence[str]) -> dict[str, int]:
        """Rows of each table that is given out."""
        made = dict.fromkeys(GIVEN, 0)
        for step in steps:
            for name in sorted(self.done(step)):
                note = json.loads(self._get(f"done/{step}/{name}.json"))
                for table in note.keys() & made.keys():
                    made[table] += note[table]
        return made

    def documents(self) -> Iterator[tuple[Document, Annotations, str]]:
        """Each document with its reading, and the digest of what read it; partition by partition."""
        for name in sorted(self.done(READ)):
            data = self._get(_file("documents", name))
            for batch in pq.ParquetFile(io.BytesIO(data)).iter_batches(batch_size=64):
                for row in batch.to_pylist():
                    yield _document(row), from_plain(Annotations, json.loads(row["annotations"])), row["reader"]

    def failures(self) -> Iterator[Row]:
        for name in sorted(self.done(READ)):
            yield from self.table("failures", name).to_pylist()

    def json(self, name: str) -> Any:
        """What a JSON file holds; None if it is not there."""
        path = f"{self._root}/{name}"
        return json.loads(self._system.cat_file(path)) if self._system.exists(path) else None

    def clear(self) -> None:
        """Removes what the steps handed on."""
        if self._system.exists(f"{self._root}/work"):
            self._system.rm(f"{self._root}/work", recursive=True)

    def put(self, name: str, data: bytes) -> None:
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

    def _get(self, name: str) -> bytes:
        data: bytes = self._system.cat_file(f"{self._root}/{name}")
        return data


def _file(table: str, name: str) -> str:
    return f"{table}/{name}.parquet" if table in GIVEN else f"work/{table}/{name}.parquet"


def _own_name(file: Path) -> Path:
    """Two workers may write the same part at the same time."""
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
