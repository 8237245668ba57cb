"""A document that kills or stops its reader is a failure with its reason; the others are read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from pacta.corpus import apart
from pacta.corpus.apart import PartitionReader
from pacta.corpus.partitions import Partition, partitions_of
from pacta.corpus.reading import Reader
from pacta.model import Config, PactaError
from support.deadly import HANGS, KILLS, KILLS_WHEN_OPENED, lay_traps

HARMLESS = "We will build a bridge."


@pytest.fixture
def reader(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[PartitionReader]:
    monkeypatch.syspath_prepend(lay_traps(tmp_path_factory.mktemp("traps")))
    made = PartitionReader(Reader(Config(), "this one"))
    yield made
    made.close()


def rows(folder: Path, *texts: str) -> Partition:
    lines = (json.dumps({"text": text}) for text in texts)
    (folder / "talks.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (partition,) = partitions_of(str(folder))
    return partition


def test_a_row_that_kills_its_reader_is_named_and_the_rows_around_it_are_read(
    reader: PartitionReader, tmp_path: Path
) -> None:
    made = reader.read(rows(tmp_path, HARMLESS, KILLS, f"{HARMLESS} {HARMLESS}"))
    assert [row["member"] for row in made["documents"]] == ["row 1", "row 3"]
    (failure,) = made["failures"]
    assert failure["path"].endswith("talks.jsonl: row 2")
    assert "signal 9" in failure["reason"] and failure["advice"]
    assert len(made["statements"]) == 3
    assert len(made["facts"]) == 2


def test_a_file_that_kills_when_it_is_opened_does_not_stop_the_next(
    reader: PartitionReader, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text(KILLS_WHEN_OPENED, encoding="utf-8")
    (tmp_path / "b.txt").write_text(HARMLESS, encoding="utf-8")
    made = reader.read(rows(tmp_path, KILLS, HARMLESS))
    assert [Path(row["path"]).name for row in made["failures"]] == ["a.txt", "talks.jsonl: row 1"]
    assert [Path(row["path"]).name for row in made["documents"]] == ["b.txt", "talks.jsonl"]


def test_a_document_that_takes_too_long_is_stopped_and_the_next_is_read(
    reader: PartitionReader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "seconds_for", lambda length: 2.0 if length == len(HANGS) else 300.0)
    made = reader.read(rows(tmp_path, HANGS, HARMLESS))
    assert [row["member"] for row in made["documents"]] == ["row 2"]
    assert "took longer than 2 seconds" in made["failures"][0]["reason"]


def test_a_reader_that_cannot_start_is_no_fault_of_the_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "sitecustomize.py").write_text("import os\nos._exit(7)\n", encoding="utf-8")
    monkeypatch.syspath_prepend(broken)
    with pytest.raises(PactaError, match="cannot start"):
        PartitionReader(Reader(Config(), "this one")).read(rows(tmp_path, HARMLESS))
