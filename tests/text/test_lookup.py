"""Look-ups by place agree with looking at every item."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from pacta.model import Span
from pacta.text.lookup import Located


@dataclass(frozen=True)
class Item:
    span: Span


@given(st.lists(st.integers(0, 60), max_size=12, unique=True), st.integers(0, 70), st.integers(0, 70))
def test_looking_up_agrees_with_looking_at_every_item(edges: list[int], here: int, there: int) -> None:
    edges = sorted(edges)
    items = [Item(Span(a, b)) for a, b in zip(edges[::2], edges[1::2], strict=False)]
    found = Located(items)
    assert found.at(here) == next((i for i in items if i.span.start <= here < i.span.end), None)
    assert list(found.starting(here, there)) == [i for i in items if here <= i.span.start < there]
