"""The commands say the same over a register in PostgreSQL as over one in a file."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.cli.test_commands import TALKS

Run = Callable[..., "subprocess.CompletedProcess[str]"]
LISTS = ("documents", "statements", "commitments", "figures", "entities", "events", "threads")
COMMANDS = (
    *(("list", thing, "--format", "jsonl") for thing in LISTS),
    ("list", "statements", "--text", "ha noi", "--since", "2025", "--until", "2025-05", "--sort", "-date"),
    ("search", "metro", "--format", "jsonl"),
    ("search", '"ha noi" 203*', "--format", "jsonl"),
    ("search", "MOSCOW", "москва", "--format", "jsonl"),
    ("check", "--format", "jsonl"),
    ("compare", "talks.txt", "review.txt"),
    ("reread", "--all"),
    ("list", "documents", "--format", "csv"),
    ("show", "no-such-id"),
)
REVIEW = (
    "Press Statement\n\nMoscow (Москва), May 10, 2026\n\nThe metro in Hanoi will be finished by 2031. Trade grew.\n"
)


@pytest.fixture
def both(pacta: Run, tmp_path: Path, new_database: Callable[[], str]) -> Iterator[Callable[..., tuple[str, str]]]:
    """Runs a command over both registers; what each said, their names left out."""
    places = ("file.db", new_database())

    def run(*command: str) -> tuple[str, str]:
        done = [pacta(*command, "--register", place) for place in places]
        names = (places[0], places[1].replace("postgresql://", "postgresql+pg8000://"))
        first, second = (f"{each.returncode} {each.stdout} {each.stderr}" for each in done)
        return first.replace(names[0], "REGISTER"), second.replace(names[1], "REGISTER").replace(
            places[1], "REGISTER"
        )

    (tmp_path / "talks.txt").write_text(TALKS, encoding="utf-8")
    (tmp_path / "review.txt").write_text(REVIEW, encoding="utf-8")
    yield run


def test_every_command_says_the_same_on_both(both: Callable[..., tuple[str, str]]) -> None:
    first, second = both("add", "talks.txt", "review.txt", "missing.txt")
    assert "2 added; 1 failed" in first
    assert first == second
    for command in COMMANDS:
        first, second = both(*command)
        assert first == second, command
