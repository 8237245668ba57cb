"""The checks of ``tools/`` find what they are for: a check that cannot fail is none."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

TOOLS = Path(__file__).parents[2] / "tools"

PROJECT = '[project]\ndependencies = ["left-pad>=1"]\noptional-dependencies = {dev = ["Right_Pad"]}\n'
LOCKED = "left-pad==1.0 \\\n    --hash=sha256:00\n"
DEV = LOCKED + "right-pad==2.0 ; python_version < '3.12' \\\n    --hash=sha256:11\n"


def tool(name: str, root: Path) -> ModuleType:
    """The script as a module that looks at ``root`` instead of this repository."""
    spec = importlib.util.spec_from_file_location(name, TOOLS / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.ROOT = root  # type: ignore[attr-defined]
    return module


@pytest.mark.parametrize(
    ("run", "dev", "complaint"),
    [
        (LOCKED, DEV, None),
        ("--index-url x\n" + LOCKED, DEV, "run.txt: names an address"),
        (LOCKED + "# from https://example.org\n", DEV, "run.txt: names an address"),
        ("left-pad==1.0\n", DEV, "run.txt: not pinned with a hash: left-pad==1.0"),
        ("left-pad>=1 \\\n    --hash=sha256:00\n", DEV, "run.txt: not pinned with a hash"),
        (LOCKED, LOCKED, "dev.txt: Right_Pad is missing"),
    ],
)
def test_lock_files_with_an_address_a_gap_or_no_hash_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], run: str, dev: str, complaint: str | None
) -> None:
    (tmp_path / "pyproject.toml").write_text(PROJECT)
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "run.txt").write_text(run)
    (tmp_path / "requirements" / "dev.txt").write_text(dev)
    assert tool("check_locks", tmp_path).main() == (complaint is not None)
    assert complaint is None or complaint in capsys.readouterr().out


@pytest.mark.parametrize(
    ("body", "times", "over"),
    [
        ("    pass\n" * 5, 20, ""),
        ("    pass\n" * 12, 20, "function, median"),
        ("    pass\n" * 40, 2, "function, 95th percentile"),
        ('    """' + "words\n" * 40 + '    """\n', 5, ""),
        ("    pass\n", 250, "longest file"),
    ],
)
def test_code_over_the_size_budget_is_refused_and_docstrings_are_free(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], body: str, times: int, over: str
) -> None:
    package = tmp_path / "src" / "pacta"
    package.mkdir(parents=True)
    (package / "module.py").write_text(f"def one():\n{body}" * times)
    assert tool("size_budget", tmp_path).main() == bool(over)
    refused = [line for line in capsys.readouterr().out.splitlines() if "OVER BUDGET" in line]
    assert any(over in line for line in refused) if over else not refused
