"""Measures reading on one core: words a second, the share of each stage, peak memory; beside a bare parse.

    python -m benchmarks [PATH ...] [--documents 500] [--fast] [--peer PIPELINE] [--no-peer]

Without a path it reads the demo corpus. A path is anything that ``pacta add`` takes, such as a table of
documents. Seconds are the processor's, so that other programs do not count. The first document is read once
beforehand, so that loading is measured by itself. The same texts are then parsed by spaCy in the same run, if
it is installed (`benchmarks.peer`).
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from time import process_time

for _name in ("PACTA_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ.setdefault(_name, "1")  # before the encoder and NumPy are loaded
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")

from benchmarks.peer import load_peer, seconds_of  # noqa: E402
from pacta.demo import CORPUS  # noqa: E402
from pacta.ingest import read_inputs  # noqa: E402
from pacta.model import Annotations, Config, Document, PactaError  # noqa: E402
from pacta.pipeline import STAGES  # noqa: E402

INGEST, LOADING = "ingest", "loading"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs="*", default=[str(CORPUS)])
    parser.add_argument("--documents", type=int, default=500, help="at most so many (default: 500)")
    parser.add_argument("--peer", help="a trained spaCy pipeline to compare with (default: an untrained one)")
    parser.add_argument("--fast", action="store_true", help="measure the fast setting")
    parser.add_argument("--no-peer", action="store_true", help="measure Pacta alone")
    options = parser.parse_args()
    seconds: Counter[str] = Counter()
    texts: list[str] = []
    statements = 0
    config = Config(fast=options.fast)
    for document in _documents(options.paths, options.documents, seconds):
        if not texts:
            _timed(document, config, seconds, label=LOADING)
        statements += len(_timed(document, config, seconds).statements)
        texts.append(document.text)
    if not texts:
        print("benchmarks: nothing could be read", file=sys.stderr)
        return 1
    speed = _report(seconds, texts, statements)
    if not options.no_peer:
        _compare(options.peer, texts, speed)
    return 0


def _documents(paths: list[str], limit: int, seconds: Counter[str]) -> Iterator[Document]:
    """The readable documents; the time that each takes to come is ingest's."""
    found = islice(read_inputs(paths), limit)
    while True:
        begun = process_time()
        document = next(found, None)
        seconds[INGEST] += process_time() - begun
        if document is None:
            return
        if isinstance(document, PactaError):
            print(f"skipped: {document}", file=sys.stderr)
        else:
            yield document


def _timed(document: Document, config: Config, seconds: Counter[str], label: str | None = None) -> Annotations:
    annotations = Annotations()
    for stage in STAGES:
        begun = process_time()
        annotations = stage(document, annotations, config)
        seconds[label or stage.__name__] += process_time() - begun
    return annotations


def _report(seconds: Counter[str], texts: list[str], statements: int) -> float:
    """Prints the table; the words read a second."""
    loading = seconds.pop(LOADING)
    total, words = sum(seconds.values()), _words(texts)
    print(f"{len(texts)} documents, {words} words, {statements} statements")
    print(f"{total:.2f} s of one core, {words / total:.0f} words/s")
    for name in (INGEST, *(stage.__name__ for stage in STAGES)):
        print(f"  {name:<12}{seconds[name]:>8.2f} s  {seconds[name] / total:>4.0%}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)
    print(f"  loading and first document {loading:.2f} s; peak memory {peak:.0f} MiB")
    return words / total


def _compare(path: str | None, texts: list[str], speed: float) -> None:
    peer = load_peer(path)
    if peer is None:
        print("  no comparison: spaCy is not installed (pip install spacy)", file=sys.stderr)
        return
    name, parse = peer
    parsed = _words(texts) / seconds_of(parse, texts)
    print(f"  {name}: {parsed:.0f} words/s; Pacta reads everything at {speed / parsed:.2f} of that")


def _words(texts: list[str]) -> int:
    return sum(len(text.split()) for text in texts)


if __name__ == "__main__":
    sys.exit(main())
