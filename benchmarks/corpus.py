"""Measures a corpus read and linked in several ways, at several sizes, beside a plain loop with spaCy.

    python -m benchmarks.corpus PATH ... --log FILE [--documents 300] [--jobs 2] [--way run] [--growth]
                                [--peer PIPELINE]

Ways: ``one`` and ``several`` are ``pacta add`` with one process and with ``--jobs``, ``run`` is ``pacta corpus
run`` on processes of this machine, ``cluster`` on a Ray cluster of as many nodes here, ``spacy`` a loop over the
texts with a pipeline (a folder or package; without one an untrained of usual size). ``--growth`` measures an
eighth, a quarter, a half and all of the documents. Each measurement is a process of its own, and a line of the log:
what is there is not measured again, so a run can be stopped and gone on with. Documents are taken evenly from all.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.corpus_ways import WAYS
from pacta.app.ahead import every_core
from pacta.ingest import read_inputs
from pacta.model import Document

HEAD = ("way", "documents", "words", "clock s", "cpu s", "words/s", "w/cpu s", "read s", "link s", "MB out",
        "MiB", "MiB other")  # fmt: skip
ROW = "{:<10}" + "{:>10}" * 11
Measured = dict[str, Any]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.corpus", description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--log", type=Path, required=True, help="a JSON object a measurement; read and added to")
    parser.add_argument("--documents", type=int, help="at most so many, taken evenly (default: all)")
    parser.add_argument("--jobs", type=int, default=every_core())
    parser.add_argument("--way", action="append", choices=WAYS, help="may be given several times (default: all)")
    parser.add_argument("--peer", help="a trained spaCy pipeline")
    parser.add_argument("--growth", action="store_true")
    options = parser.parse_args()
    rows = _evenly(list(_rows(options.paths)), options.documents)
    print(ROW.format(*HEAD))
    for share in (8, 4, 2, 1) if options.growth else (1,):
        some = _evenly(rows, len(rows) // share)
        for way in options.way or WAYS:
            asked = {"way": way, "jobs": options.jobs, "asked": len(some), "words": _words(some),
                     "pipeline": options.peer if way == "spacy" else None}  # fmt: skip
            found = _known(options.log, asked) or _measure(asked, some, options.log)
            print(_shown(found), flush=True)
    return 0


def _rows(paths: Sequence[str]) -> Iterator[dict[str, str]]:
    """Text, title and date of each readable document."""
    for found in read_inputs(paths):
        if isinstance(found, Document):
            given = found.given
            row = {"text": found.text, "title": given.title, "date": given.date and given.date.isoformat()}
            yield {name: value for name, value in row.items() if value}


def _evenly(rows: list[dict[str, str]], count: int | None) -> list[dict[str, str]]:
    if count is None or count >= len(rows):
        return rows
    return [rows[number * len(rows) // max(count, 1)] for number in range(max(count, 1))]


def _words(rows: list[dict[str, str]]) -> int:
    return sum(len(row["text"].split()) for row in rows)


def _known(log: Path, asked: Measured) -> Measured | None:
    lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
    return next((one for one in map(json.loads, lines) if asked.items() <= one.items()), None)


def _measure(asked: Measured, rows: list[dict[str, str]], log: Path) -> Measured:
    with tempfile.TemporaryDirectory(prefix="pacta-corpus-") as folder:
        source = Path(folder) / "texts.jsonl"
        source.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
        command = [sys.executable, "-m", "benchmarks.corpus_ways", asked["way"], str(source), folder]
        command += ["--jobs", str(asked["jobs"]), *(["--peer", asked["pipeline"]] if asked["pipeline"] else [])]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    made: Measured = asked | json.loads(done.stdout.splitlines()[-1])
    with log.open("a", encoding="utf-8") as lines:
        lines.write(json.dumps(made) + "\n")
    return made


def _shown(found: Measured) -> str:
    read = found["steps"].get("read") or found["steps"].get("loop")
    linked = sum(seconds for step, seconds in found["steps"].items() if step not in ("read", "loop"))
    ours, others = found["memory"]
    speed, each = found["words"] / found["clock"], found["words"] / found["cpu"]
    numbers = (found["clock"], found["cpu"], speed, each, read, linked, found["bytes"] / 1e6, ours, others)
    shown = (f"{number:,.0f}" if number >= 100 else f"{number:.1f}" for number in numbers)
    return ROW.format(found["way"], found["documents"], found["words"], *shown)


if __name__ == "__main__":
    sys.exit(main())
