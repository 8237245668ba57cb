from __future__ import annotations

from collections.abc import Iterator

import pytest

from pacta.app import reading
from pacta.store import Register
from support.plain import plain_stages


@pytest.fixture
def plain_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """How well Pacta reads is not what these tests are about."""
    monkeypatch.setattr(reading, "run_stages", plain_stages)


@pytest.fixture
def register(place: str) -> Iterator[Register]:
    with Register.open(place) as opened:
        yield opened
