"""Measures reading on one core: words a second, the share of each stage, peak memory.

    python -m benchmarks [PATH ...] [--documents 500]

Without a path it reads the demo corpus. A path is anything that ``pacta add`` takes, such as a table of
documents. The first document is read once beforehand, so that loading is measured by itself.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from time import perf_counter

os.environ.setdefault("PACTA_THREADS", "1")  # before the encoder is loaded

from pacta.demo import CORPUS
from pacta.ingest import read_inputs
from pacta.model import Annotations, Config, Document, PactaError
from pacta.pipeline import STAGES

INGEST, LOADING = "ingest", "loading"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs="*", default=[str(CORPUS)])
    parser.add_argument("--documents", type=int, default=500, help="at most so many (default: 500)")
    options = parser.parse_args()
    seconds: Counter[str] = Counter()
    words = statements = count = 0
    for document in _documents(options.paths, options.documents, seconds):
        if not count:
            _timed(document, seconds, label=LOADING)
        annotations = _timed(document, seconds)
        words += len(document.text.split())
        statements += len(annotations.statements)
        count += 1
    if not count:
        print("benchmarks: nothing could be read", file=sys.stderr)
        return 1
    _report(seconds, count, words, statements)
    return 0


def _documents(paths: list[str], limit: int, seconds: Counter[str]) -> Iterator[Document]:
    """The readable documents; the time that each takes to come is ingest's."""
    found = islice(read_inputs(paths), limit)
    while True:
        begun = perf_counter()
        document = next(found, None)
        seconds[INGEST] += perf_counter() - begun
        if document is None:
            return
        if isinstance(document, PactaError):
            print(f"skipped: {document}", file=sys.stderr)
        else:
            yield document


def _timed(document: Document, seconds: Counter[str], label: str | None = None) -> Annotations:
    annotations, config = Annotations(), Config()
    for stage in STAGES:
        begun = perf_counter()
        annotations = stage(document, annotations, config)
        seconds[label or stage.__name__] += perf_counter() - begun
    return annotations


def _report(seconds: Counter[str], count: int, words: int, statements: int) -> None:
    loading = seconds.pop(LOADING)
    total = sum(seconds.values())
    print(f"{count} documents, {words} words, {statements} statements: {total:.2f} s, {words / total:.0f} words/s")
    for name in (INGEST, *(stage.__name__ for stage in STAGES)):
        print(f"  {name:<12}{seconds[name]:>8.2f} s  {seconds[name] / total:>4.0%}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)
    print(f"  loading and first document {loading:.2f} s; peak memory {peak:.0f} MiB")


if __name__ == "__main__":
    sys.exit(main())
