"""Cutting an input into partitions: always the same ones, whoever reads them.

A partition is some files, or a stretch of one file (`pacta.corpus.stretches`). What is in it depends on the input
alone, so its result can be written again and again, by any worker, with the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import fsspec

from pacta.corpus.stretches import Unit, stretches
from pacta.ingest.given import is_sidecar
from pacta.model import UnreadableInput

TARGET = 1_000_000  # bytes of a partition, about: some minutes of one core
MOST = 1000  # partitions, about; of a larger input they are larger


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


def target_of(source: str) -> int:
    """The size of the partitions of an input: it depends on the input alone."""
    return max(TARGET, sum(size for _, size in _files(source)) // MOST)


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
        yield from stretches(path, target) if size > target else [Unit(path, size)]


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
