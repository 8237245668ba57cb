"""What share of the code that a target is aimed at its inputs reach: lines and branches, by coverage.py.

The libraries that parse for us are not counted, and the processes that Pacta starts are not seen; so PDF and DOCX
are parsed in the fuzzer's own process.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from fuzz.seeds import seeds_of

PACTA = Path(__file__).parent.parent / "src" / "pacta"
AIMS = {
    "html": ("ingest/html*.py",),
    "markdown": ("ingest/markdown.py",),
    "plain": ("ingest/plain.py", "ingest/decoding.py"),
    "docx": ("ingest/docx*.py",),
    "pdf": ("ingest/pdf*.py",),
    "jsonl": ("ingest/tables.py",),
    "csv": ("ingest/tables.py",),
    "parquet": ("ingest/parquet.py", "ingest/tables.py"),
    "warc": ("ingest/warc.py",),
    "zip": ("ingest/archives.py",),
    "tar": ("ingest/archives.py",),
    "any": ("ingest/formats.py", "ingest/reading.py"),
    "sidecar": ("ingest/given.py",),
    "structure": ("structure/*.py",),
    "mentions": ("annotate/dates/*.py", "annotate/figures/*.py", "annotate/names/*.py"),
    "statements": ("extract/*.py",),
}  # fmt: skip


def tell_coverage(target: str, corpus: Path) -> None:
    """Reads all that was kept of a target once more, in a process of its own, and tells what that reached."""
    command = [sys.executable, "-m", "fuzz.covered", target, str(corpus / target)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout.splitlines()[-1])
    lines, branches = _share(found, "lines", "statements"), _share(found, "branches", "branches")
    shares = f"lines {lines:>5}, branches {branches:>5} of {', '.join(AIMS[target])}"
    print(f"{target:12} {found['inputs']:>6} inputs, {shares}", flush=True)


def _share(found: dict[str, Any], what: str, of: str) -> str:
    count = found[f"num_{of}"]
    return f"{found[f'covered_{what}'] / count:.0%}" if count else "-"


def _measure(target: str, kept: Path) -> dict[str, Any]:
    import coverage

    with tempfile.TemporaryDirectory() as folder:
        measured = coverage.Coverage(branch=True, source=[str(PACTA)], data_file=None)
        measured.start()
        from fuzz.targets import TARGETS

        inputs = [*seeds_of(target), *(file.read_bytes() for file in sorted(kept.glob("*")))]
        for data in inputs:
            TARGETS[target](data)
        measured.stop()
        out = Path(folder) / "coverage.json"
        measured.json_report(outfile=str(out), include=[str(PACTA / aim) for aim in AIMS[target]])
        totals: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))["totals"]
    return totals | {"inputs": len(inputs)}


if __name__ == "__main__":
    print(json.dumps(_measure(sys.argv[1], Path(sys.argv[2]))))
