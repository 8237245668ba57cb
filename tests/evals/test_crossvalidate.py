"""Cross-validation holds out every document once, and whole documents only."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from evals.crossvalidate import folds_of


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    entries = [{"id": f"document-{i}"} for i in range(7)]
    (tmp_path / "manifest.json").write_text(json.dumps(entries), encoding="utf-8")
    return tmp_path


def test_every_document_is_held_out_once(gold: Path) -> None:
    folds = list(folds_of(gold, 3))
    assert sorted(name for fold in folds for name in fold) == [f"document-{i}" for i in range(7)]


def test_a_fold_holds_out_what_training_leaves_out_under_the_same_name(gold: Path) -> None:
    """``--fold K/N`` of training leaves out every N-th document from the K-th."""
    assert list(folds_of(gold, 3))[1] == {"document-1", "document-4"}
