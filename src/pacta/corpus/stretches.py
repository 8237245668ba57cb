"""Files that can be cut: between lines of JSON, rows of Parquet, records of WARC. A stretch is a file of the same
format by itself, so it is read like any other.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

import fsspec
import pyarrow.parquet as pq
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from pacta.ingest.formats import by_name
from pacta.ingest.tables import NAMES


@dataclass(frozen=True, slots=True)
class Unit:
    """A file, or a stretch of it: ``[start, end)`` are bytes, of Parquet row groups. ``rows`` stand before it."""

    path: str
    size: int
    start: int = 0
    end: int | None = None
    rows: int = 0


def stretches(path: str, target: int) -> Iterator[Unit]:
    """The stretches of a file, of about so many bytes each; the file itself where it cannot be cut."""
    cut = _CUTS.get(by_name(path) or "")
    with fsspec.open(path, "rb") as stream:
        units = list(_joined(path, cut(stream), target)) if cut else []
    yield from units if len(units) > 1 else [Unit(path, sum(unit.size for unit in units))]


def bytes_of(unit: Unit) -> bytes:
    """The bytes of a whole file, or of a stretch as a file of its own."""
    with fsspec.open(unit.path, "rb") as stream:
        if unit.end is None:
            return bytes(stream.read())
        if by_name(unit.path) == "parquet":
            return _row_groups(stream, range(unit.start, unit.end))
        stream.seek(unit.start)
        return bytes(stream.read(unit.end - unit.start))


@dataclass(frozen=True, slots=True)
class _Piece:
    """What is not cut any further: where it ends, its bytes, its rows."""

    end: int
    size: int
    rows: int


def _joined(path: str, pieces: Iterator[_Piece], target: int) -> Iterator[Unit]:
    """Pieces in a row until they are large enough."""
    unit = Unit(path, 0)
    rows, end = 0, 0
    for piece in pieces:
        unit, rows, end = replace(unit, size=unit.size + piece.size), rows + piece.rows, piece.end
        if unit.size >= target and rows > unit.rows:
            yield replace(unit, end=end)
            unit = Unit(path, 0, start=end, rows=rows)
    if rows > unit.rows:
        yield replace(unit, end=end)


def _lines(stream: Any) -> Iterator[_Piece]:
    place = 0
    for line in iter(stream.readline, b""):
        place += len(line)
        yield _Piece(place, len(line), bool(line.strip()))


def _records(stream: Any) -> Iterator[_Piece]:
    """WARC records, which are packed one by one, each up to where the next begins."""
    records, place = ArchiveIterator(stream), 0
    with suppress(ArchiveLoadFailed, EOFError, OSError, ValueError):  # told when it is read
        for _ in records:
            begin = records.get_record_offset()
            if begin > place:
                yield _Piece(begin, begin - place, 1)
            place = begin
    end = stream.seek(0, io.SEEK_END)
    yield _Piece(end, end - place, 1)


def _groups(stream: Any) -> Iterator[_Piece]:
    """Row groups; ``end`` counts them."""
    described = pq.ParquetFile(stream).metadata
    for number in range(described.num_row_groups):
        group = described.row_group(number)
        yield _Piece(number + 1, group.total_byte_size, group.num_rows)


def _row_groups(stream: Any, groups: range) -> bytes:
    file, sink = pq.ParquetFile(stream), io.BytesIO()
    columns = [name for name in file.schema_arrow.names if name.strip().lower() in NAMES]
    pq.write_table(file.read_row_groups(list(groups), columns=columns), sink, compression="none")
    return sink.getvalue()


_CUTS: dict[str, Callable[[Any], Iterator[_Piece]]] = {
    "jsonl": _lines, "warc": _records, "parquet": _groups,
}  # fmt: skip
