"""The examples of docs/api.md run as they stand, against a server that really runs."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.web.api.conftest import World
from tests.web.conftest import serving

from pacta.client import errors
from pacta.model import PactaError
from pacta.web.api.problems import STATUSES

PAGE = Path(__file__).parents[3] / "docs" / "api.md"
BLOCK = re.compile(r"^```(sh|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_the_examples_run(make_world: Callable[[], World], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if shutil.which("curl") is None:
        pytest.skip("There is no curl here (apt install curl).")
    world = make_world()
    blocks = BLOCK.findall(PAGE.read_text(encoding="utf-8"))
    assert {language for language, _ in blocks} == {"sh", "python"}
    with serving(world.file) as address:
        monkeypatch.setenv("PACTA", address)
        monkeypatch.setenv("TOKEN", world.tokens["cora"])
        names: dict[str, Any] = {}
        for language, code in blocks:
            if language == "python":
                exec(compile(code, str(PAGE), "exec"), names)  # the page's own examples
                continue
            done = subprocess.run(
                ["bash", "-euc", code], capture_output=True, text=True, cwd=tmp_path, env=os.environ
            )
            assert done.returncode == 0 and done.stdout.strip(), (code, done.stderr)
            assert '"status": 4' not in done.stdout and "problem" not in done.stdout, (code, done.stdout)
            assert "304" in done.stdout or "%{http_code}" not in code


def test_every_error_of_the_client_is_on_the_page() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for kind, status in STATUSES:
        if issubclass(kind, PactaError) and kind is not errors.Fault:
            assert f"`{kind.__name__}`" in page and str(status) in page, kind
