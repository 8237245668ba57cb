"""What the writers of data take: the tables of a selection of the register, and what to say about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from pacta.publish.dictionary import DataTable, data_tables

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Dataset:
    """``rows`` gives the records of a table of the data dictionary, lazily, in the same order each time.

    ``selection`` says in words which documents and statements these are; ``since`` and ``until`` are the dates
    of the earliest and latest document (None: no document has a date); ``version`` is Pacta's.
    """

    rows: Callable[[str], Iterator[Record]]
    version: str
    selection: str
    documents: int
    since: str | None = None
    until: str | None = None
    tables: tuple[str, ...] = tuple(data_tables())

    def described(self) -> Iterator[tuple[DataTable, Iterator[Record]]]:
        """Each table of the set with its rows."""
        for name in self.tables:
            yield data_tables()[name], self.rows(name)

    def about(self) -> tuple[tuple[str, str], ...]:
        """What a reader must know before using the numbers, as label and words."""
        dated = f"{self.since or 'undated'} to {self.until or 'undated'}" if self.documents else "none"
        return (
            ("Made with", f"Pacta {self.version}"),
            ("Selection", self.selection),
            ("Documents", str(self.documents)),
            ("Dated", dated),
            ("Coded under", "Pacta's codebook; machine-read unless a reviewer is named"),
            ("Neutral", "Each row records that a source said something, not that it is so"),
        )
