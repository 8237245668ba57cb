"""Partitions depend on the input alone; every row and file is in exactly one of them, under its own name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacta.corpus.partitions import Partition, partitions_of
from pacta.corpus.reading import documents_of
from pacta.ingest import read_inputs
from pacta.model import Document, UnreadableInput


def write_rows(file: Path, count: int) -> None:
    rows = ({"text": f"We will build bridge {number}.", "title": f"Talks {number}"} for number in range(count))
    file.write_text("\n\n".join(map(json.dumps, rows)) + "\n", encoding="utf-8")


@pytest.mark.parametrize("target", [1, 100, 333, 10**6])
def test_a_table_cut_between_lines_gives_the_rows_of_the_whole(tmp_path: Path, target: int) -> None:
    file = tmp_path / "talks.jsonl"
    write_rows(file, 20)
    partitions = list(partitions_of(str(file), target))
    found = [found for partition in partitions for unit in partition.units for found in documents_of(unit)]
    assert found == list(read_inputs([str(file)]))
    assert [partition.number for partition in partitions] == list(range(len(partitions)))


@given(target=st.integers(1, 2000))
def test_every_byte_of_a_cut_file_is_in_one_unit(tmp_path_factory: pytest.TempPathFactory, target: int) -> None:
    file = tmp_path_factory.mktemp("rows") / "talks.jsonl"
    write_rows(file, 5)
    units = [unit for partition in partitions_of(str(file), target) for unit in partition.units]
    place = 0
    for unit in units if units[0].end is not None else ():
        assert unit.start == place
        place = unit.end or 0
    assert not place or file.read_bytes()[place:].strip() == b""


def test_a_folder_is_read_as_everywhere_else(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "talks.txt").write_text("We will talk.\n", encoding="utf-8")
    (tmp_path / "deep" / "talks.txt.meta.yaml").write_text("title: Talks\n", encoding="utf-8")
    (tmp_path / ".hidden.txt").write_text("Hidden.\n", encoding="utf-8")
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    partitions = list(partitions_of(str(tmp_path)))
    found = [found for partition in partitions for unit in partition.units for found in documents_of(unit)]
    expected = list(read_inputs([str(tmp_path)]))
    assert sorted(map(_told, found), key=str) == sorted(map(_told, expected), key=str)


def _told(found: Document | UnreadableInput) -> Document | str:
    return str(found) if isinstance(found, UnreadableInput) else found


def test_a_partition_survives_its_way_to_a_worker(tmp_path: Path) -> None:
    write_rows(tmp_path / "talks.jsonl", 9)
    for partition in partitions_of(str(tmp_path / "talks.jsonl"), 200):
        assert Partition.of_json(partition.as_json()) == partition


def test_where_there_is_nothing_that_is_told(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "missing"):
        with pytest.raises(UnreadableInput):
            list(partitions_of(str(place)))
