"""Cutting an input into partitions: always the same ones, whoever reads them.

A partition is some files, or a stretch of the lines of one file. What is in it depends on the input alone, so
its result can be written again and again, by any worker, with the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import fsspec

from pacta.ingest.given import is_sidecar
from pacta.model import UnreadableInput

TARGET = 1_000_000  # bytes of a partition, about: some minutes of one core
LINES = ".jsonl"  # files that can be cut between lines


@dataclass(frozen=True, slots=True)
class Unit:
    """A file, or a stretch of its lines: bytes ``[start, end)``, behind ``rows`` rows."""

    path: str
    size: int
    start: int = 0
    end: int | None = None
    rows: int = 0


@dataclass(frozen=True, slots=True)
class Partition:
    number: int
    units: tuple[Unit, ...]

    @property
    def name(self) -> str:
        return f"part-{self.number:06}"

    def as_json(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def of_json(cls, text: str) -> Partition:
        plain = json.loads(text)
        return cls(plain["number"], tuple(Unit(**unit) for unit in plain["units"]))


def partitions_of(source: str, target: int = TARGET) -> Iterator[Partition]:
    """The partitions of a file, folder or address. Raises UnreadableInput if there is nothing."""
    number, units, size = 0, list[Unit](), 0
    for unit in _units(source, target):
        if units and size + unit.size > target:
            yield Partition(number, tuple(units))
            number, units, size = number + 1, [], 0
        units.append(unit)
        size += unit.size
    if not units:
        raise UnreadableInput(
            source, "There is nothing to read.", "Name a file, a folder or an address with files."
        )
    yield Partition(number, tuple(units))


def _units(source: str, target: int) -> Iterator[Unit]:
    for path, size in _files(source):
        if path.lower().endswith(LINES) and size > target:
            yield from _stretches(path, target)
        else:
            yield Unit(path, size)


def _files(source: str) -> Iterator[tuple[str, int]]:
    """Paths as the user would name them, with sizes, in order."""
    system, root = fsspec.core.url_to_fs(source)
    if not system.exists(root):
        raise UnreadableInput(source, "There is no such file or folder.", "Check the path or address.")
    found: dict[str, Any] = system.find(root, detail=True)
    local = "file" in ([system.protocol] if isinstance(system.protocol, str) else system.protocol)
    for path in sorted(found):
        shown = _as_given(path, source, root) if local else system.unstrip_protocol(path)
        hidden = any(part.startswith(".") for part in Path(path[len(root) :]).parts)
        if not hidden and not is_sidecar(path):
            yield shown, int(found[path]["size"] or 0)


def _as_given(path: str, source: str, root: str) -> str:
    return source if path == root else str(Path(source) / Path(path).relative_to(root))


def _stretches(path: str, target: int) -> Iterator[Unit]:
    """Cuts between lines, counting the rows before each cut, so that a row keeps its number."""
    unit, place, rows = Unit(path, 0), 0, 0
    with fsspec.open(path, "rb") as lines:
        for line in _lines(lines):
            place += len(line)
            rows += bool(line.strip())
            if place - unit.start >= target and rows > unit.rows:
                yield replace(unit, size=place - unit.start, end=place)
                unit = Unit(path, 0, start=place, rows=rows)
    if rows > unit.rows:
        yield replace(unit, size=place - unit.start, end=place)


def _lines(stream: Any) -> Iterable[bytes]:
    return iter(stream.readline, b"")
