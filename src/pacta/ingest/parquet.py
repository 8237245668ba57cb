"""Parquet: a table of documents whose columns are typed. Read with pyarrow, which comes with an extra."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from datetime import date
from typing import Any, BinaryIO

from pacta.ingest.raw import Origin

_AT_ONCE = 64  # rows


def json_rows(stream: BinaryIO, origin: Origin, wanted: Collection[str]) -> Iterator[bytes]:
    """Each row as a JSON object of the columns that are wanted; so what else a table holds is no part of a
    document. Raises UnreadableInput."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ModuleNotFoundError as error:
        raise origin.unreadable(
            "It is a Parquet table, and pyarrow is missing.", 'Install it: pip install "pacta[data]"'
        ) from error
    try:
        file = pq.ParquetFile(stream)
        columns = [name for name in file.schema_arrow.names if name.strip().lower() in wanted]
        for batch in file.iter_batches(batch_size=_AT_ONCE, columns=columns):
            for row in batch.to_pylist():
                yield json.dumps(row, ensure_ascii=False, default=_plain).encode("utf-8", "replace")
    except (pa.ArrowException, OSError, ValueError) as error:
        message = f"The table is damaged or cut off ({error or type(error).__name__})."
        raise origin.unreadable(message, "Get the file again.") from error


def _plain(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
