"""Partitions are read in a process of their own, which a document may kill: that document is then a failure, with
its reason, and the others of the partition are read. The process tells what it is about to do before it does it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pacta.corpus.partitions import Partition
from pacta.corpus.reading import TABLES, Reader, Tables, failure_row
from pacta.model import PactaError
from pacta.pipeline.process import DiedError, Process, TooSlowError, seconds_for

TRIES = 2  # of a document: a process may die through no fault of what it reads
ADVICE = "Free some memory or use fewer workers; if it dies again, report it with the document."


@dataclass(frozen=True, slots=True)
class Place:
    """In a partition: the unit, and the document of it."""

    unit: int = 0
    document: int = 0


@dataclass(frozen=True, slots=True)
class Begun:
    """What the process is about to do: take a document out of its unit, or read it. ``length``: code points."""

    place: Place
    step: Literal["open", "read"]
    path: str
    length: int = 0

    def next(self) -> Place:
        """Where to go on when this cannot be done. Behind what cannot be opened, its unit is out of reach."""
        if self.step == "read":
            return Place(self.place.unit, self.place.document + 1)
        return Place(self.place.unit + 1)


class PartitionReader:
    """The process is started with the first partition and kept; another one replaces it when it has died."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._process: Process | None = None

    def read(self, partition: Partition) -> Tables:
        """The rows of each table. What cannot be read is a row of ``failures`` with its reason."""
        made: Tables = {table: [] for table in TABLES}
        start: Place | None = Place()
        tried: list[Begun] = []
        while start is not None and start.unit < len(partition.units):
            begun = Begun(start, "open", partition.units[start.unit].path)
            try:
                for told in self._told(partition, start):
                    if isinstance(told, Begun):
                        begun = told
                    else:
                        _extend(made, told)
                start = None
            except TooSlowError as slow:
                made["failures"].append(failure_row(begun.path, slow.reason(), slow.advice))
                start = begun.next()
            except DiedError as death:
                tried.append(begun)
                start = begun.place
                if tried.count(begun) == TRIES:
                    made["failures"].append(failure_row(begun.path, death.reason(), ADVICE))
                    start = begun.next()
        return made

    def close(self) -> None:
        if self._process is not None:
            self._process.end()
            self._process = None

    def _told(self, partition: Partition, start: Place) -> Iterator[Begun | Tables]:
        """What the process tells until it has done the partition."""
        self._process = process = self._process or _started()
        seconds = seconds_for(0)
        try:
            process.ask((self._reader, partition, start))
            while (told := process.answer(seconds)) is not None:
                seconds = seconds_for(told.length if isinstance(told, Begun) else 0)
                yield told
        except (DiedError, TooSlowError):
            self.close()
            raise


def _started() -> Process:
    """A process that has loaded all that it needs. If it cannot, that is the fault of no document."""
    process = Process("pacta.corpus.telling")
    try:
        process.answer(seconds_for(0))
    except (DiedError, TooSlowError) as error:
        process.end()
        raise PactaError("The process that reads cannot start.", "Its own message is above; mend that.") from error
    return process


def _extend(made: Tables, rows: Tables) -> None:
    for table in made:
        made[table] += rows[table]
