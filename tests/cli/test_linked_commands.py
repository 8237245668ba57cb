"""`check`, `list threads` and `compare` write what the contract says, in each format."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from pacta.cli.main import cli

HEAD = "Joint Statement\n\nNairobi, 6 May {year}\n\n"
BODY = (
    "Kenya and Finland agreed to build {what} bridge over the Amba river by {due}. "
    "The Treaty of Samar was signed on {day} June 1985.\n"
)
TEXTS = {
    "2020-joint.txt": HEAD.format(year=2020) + BODY.format(what="a", due=2022, day=4),
    "2024-joint.txt": HEAD.format(year=2024) + BODY.format(what="the", due=2028, day=9),
}


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("linked")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    place = str(folder / "pacta.db")
    done = CliRunner().invoke(
        cli, ["add", str(folder / "2020-joint.txt"), str(folder / "2024-joint.txt"), "-r", place]
    )
    assert done.exit_code == 0, done.output
    return place


def records(*arguments: str) -> list[dict[str, object]]:
    done = CliRunner().invoke(cli, [*arguments, "--format", "jsonl"])
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_check_writes_findings_with_both_quotations(register: str) -> None:
    [finding] = [found for found in records("check", "-r", register) if found["kind"] == "date"]
    assert {"id", "kind", "severity", "sentence", "a", "b", "dismissed"} <= set(finding)
    for side in ("a", "b"):
        passage = finding[side]
        assert isinstance(passage, dict)
        start, end = passage["span"]
        assert Path(passage["file"]).read_text(encoding="utf-8")[start:end] == passage["quote"]


def test_list_threads_writes_mentions_with_relations(register: str) -> None:
    threads = records("list", "threads", "-r", register)
    assert threads
    for thread in threads:
        assert {"id", "title", "type", "stage", "mentions"} <= set(thread)
        mentions = thread["mentions"]
        assert isinstance(mentions, list) and mentions[0]["relation"] == "first" and len(mentions) >= 2
        wanted = {"document", "file", "date", "span", "quote", "voice", "firmness", "stage", "relation"}
        assert all(wanted <= set(mention) for mention in mentions)


def test_compare_takes_years_and_paths_and_names_what_is_missing(register: str) -> None:
    by_year = records("compare", "2020", "2024", "-r", register)
    assert by_year and {record["change"] for record in by_year} <= {"same", "reworded", "new", "gone"}
    folder = Path(register).parent
    by_path = records("compare", str(folder / "2020-joint.txt"), str(folder / "2024-joint.txt"), "-r", register)
    assert by_path == by_year
    from pacta.cli.main import run

    assert run(["compare", "1999", "2024", "-r", register]) == 1


@pytest.mark.parametrize("command", [["check"], ["list", "threads"], ["compare", "2020", "2024"]])
@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_each_format_is_written(register: str, command: list[str], form: str) -> None:
    done = CliRunner().invoke(cli, [*command, "-r", register, "--format", form])
    assert done.exit_code == 0 and done.stdout.strip()
