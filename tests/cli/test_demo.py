"""``pacta demo`` reads the bundled corpus whole, and a second time has nothing to do."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def test_the_demo_corpus_is_read_without_a_failure_and_only_once(pacta: Run) -> None:
    first = pacta("demo", "--no-serve", "--register", "demo.db")
    assert (first.returncode, first.stderr) == (0, "")
    rows = [
        json.loads(row)
        for row in pacta("list", "documents", "-r", "demo.db", "--format", "jsonl").stdout.splitlines()
    ]
    assert f"{len(rows)} added" in first.stdout
    assert all(row["statements"]["commitment"] for row in rows), "there is something to show in each"
    assert {"ORV", "KDV"} <= {party for row in rows for party in row["parties"]}
    assert f"{len(rows)} unchanged" in pacta("demo", "--no-serve", "--register", "demo.db").stdout
