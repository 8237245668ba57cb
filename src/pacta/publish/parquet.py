"""Parquet, one file a table, with the data dictionary in each column's metadata."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any, BinaryIO

from pacta.model import PactaError
from pacta.publish.dataset import Record
from pacta.publish.dictionary import DataTable, Field

GROUP = 20_000  # rows of a row group


def write_parquet(table: DataTable, rows: Iterator[Record], out: BinaryIO) -> None:
    """Dates stay strings, since EDTF keeps a precision that a date type would lose; lists are lists of strings.
    Raises PactaError without the package that writes it."""
    try:
        import pyarrow as arrow
        from pyarrow import parquet
    except ImportError as error:
        raise PactaError("Parquet needs the package pyarrow.", "Install pacta[data], or export jsonl.") from error
    types = {
        "string": arrow.string(), "edtf": arrow.string(), "integer": arrow.int64(), "number": arrow.float64(),
        "boolean": arrow.bool_(), "list": arrow.list_(arrow.string()),
    }  # fmt: skip
    fields = [arrow.field(field.name, types[field.type], metadata=_metadata(field)) for field in table.fields]
    schema = arrow.schema(fields, metadata={"title": table.title, "description": table.says})
    with parquet.ParquetWriter(out, schema, compression="zstd") as writer:
        while batch := list(islice(rows, GROUP)):
            writer.write_table(arrow.Table.from_pylist(batch, schema=schema))


def _metadata(field: Field) -> dict[str, Any]:
    said = {"description": field.says, "unit": field.unit, "refers": field.refers}
    return {name: words for name, words in said.items() if words}
