"""One way to read a text through both stages of the layer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from pacta.model import Annotations, Config, Document, Given, LayoutMark, Span
from pacta.structure import profile, structure
from support import samples

Reader = Callable[..., tuple[Document, Annotations]]


def read_text(text: str, *marks: tuple[str, str], **given: object) -> tuple[Document, Annotations]:
    """The document and its annotations. ``marks`` are (words, role): layout that the format gave."""
    document = samples.document(text, given=Given(**given))  # type: ignore[arg-type]
    layout = []
    for words, role in marks:
        start = text.index(words)
        layout.append(LayoutMark(Span(start, start + len(words)), role, 1, f"test:{role}"))  # type: ignore[arg-type]
    document = replace(document, layout=tuple(layout))
    return document, profile(document, structure(document, Annotations(), Config()), Config())


@pytest.fixture
def read() -> Reader:
    return read_text
