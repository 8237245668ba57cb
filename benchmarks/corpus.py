"""Measures reading a corpus three ways: in one process, in several, and with the engine of `pacta corpus run`.

    python -m benchmarks.corpus PATH [--documents 200] [--jobs 2] [--cluster ADDRESS] [--peer PIPELINE] [--growth]

Seconds are of the clock, and beside them of the processors, ours and our children's: on a machine that does other
things too, only the second can be compared. ``--growth`` reads 1/8, 1/4, 1/2 and all of the documents. If spaCy
is installed, a plain loop with it over the same texts is measured too.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from benchmarks.peer import load_peer
from pacta.app.add import add_inputs
from pacta.app.ahead import every_core
from pacta.ingest import read_inputs
from pacta.model import Document
from pacta.store import Register

ROW = "{:<26}" + "{:>10}" * 7
WHOSE = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)


@dataclass
class Cost:
    clock: float = 0.0
    processors: float = 0.0
    bytes: int = 0


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.corpus", description=__doc__.splitlines()[0])
    parser.add_argument("path")
    parser.add_argument("--documents", type=int, default=200, help="at most so many (default: 200)")
    parser.add_argument("--jobs", type=int, default=every_core())
    parser.add_argument("--cluster", help="a Ray cluster for the engine; without it, processes of this machine")
    parser.add_argument("--no-engine", action="store_true", help="leave the engine out")
    parser.add_argument("--peer", help="a trained spaCy pipeline to compare with (default: an untrained one)")
    parser.add_argument("--growth", action="store_true")
    options = parser.parse_args()
    texts = [found.text for found in islice(_documents(options.path), options.documents)]
    print(ROW.format("what", "documents", "words", "clock s", "cpu s", "words/s", "w/cpu s", "MB out"))
    for share in (8, 4, 2, 1) if options.growth else (1,):
        some = texts[: max(1, len(texts) // share)]
        with tempfile.TemporaryDirectory(prefix="pacta-corpus-") as folder:
            source = _written(some, Path(folder))
            for name, run in _ways(options, source, Path(folder)):
                _report(name, some, run)
    _peer(options.peer, texts)
    ours, others = (resource.getrusage(who).ru_maxrss // 1024 for who in WHOSE)
    print(f"peak memory: {ours} MiB here, {others} MiB in the largest other process")
    return 0


def _ways(options: argparse.Namespace, source: Path, folder: Path) -> Iterator[tuple[str, Callable[[], int]]]:
    """Name of each way, and what runs it; it returns the bytes that were written."""
    for jobs in dict.fromkeys((1, options.jobs)):
        yield f"add, {jobs} processes", lambda jobs=jobs: _add(source, folder / f"{jobs}.db", jobs)
    if not options.no_engine:
        name = "engine, cluster" if options.cluster else f"engine, {options.jobs} processes"
        yield name, lambda: _engine(source, folder / "out", options)


def _add(source: Path, register: Path, jobs: int) -> int:
    with Register.open(register) as opened:
        add_inputs(opened, [str(source)], jobs=jobs)
    return register.stat().st_size


def _engine(source: Path, out: Path, options: argparse.Namespace) -> int:
    from pacta.app.corpus import read_corpus

    size = max(source.stat().st_size // (4 * options.jobs), 1)
    read_corpus(str(source), str(out), cluster=options.cluster, workers=options.jobs, size=size)
    return sum(file.stat().st_size for file in out.rglob("*") if file.is_file())


def _peer(path: str | None, texts: list[str]) -> None:
    peer = load_peer(path)
    if peer is None:
        print("no comparison: spaCy is not installed (pip install spacy)", file=sys.stderr)
        return
    name, parse = peer

    def run() -> int:
        for text in texts:
            parse(text)
        return 0

    _report(f"plain loop, {name}", texts, run)


def _report(name: str, texts: list[str], run: Callable[[], int]) -> None:
    with _measured() as cost:
        cost.bytes = run()
    words = sum(len(text.split()) for text in texts)
    numbers = (cost.clock, cost.processors, words / cost.clock, words / cost.processors, cost.bytes / 1e6)
    shown = (f"{number:.0f}" if number >= 100 else f"{number:.1f}" for number in numbers)
    print(ROW.format(name[:25], len(texts), words, *shown), flush=True)


@contextmanager
def _measured() -> Iterator[Cost]:
    cost, clock, processors = Cost(), time.monotonic(), _processors()
    yield cost
    cost.clock, cost.processors = time.monotonic() - clock, _processors() - processors


def _processors() -> float:
    """Seconds of the processors, of this process and of its children that have ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _written(texts: list[str], folder: Path) -> Path:
    file = folder / "texts.jsonl"
    file.write_text("\n".join(json.dumps({"text": text}) for text in texts), encoding="utf-8")
    return file


def _documents(path: str) -> Iterator[Document]:
    return (found for found in read_inputs([path]) if isinstance(found, Document))


if __name__ == "__main__":
    sys.exit(main())
