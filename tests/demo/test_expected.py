"""A real reading of the demo corpus finds what a desk officer expects, at least in the pinned shares.

The shares are a little below what `tools/score_demo.py` measured when they were pinned; raise them with the
reading, never lower them to pass.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

FLOORS = {
    "date": 1.0,
    "doc_type": 1.0,
    "found": 0.85,
    "kind": 0.60,
    "firmness": 0.35,
    "voice": 0.75,
    "actors": 0.50,
    "deadline": 0.55,
}


@pytest.fixture(scope="module")
def shares() -> dict[str, tuple[int, int]]:
    """Column -> (right, judged)."""
    path = Path(__file__).parents[2] / "tools" / "score_demo.py"
    spec = importlib.util.spec_from_file_location("score_demo", path)
    assert spec and spec.loader
    module = sys.modules["score_demo"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    measured: dict[str, tuple[int, int]] = module.shares(list(module.judge()))
    return measured


@pytest.mark.parametrize("column", FLOORS)
def test_the_share_of_expected_values_does_not_sink(shares: dict[str, tuple[int, int]], column: str) -> None:
    right, judged = shares[column]
    assert right / judged >= FLOORS[column], f"{column}: {right} of {judged}"
