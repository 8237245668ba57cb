"""Checks the lock files: every package pinned with a hash, all direct dependencies there, no address."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
ADDRESS = re.compile(r"://|^\s*--(?!hash=)", re.MULTILINE)
PINNED = re.compile(r"[A-Za-z0-9._-]+==\S+")


def main() -> int:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    run, dev = project["dependencies"], list(extra(project, "dev"))
    problems = [*check("run.txt", run), *check("dev.txt", run + dev)]
    print("\n".join(problems) or "lock files: pinned, hashed, complete, no address")
    return int(bool(problems))


def extra(project: dict[str, Any], name: str) -> Iterator[str]:
    """The requirements of an extra, those of other extras that it names included ("pacta[data,pdf]")."""
    for requirement in project["optional-dependencies"][name]:
        others = re.fullmatch(r"pacta\[(.+)\]", requirement)
        if others is None:
            yield requirement
            continue
        for other in others[1].split(","):
            yield from extra(project, other.strip())


def check(name: str, wanted: list[str]) -> Iterator[str]:
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    if ADDRESS.search(text):
        yield f"{name}: names an address or an option of pip"
    entries = [entry for entry in re.split(r"\n(?=\S)", text) if entry.strip()]
    for entry in entries:
        if not PINNED.match(entry) or "--hash=sha256:" not in entry:
            yield f"{name}: not pinned with a hash: {entry.splitlines()[0]}"
    locked = {normal(entry) for entry in entries}
    for requirement in wanted:
        if normal(requirement) not in locked:
            yield f"{name}: {requirement} is missing; run `make lock`"


def normal(requirement: str) -> str:
    """The name of a requirement in the registries' normal form."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\s<>=!~;\[]", requirement, maxsplit=1)[0]).lower()


if __name__ == "__main__":
    sys.exit(main())
