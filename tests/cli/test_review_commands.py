"""Reviewing on the command line: who speaks is asked for, words are looked up, and lists show what stands."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pacta.app import reading
from support.plain import plain_stages

TEXT = "We will build a bridge by 2030. We will open a road and a school.\nThey hope to meet. We will talk.\n"


@pytest.fixture
def statements(pacta: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A register of three statements; gives a function that lists them."""
    monkeypatch.setattr(reading, "run_stages", plain_stages)
    monkeypatch.delenv("PACTA_REVIEWER", raising=False)
    (tmp_path / "talks.txt").write_text(TEXT, encoding="utf-8")
    assert pacta("add", "talks.txt").returncode == 0

    def listed(*filters: str) -> list[dict[str, Any]]:
        done = pacta("list", "statements", "--format", "jsonl", *filters)
        return [json.loads(line) for line in done.stdout.splitlines()]

    return listed


def test_a_nameless_reviewer_is_asked_who_it_is(pacta: Any, statements: Any) -> None:
    done = pacta("review", "accept", statements()[0]["id"])
    assert done.returncode == 2 and "--as NAME" in done.stderr and "PACTA_REVIEWER" in done.stderr


def test_lists_show_what_stands_and_what_the_machine_read(
    pacta: Any, statements: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PACTA_REVIEWER", "ana")
    first, second, third = (one["id"] for one in statements())
    values = ["--kind", "report", "--content", "a bridge", "--actor", "VNM", "--deadline", "none"]
    assert pacta("review", "correct", first, *values).returncode == 0
    assert pacta("review", "accept", second).returncode == 0
    assert pacta("review", "reject", third, "--reason", "small talk").returncode == 0
    listed = statements()
    assert [(one["id"], one["review"]) for one in listed] == [(first, "corrected"), (second, "accepted")]
    assert (listed[0]["kind"], listed[0]["machine"]["kind"]) == ("report", "commitment")
    assert TEXT[slice(*listed[0]["content"])] == "a bridge"
    assert [one["id"] for one in statements("--review", "rejected")] == [third]
    history = pacta("review", "history", third, "--format", "jsonl")
    assert [json.loads(line)["reason"] for line in history.stdout.splitlines()] == ["small talk"]


def test_a_missed_statement_is_added_by_its_words_which_must_be_there_once(pacta: Any, statements: Any) -> None:
    document = statements()[0]["document"]
    add = ("review", "add", document, "--as", "ana", "--kind", "report")
    assert pacta(*add, "--words", "They hope to meet", "--cue", "hope").returncode == 0
    assert [one["quote"] for one in statements()][2] == "They hope to meet"
    twice, nowhere = pacta(*add, "--words", "We will"), pacta(*add, "--words", "We hope")
    assert (twice.returncode, nowhere.returncode) == (1, 1)
    assert "3 times" in twice.stderr and "not in it" in nowhere.stderr
    assert pacta("review", "add", document, "--as", "ana", "--words", "They hope").returncode == 2


def test_an_entry_that_the_reviewer_has_not_seen_is_a_conflict(pacta: Any, statements: Any) -> None:
    first = statements()[0]["id"]
    assert pacta("review", "accept", first, "--as", "ana").returncode == 0
    seen = statements()[0]["judgement"]
    assert pacta("review", "reject", first, "--as", "boris", "--expecting", "j0").returncode == 1
    assert statements()[0]["review"] == "accepted"
    assert (
        pacta("review", "correct", first, "--as", "boris", "--expecting", seen, "--voice", "joint").returncode == 0
    )
    assert pacta("review", "undo", statements()[0]["judgement"], "--as", "boris").returncode == 0
    assert statements()[0]["review"] == "accepted"


def test_a_log_goes_by_mail_from_one_register_to_another(pacta: Any, statements: Any, tmp_path: Path) -> None:
    pacta("review", "accept", statements()[0]["id"], "--as", "ana")
    (tmp_path / "ana.jsonl").write_text(pacta("review", "export", "--reviewer", "ana").stdout, encoding="utf-8")
    other = ("--register", "other.db")
    assert pacta("add", "talks.txt", *other).returncode == 0
    assert "1 new entries, 0 known" in pacta("review", "import", "ana.jsonl", *other).stdout
    assert "0 new entries, 1 known" in pacta("review", "import", "ana.jsonl", *other).stdout
    assert [one["review"] for one in statements(*other)] == ["accepted", None, None]
    (tmp_path / "bad.jsonl").write_text("not a log\n", encoding="utf-8")
    bad = pacta("review", "import", "bad.jsonl", *other)
    assert bad.returncode == 1 and "Line 1" in bad.stderr


def test_queue_agreement_and_assessment_are_shown(pacta: Any, statements: Any) -> None:
    first, second, third = (one["id"] for one in statements())
    for name in ("ana", "boris"):
        assert pacta("review", "accept", first, "--as", name, "--independent").returncode == 0
    assert "2 statements wait" in pacta("review", "queue").stdout
    assert "3 statements wait" in pacta("review", "queue", "--second-reader", "cleo").stdout
    assert "ana, boris" in pacta("review", "agreement").stdout
    assert pacta("assess", "score", first, "+1", "--as", "ana").returncode == 0
    assert pacta("assess", "score", second, "-1", "--as", "ana", "--actor", "VNM").returncode == 0
    nothing = ("--searched", "this register", "--until", "2025-01-01", "--as", "ana")
    assert pacta("assess", "nothing", third, *nothing).returncode == 0
    shown = pacta("assess", "list").stdout
    assert "Average: 50.0%" in shown and "2 scored" in shown
    assert "No evidence found (searched this register, until 2025-01-01)." in pacta("assess", "show", third).stdout


@pytest.mark.parametrize(
    ("option", "value", "nearest"),
    [("--codebook", "g20-strickt", "g20-strict"), ("--actor", "vietnam", "VNM"), ("--pillar", "trad", "trade")],
)
def test_a_filter_that_names_nothing_known_is_refused_with_what_comes_nearest(
    pacta: Any, statements: Any, option: str, value: str, nearest: str
) -> None:
    pacta("review", "correct", statements()[0]["id"], "--as", "ana", "--actor", "VNM")
    done = pacta("list", "statements", option, value)
    assert done.returncode == 2 and nearest in done.stderr
    assert pacta("list", "statements", "--actor", "FRA").returncode == 0, "known, and merely not there"
