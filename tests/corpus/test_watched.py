"""A run on a cluster ends where the engine stands still after the loss of a node, and only there."""

from __future__ import annotations

from itertools import chain, repeat
from threading import Event

import pytest

from pacta.corpus import engine
from pacta.model import PactaError


def test_an_engine_that_stands_still_after_a_node_was_lost_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "STALLED", 0.0)
    cores = chain([2], repeat(1))
    never = Event()
    with pytest.raises(PactaError, match="lost a node"):
        engine.watched(never.wait, lambda: 0, lambda: next(cores))
    never.set()


def test_an_engine_that_is_slow_but_whole_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "STALLED", 0.0)
    ended: list[bool] = []
    slow = Event()
    engine.watched(lambda: ended.append(slow.wait(timeout=1.5)), lambda: 0, lambda: 2)
    assert ended == [False]


def test_what_the_engine_raises_is_raised() -> None:
    def fails() -> None:
        raise OSError("no room")

    with pytest.raises(OSError, match="no room"):
        engine.watched(fails, lambda: 0, lambda: 2)
