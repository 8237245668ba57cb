"""``pacta read`` keeps its contract: one JSON object a line, true offsets, nothing else on standard output."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pacta.publish.records import LAYERS

Run = Callable[..., "subprocess.CompletedProcess[str]"]

# A byte order mark, CRLF, letters beyond the basic plane and combining marks, in one file.
TEXT = (
    "\ufeffJoint Statement\r\n\r\nHà Nội, May 9, 2025\r\n\r\n"
    "1. The two sides agreed to open the 𝔸𝔹 bridge near Hà Nội\u0301 by 2030 😀 and to hold talks next year.\r\n"
    "2. They welcomed that trade between Russia and Viet Nam grew by 20 percent to US$6 billion in 2024.\r\n"
)
KINDS = {"commitment", "position", "request", "appraisal", "report"}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "joint.txt"
    path.write_bytes(TEXT.encode())
    return path


def records(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    assert done.stdout.endswith("\n")
    return [json.loads(line) for line in done.stdout[:-1].split("\n")]


@pytest.mark.parametrize("layer", LAYERS)
def test_offsets_are_code_points_of_the_decoded_file(pacta: Run, file: Path, layer: str) -> None:
    done = pacta("read", file, "--layer", layer, "--format", "jsonl")
    assert done.returncode == 0
    found = records(done)
    assert found
    for record in found:
        assert "file" not in record, "there is only one file to be of"
        if layer == "statements":
            a, b = record["cue"]
            assert TEXT[a:b] in record["quote"] and record["quote"] in TEXT
        else:
            a, b = record["span"]
            assert TEXT[a:b] == record["text"]
    firsts = [record.get("cue", record.get("span"))[0] for record in found]
    assert firsts == sorted(firsts), "text order"


def test_a_statement_has_the_values_of_the_codebook(pacta: Run, file: Path) -> None:
    for record in records(pacta("read", file)):
        assert record["kind"] in KINDS
        assert (record["firmness"] in (1, 2, 3, 4)) == (record["kind"] == "commitment")
        assert 0 <= record["score"] <= 1
        assert set(record["codebooks"]) == {"broad", "g20-practice", "g20-strict"}
        assert record["why"]
        if record["deadline"]:
            a, b = record["deadline"]["span"]
            assert TEXT[a:b] and "value" in record["deadline"]


def test_the_date_given_is_the_day_that_words_count_from(pacta: Run, tmp_path: Path) -> None:
    (tmp_path / "talks.txt").write_text("We will meet next year.\n", encoding="utf-8")
    (record,) = records(pacta("read", "talks.txt", "--layer", "dates", "--date", "2031-05-09"))
    assert record["value"] == "2032"


def test_with_several_files_each_object_says_of_which_it_is(pacta: Run, file: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Hanoi, May 9, 2024\n", encoding="utf-8")
    done = pacta("read", file, other, "--layer", "dates")
    assert [r["file"] for r in records(done)] == [str(file)] * (len(records(done)) - 1) + [str(other)]
    folder = pacta("read", tmp_path, "--layer", "dates")
    assert {r["file"] for r in records(folder)} == {str(file), str(other)}


def test_what_cannot_be_read_is_named_and_the_others_are_written(pacta: Run, file: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "noise.txt").write_bytes(bytes(range(256)) * 40)
    done = pacta("read", "empty.txt", file, "noise.txt", "missing.txt", "--layer", "dates")
    assert done.returncode == 1
    assert {record["file"] for record in records(done)} == {str(file)}
    told = done.stderr.strip().split("\n")
    assert [line.split(":")[0] for line in told] == ["empty.txt", "noise.txt", "missing.txt"]
    assert "Traceback" not in done.stderr


def test_standard_input_is_read_too(pacta: Run) -> None:
    done = pacta("read", "-", "--layer", "dates", stdin=TEXT.encode())
    assert done.returncode == 0
    assert all(TEXT[r["span"][0] : r["span"][1]] == r["text"] for r in records(done))


def test_the_program_itself_writes_the_same_bytes_and_no_register(
    pacta: Run, program: Run, file: Path, tmp_path: Path
) -> None:
    done = program("read", file)
    assert (done.returncode, done.stdout) == (0, pacta("read", file).stdout)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["joint.txt"]


def test_json_is_one_array_and_csv_has_a_header(pacta: Run, file: Path) -> None:
    lines = records(pacta("read", file, "--layer", "names"))
    assert json.loads(pacta("read", file, "--layer", "names", "--format", "json").stdout) == lines
    assert pacta("read", file, "--layer", "names", "--format", "csv").stdout.startswith(
        "span,text,type,entity,code\r\n"
    )


@pytest.mark.parametrize(
    "wrong", [(), ("x.txt", "--layer", "colours"), ("x.txt", "--date", "May"), ("x.txt", "--colour")]
)
def test_wrong_usage_is_2(pacta: Run, wrong: tuple[str, ...]) -> None:
    done = pacta("read", *wrong)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Usage" in done.stderr
