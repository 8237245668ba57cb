"""The data dictionary: tables and columns of everything that leaves the register as data (``dictionary.toml``)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

FieldType = Literal["string", "integer", "number", "boolean", "edtf", "list"]


@dataclass(frozen=True, slots=True)
class Field:
    """A column. ``refers`` is ``table.column`` where the value is the key of another table."""

    name: str
    type: FieldType
    says: str
    unit: str | None = None
    refers: str | None = None


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table. ``key`` is the column that is unique; None where no single column is."""

    name: str
    title: str
    says: str
    fields: tuple[Field, ...]
    key: str | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.fields)

    def conform(self, record: dict[str, Any]) -> dict[str, Any]:
        """The record with exactly the table's columns, in order. Raises KeyError for a column that it lacks."""
        return {name: record[name] for name in self.columns}


@cache
def data_tables() -> dict[str, DataTable]:
    """All tables by name, in the order in which they are best read."""
    rows = tomllib.loads((files(__package__) / "dictionary.toml").read_text(encoding="utf-8"))["table"]
    return {row["name"]: _table(row) for row in rows}


def _table(row: dict[str, Any]) -> DataTable:
    fields = tuple(Field(**field) for field in row.pop("fields"))
    return DataTable(**row, fields=fields)
