"""Helpers for tests of ingest."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pacta.ingest import read_bytes
from pacta.model import Document, UnreadableInput


@pytest.fixture
def refusal() -> Callable[..., UnreadableInput]:
    """Reads bytes that must be refused and gives the refusal, which must name the file and say what to do."""

    def refuse(data: bytes, path: str, **options: object) -> UnreadableInput:
        with pytest.raises(UnreadableInput) as caught:
            read_bytes(data, path, **options)  # type: ignore[arg-type]
        error = caught.value
        assert error.path.startswith(path)
        assert error.message and error.advice
        return error

    return refuse


@pytest.fixture
def one() -> Callable[..., Document]:
    """Reads bytes that make one document."""

    def read(data: bytes, path: str, **options: object) -> Document:
        (document,) = read_bytes(data, path, **options)  # type: ignore[arg-type]
        return document

    return read
