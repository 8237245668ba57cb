"""The diff of two readings tells what was gained, lost and changed, by the rule that knew the cue."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

from evals.diff import changes, paired, slice_of


def statement(start: int, **given: Any) -> dict[str, Any]:
    record = {
        "kind": "commitment", "firmness": 3, "voice": "joint", "actors": [], "deadline": None, "content": None,
        "items": [], "cue": [start, start + 5], "quote": "The two sides agreed to meet", "why": ["cue.agree"],
        "file": "a.txt",
    }  # fmt: skip
    return record | given


def test_the_same_readings_differ_in_nothing() -> None:
    assert list(changes([statement(3)], [statement(3)])) == []


def test_a_statement_that_only_one_version_finds_is_gained_or_lost() -> None:
    found = list(changes([statement(3)], [statement(40, why=["reader-1: report 0.9"])]))
    assert [(what, rule) for what, rule, _ in found] == [("lost", "cue.agree"), ("gained", "encoder")]


def test_statements_whose_cues_overlap_are_one_and_their_fields_compared() -> None:
    found = list(changes([statement(3)], [statement(5, kind="request", firmness=None)]))
    assert [(what, line.split("  ")[0]) for what, _, line in found] == [
        ("kind", "commitment -> request"),
        ("firmness", "3 -> None"),
    ]


def test_statements_of_two_documents_are_never_one() -> None:
    found = list(changes([statement(3)], [statement(3, file="b.txt")]))
    assert {what for what, _, _ in found} == {"lost", "gained"}


def test_each_statement_is_paired_once() -> None:
    old, new = [statement(3), statement(4)], [statement(3)]
    assert [(was is not None, now is not None) for was, now in paired(old, new)] == [(True, True), (True, False)]


def test_a_slice_takes_rows_evenly_and_never_more_than_asked(tmp_path: Path) -> None:
    table = tmp_path / "table.jsonl.gz"
    table.write_bytes(gzip.compress("".join(f'{{"id": {i}}}\n' for i in range(10)).encode()))
    assert slice_of(table, 4) == ['{"id": 0}\n', '{"id": 2}\n', '{"id": 4}\n', '{"id": 6}\n']
