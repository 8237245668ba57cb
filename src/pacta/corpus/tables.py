"""The tables of a corpus run: those that it gives, and those that it works with and clears away."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

Row = dict[str, Any]
TEXT, NUMBER, REAL, TRUTH = pa.string(), pa.int64(), pa.float64(), pa.bool_()
TEXTS = pa.list_(TEXT)
SCHEMAS = {
    "documents": pa.schema([
        ("id", TEXT), ("path", TEXT), ("member", TEXT), ("sha256", TEXT), ("size", NUMBER), ("media_type", TEXT),
        ("encoding", TEXT), ("title", TEXT), ("date", TEXT), ("text", TEXT), ("raw", pa.binary()),
        ("given", TEXT), ("layout", TEXT), ("cleaning", TEXT), ("warnings", TEXTS), ("annotations", TEXT),
        ("reader", TEXT),
    ]),
    "statements": pa.schema([
        ("id", TEXT), ("document", TEXT), ("kind", TEXT), ("firmness", NUMBER), ("voice", TEXT),
        ("actors", TEXTS), ("deadline", TEXT), ("quote", TEXT), ("cue_start", NUMBER), ("cue_end", NUMBER),
        ("score", REAL), ("record", TEXT),
    ]),
    "failures": pa.schema([("path", TEXT), ("reason", TEXT), ("advice", TEXT)]),
    "entities": pa.schema([
        ("id", TEXT), ("name", TEXT), ("type", TEXT), ("code", TEXT), ("forms", TEXTS), ("documents", NUMBER),
        ("uses", NUMBER),
    ]),
    "threads": pa.schema([
        ("id", TEXT), ("title", TEXT), ("titled_by", TEXT), ("type", TEXT), ("stage", TEXT), ("mentions", NUMBER),
        ("documents", NUMBER), ("first", TEXT), ("last", TEXT),
    ]),
    "mentions": pa.schema([
        ("thread", TEXT), ("place", NUMBER), ("statement", TEXT), ("document", TEXT), ("date", TEXT),
        ("start", NUMBER), ("end", NUMBER), ("quote", TEXT), ("kind", TEXT), ("firmness", NUMBER), ("voice", TEXT),
        ("actors", TEXTS), ("deadline", TEXT), ("stage", TEXT), ("relation", TEXT), ("before", TEXT),
        ("changes", pa.list_(pa.struct([("aspect", TEXT), ("was", TEXT), ("now", TEXT)]))),
    ]),
    "findings": pa.schema([
        ("id", TEXT), ("source", TEXT), ("kind", TEXT), ("severity", TEXT), ("sentence", TEXT), ("since", TEXT),
        ("a_document", TEXT), ("a_date", TEXT), ("a_start", NUMBER), ("a_end", NUMBER), ("a_quote", TEXT),
        ("b_document", TEXT), ("b_date", TEXT), ("b_start", NUMBER), ("b_end", NUMBER), ("b_quote", TEXT),
    ]),
    "indicators": pa.schema([
        ("id", TEXT), ("said", TEXT), ("unit", TEXT), ("change", TRUTH), ("states", TEXTS), ("document", TEXT),
        ("date", TEXT), ("figure", TEXT), ("low", REAL), ("high", REAL), ("hedge", TEXT), ("direction", TEXT),
        ("period", TEXT), ("words", TEXT), ("quote", TEXT),
    ]),
    # To work with.
    "facts": pa.schema([
        ("document", TEXT), ("address", TEXT), ("date", TEXT), ("joint", TEXT), ("forms", TEXT), ("uses", TEXT),
        ("aliases", TEXT), ("mentions", TEXT), ("claims", TEXT),
    ]),
    "names": pa.schema([("form", TEXT), ("entity", TEXT)]),
    "listed": pa.schema([("statement", TEXT), ("when", TEXT)]),
    "filed": pa.schema([("keys", pa.list_(NUMBER)), ("promise", TRUTH), ("data", TEXT)]),
    "claims": pa.schema([("key", NUMBER), ("data", TEXT)]),
    "followed": pa.schema([
        ("statement", TEXT), ("likeness", REAL), ("parent", TEXT), ("spoken", TRUTH),
    ]),
    "placed": pa.schema([("thread", TEXT), ("parent", TEXT), ("spoken", TRUTH)]),
    "members": pa.schema([("thread", TEXT), ("parent", TEXT), ("spoken", TRUTH), ("data", TEXT)]),
    "found": pa.schema([("source", TEXT), ("data", TEXT)]),  # between claims
    "told": pa.schema([("source", TEXT), ("data", TEXT)]),  # in threads
}  # fmt: skip
GIVEN = ("documents", "statements", "failures", "entities", "threads", "mentions", "findings", "indicators")


def parquet_of(table: str, groups: Sequence[Sequence[Row]]) -> bytes:
    """A file of these groups of rows; each can be read without the others."""
    sink = io.BytesIO()
    with pq.ParquetWriter(sink, SCHEMAS[table], compression="zstd") as writer:
        for rows in groups:
            writer.write_table(pa.Table.from_pylist(list(rows), SCHEMAS[table]))
    return sink.getvalue()
