"""What the front pages promise is so: commands exist, links lead somewhere, budgets and lock files hold."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("script", ["size_budget.py", "check_locks.py"])
def test_the_checks_of_the_house_pass(script: str) -> None:
    done = subprocess.run([sys.executable, ROOT / "tools" / script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_ci_runs_the_test_command_of_the_readme() -> None:
    assert re.search(r"^make test\b", text("README.md"), re.MULTILINE)
    assert "make test" in text(".ci/run").splitlines()


def test_every_make_target_that_the_pages_name_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", text("Makefile"), re.MULTILINE))
    pages = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    named = set(re.findall(r"(?:`|^)make ([a-z-]+)", pages, re.MULTILINE))
    assert named and named <= targets


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_the_pages_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(((?!https?:|#)[^)#]+)", page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_every_dependency_is_justified_and_no_other() -> None:
    project = tomllib.loads(text("pyproject.toml"))["project"]
    wanted = {re.split(r"[<>=~!\[ ;]", requirement)[0] for requirement in project["dependencies"]}
    assert set(re.findall(r"^\| ([a-z0-9-]+) \|", text("docs/decisions.md"), re.MULTILINE)) - {"package"} == wanted
