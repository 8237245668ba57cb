"""Rows of `app.views` as plain records for programs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from pacta.model import Span


def as_record(row: Any) -> dict[str, Any]:
    """The fields of a row; spans as ``[start, end]``; ``path`` as ``file``; of a codebook's verdict, whether
    it includes the statement (``why_codebooks`` has the reasons)."""
    record = {field.name: _plain(getattr(row, field.name)) for field in fields(row)}
    if "path" in record:
        record["file"] = record.pop("path")
    if "codebooks" in record:
        verdicts = record.pop("codebooks")
        record["codebooks"] = {name: included for name, (included, _) in verdicts.items()}
        record["why_codebooks"] = {name: reason for name, (_, reason) in verdicts.items()}
    return record


def _plain(value: Any) -> Any:
    if isinstance(value, Span):
        return value.pair()
    if isinstance(value, Mapping):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(part) for part in value]
    return value
