"""The commands on a register: exit codes, messages, tables and formats."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pacta.cli.main import COMMANDS

Run = Callable[..., "subprocess.CompletedProcess[str]"]
TALKS = "Joint Statement\n\nHanoi, May 9, 2025\n\nRussia and Viet Nam agreed to build a metro in Hà Nội by 2030.\n"


@pytest.fixture
def filled(pacta: Run, tmp_path: Path) -> Run:
    (tmp_path / "talks.txt").write_text(TALKS, encoding="utf-8")
    done = pacta("add", "talks.txt", "--title", "Talks\x1b[2J in Hà Nội", "--party", "VNM", "--party", "RUS")
    assert (done.returncode, done.stderr) == (0, "")
    assert "1 added" in done.stdout
    return pacta


def test_adding_says_what_failed_and_ends_with_1(pacta: Run, tmp_path: Path) -> None:
    (tmp_path / "talks.txt").write_text(TALKS, encoding="utf-8")
    done = pacta("add", "talks.txt", "missing.txt")
    assert done.returncode == 1
    assert "missing.txt: " in done.stderr
    assert "1 added; 1 failed" in done.stdout
    assert "missing.txt" in pacta("status").stderr


def test_every_thing_is_listed_in_every_format(filled: Run) -> None:
    for thing in ("documents", "statements", "commitments", "figures", "entities", "events"):
        table, lines, array, cells = (
            filled("list", thing, "--format", form) for form in ("table", "jsonl", "json", "csv")
        )
        assert [done.returncode for done in (table, lines, array, cells)] == [0] * 4
        rows = [json.loads(line) for line in lines.stdout.splitlines()]
        assert json.loads(array.stdout) == rows
        assert len(list(csv.DictReader(io.StringIO(cells.stdout, newline="")))) == len(rows)
        assert table.stdout.startswith(f"{len(rows)} {thing}")


def test_a_list_has_the_filters_of_the_pages(filled: Run) -> None:
    def count(*filters: str) -> int:
        return len(filled("list", "statements", "--format", "jsonl", *filters).stdout.splitlines())

    assert count("--kind", "commitment", "--actor", "vnm", "--deadline", "2030", "--since", "2025-05-09") == 1
    assert count("--until", "2025-05-08") == count("--party", "USA") == count("--text", "submarine") == 0


def test_a_commitment_is_listed_with_its_file_and_shown_by_the_beginning_of_its_id(filled: Run) -> None:
    (row,) = map(json.loads, filled("list", "commitments", "--format", "jsonl").stdout.splitlines())
    assert (row["file"], row["actors"], row["deadline"]) == ("talks.txt", ["RUS", "VNM"], "2030")
    assert TALKS[row["span"][0] : row["span"][1]] == row["quote"]
    assert json.loads(filled("show", row["id"][:9], "--format", "json").stdout) == row
    assert "2030" in filled("show", row["id"][:9]).stdout
    document = json.loads(filled("show", row["document"], "--format", "json").stdout)
    assert document["statements"] == [row]


def test_a_document_gives_back_its_text_and_its_bytes(filled: Run) -> None:
    (row,) = map(json.loads, filled("list", "documents", "--format", "jsonl").stdout.splitlines())
    assert filled("show", row["id"], "--text").stdout == TALKS
    assert filled("show", row["id"], "--raw").stdout == TALKS


def test_search_finds_whatever_the_accents(filled: Run) -> None:
    assert "Hà Nội" in filled("search", "ha", "noi").stdout
    (hit,) = map(json.loads, filled("search", '"metro in" han* ', "--format", "jsonl").stdout.splitlines() or ["0"])
    assert hit == 0
    (hit,) = map(json.loads, filled("search", '"metro in" ha*', "--format", "jsonl").stdout.splitlines())
    assert TALKS[hit["span"][0] : hit["span"][1]] == "metro in"


def test_a_documents_control_characters_never_reach_the_terminal(filled: Run) -> None:
    for command in (("list", "documents"), ("search", "metro"), ("list", "statements"), ("list", "events")):
        assert "\x1b" not in filled(*command).stdout


def test_a_missing_register_or_id_is_told_without_a_traceback(pacta: Run, tmp_path: Path) -> None:
    for command in (("list", "documents"), ("status",), ("search", "x"), ("show", "d1"), ("serve",), ("reread",)):
        done = pacta(*command)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith("Error: There is no register")
    assert list(tmp_path.iterdir()) == []


def test_the_register_can_be_named_by_the_environment(
    pacta: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "talks.txt").write_text(TALKS, encoding="utf-8")
    assert pacta("add", "talks.txt", "--register", tmp_path / "mine.db").returncode == 0
    code = "import sys; from pacta.cli import main; main(sys.argv[1:])"
    environment = os.environ | {"PACTA_REGISTER": str(tmp_path / "mine.db")}
    done = subprocess.run([sys.executable, "-c", code, "list", "documents", "--format", "jsonl"],
                          env=environment, capture_output=True, check=False)  # fmt: skip
    assert len(done.stdout.splitlines()) == 1


def test_a_reader_that_goes_away_is_no_error(filled: Run, tmp_path: Path) -> None:
    """As in ``pacta list ... | head``."""
    code = "import sys; from pacta.cli import main; main(sys.argv[1:])"
    process = subprocess.Popen([sys.executable, "-c", code, "list", "documents", "--format", "jsonl"], cwd=tmp_path,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE)  # fmt: skip
    assert process.stdout and process.stderr
    process.stdout.close()
    assert (process.wait(), process.stderr.read()) == (0, b"")
    process.stderr.close()


def test_the_list_of_commands_loads_none_of_them(pacta: Run) -> None:
    """Start-up stays quick because what is heavy is not loaded."""
    heavy = "{'numpy', 'sqlalchemy', 'rich', 'onnxruntime', 'fastapi', 'lxml'}"
    code = f"import sys; from pacta.cli.main import run; run(['--help']); print({heavy} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("set()\n")
    assert all(f"  {name} " in done.stdout for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(pacta: Run, name: str) -> None:
    done = pacta(name, "--help")
    assert done.returncode == 0
    assert f"Usage: pacta {name}" in done.stdout


def test_adding_tells_what_to_know_before_trusting_a_reading(pacta: Run, tmp_path: Path) -> None:
    (tmp_path / "talks.txt").write_text("Russia and Viet Nam agreed to meet next year.\n", encoding="utf-8")
    done = pacta("add", "talks.txt")
    assert done.returncode == 0
    assert "talks.txt: It has no date" in done.stderr


def test_many_warnings_are_cut_short(pacta: Run, tmp_path: Path) -> None:
    for number in range(25):
        (tmp_path / f"{number}.txt").write_text(f"We agreed to meet {number} times.\n", encoding="utf-8")
    assert "5 more warnings" in pacta("add", ".").stderr


@pytest.mark.parametrize(
    ("day", "code"), [("2025", 0), ("2025-05", 0), ("2025-05-09", 0), ("yesterday", 2), ("2025-13", 2)]
)
def test_a_filter_that_is_no_date_is_wrong_usage(filled: Run, day: str, code: int) -> None:
    assert filled("list", "statements", "--since", day).returncode == code
