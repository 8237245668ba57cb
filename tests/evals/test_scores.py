"""Scores of a set say nothing of what is not labelled in it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from evals.scores import score

SCORERS = {
    "score.py": """
def score(gold, predictions, errors):
    return {"statement": {"f1": 1, "p": 1, "r": 1}, "actors exact": 0.5}, []
""",
    "spans.py": 'def main(layer, gold, predictions): print("{}")',
}


@pytest.mark.parametrize(("full", "scored"), [(True, True), (False, False)])
def test_actors_are_scored_only_where_they_are_labelled(tmp_path: Path, full: bool, scored: bool) -> None:
    for name, text in SCORERS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "manifest.json").write_text(json.dumps([{"id": "a", "full": full}]), encoding="utf-8")
    scores, _ = score(tmp_path, tmp_path, tmp_path)
    assert ("actors exact" in scores) is scored
    assert scores["statement f1"] == 1
