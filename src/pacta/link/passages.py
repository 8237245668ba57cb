"""Sentences of a document and what stands in them, by binary search."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Protocol, TypeVar

from pacta.link.types import Evidence, ReadDocument
from pacta.model import Span


class Spanned(Protocol):
    @property
    def span(self) -> Span: ...


Item = TypeVar("Item", bound=Spanned)


def sentences(read: ReadDocument) -> Iterator[Span]:
    """Sentences in text order; furniture has none."""
    for block in read.annotations.structure.blocks:
        yield from block.sentences


def inside(items: Sequence[Item], starts: Sequence[int], span: Span) -> Sequence[Item]:
    """The items, sorted and with their ``starts``, that lie inside the span."""
    found = items[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
    return [item for item in found if item.span.end <= span.end]


def starts_of(items: Sequence[Item]) -> list[int]:
    return [item.span.start for item in items]


def evidence(read: ReadDocument, span: Span) -> Evidence:
    return Evidence(read.id, read.document.source.path, read.date, span, read.document.quote(span), read.inferred)
