"""Every example of the tutorial and the how-to guides runs, and says what the page says.

A ``console`` block has commands after ``$`` and under each what it prints; ``...`` stands for anything. A
``python`` block is a doctest. The blocks of a page run in order, in one folder and with the same variables.
"""

from __future__ import annotations

import doctest
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli import conftest

DOCS = Path(__file__).parents[2] / "docs"
PAGES = sorted([*DOCS.glob("tutorial/*.md"), *DOCS.glob("howto/*.md")])
BLOCK = re.compile(r"^( *)```(console|python)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
pacta = conftest.pacta  # the fixture: runs a command in this process
SETUP = ("pacta demo --copy-to demo", "pacta add demo/documents --parties demo/parties.toml")


def blocks(page: Path) -> Iterator[tuple[str, str]]:
    for indent, kind, body in BLOCK.findall(page.read_text(encoding="utf-8")):
        yield kind, "\n".join(line.removeprefix(indent) for line in body.splitlines())


def commands(block: str) -> Iterator[tuple[str, str]]:
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, expected = part.partition("\n")
        yield command, expected.strip()


def plain(text: str) -> str:
    """Without the layout of tables, which depends on widths."""
    return " ".join(text.replace("─", " ").split())


def as_said(expected: str, found: str) -> bool:
    pattern = ".*".join(re.escape(plain(part)) for part in expected.split("..."))
    return re.fullmatch(pattern.replace(r"\ ", r"\s*"), plain(found), re.DOTALL) is not None


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_examples_of_a_page_run_and_print_what_it_says(
    page: Path,
    pacta: conftest.Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    found, names = list(blocks(page)), dict[str, object]()
    if found and not found[0][1].startswith(f"$ {SETUP[0]}"):
        for command in SETUP:
            assert pacta(*shlex.split(command)[1:]).returncode == 0
    for kind, block in found:
        if kind == "python":
            run_doctest(page, block, names)
        for command, expected in commands(block) if kind == "console" else ():
            done = pacta(*shlex.split(command)[1:])
            assert done.returncode == 0, f"{command}: {done.stderr}"
            assert as_said(expected, done.stdout + done.stderr), f"$ {command}\n{done.stdout}{done.stderr}"


def run_doctest(page: Path, block: str, names: dict[str, object]) -> None:
    test = doctest.DocTestParser().get_doctest(block + "\n", names, page.name, str(page), 0)
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    assert runner.run(test, clear_globs=False).failed == 0
    names.update(test.globs)
