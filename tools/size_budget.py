"""Prints how long the files and functions of ``src/pacta`` are, and fails over the budget.

A function's length is its lines from ``def`` to the end, docstring left out: saying more about a
function should not cost budget.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).parents[1]
FILE_LIMIT = 400
FUNCTION_MEDIAN = 10
FUNCTION_95TH = 30

Function = tuple[int, str]  # its length, and where it is


def main() -> int:
    files = sorted((len(path.read_text(encoding="utf-8").splitlines()), name(path)) for path in sources())
    functions = sorted(entry for path in sources() for entry in lengths(path))
    lines = [length for length, _ in functions]
    rows = [
        ("longest file", files[-1][0], FILE_LIMIT),
        ("function, median", median(lines), FUNCTION_MEDIAN),
        ("function, 95th percentile", quantiles(lines, n=20)[-1], FUNCTION_95TH),
    ]
    print(f"{len(files)} files, {sum(length for length, _ in files)} lines, {len(functions)} functions")
    for label, measured, budget in rows:
        print(f"  {label:<28}{measured:>6g}  of {budget}{'' if measured <= budget else '  OVER BUDGET'}")
    longest("files", files)
    longest("functions", functions)
    return int(any(measured > budget for _, measured, budget in rows))


def sources() -> list[Path]:
    return sorted((ROOT / "src" / "pacta").rglob("*.py"))


def name(path: Path) -> str:
    return str(path.relative_to(ROOT / "src"))


def lengths(path: Path) -> Iterator[Function]:
    """Every function and method of a file, nested ones too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield length(node), f"{name(path)}:{node.lineno} {node.name}"


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    documented = node.body[0] if ast.get_docstring(node) else None
    docstring = documented.end_lineno - documented.lineno + 1 if documented and documented.end_lineno else 0
    return (node.end_lineno or node.lineno) - node.lineno + 1 - docstring


def longest(what: str, entries: list[tuple[int, str]]) -> None:
    print(f"longest {what}:")
    for lines, where in reversed(entries[-5:]):
        print(f"  {lines:>5}  {where}")


if __name__ == "__main__":
    sys.exit(main())
