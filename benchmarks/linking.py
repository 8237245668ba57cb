"""Measures linking: seconds, CPU seconds (ms/doc is of these) and peak memory at growing numbers of documents.

    python -m benchmarks.linking PATH [--sizes 300 600 1200 2400] [--processes 2] [--findings]

PATH is anything that ``pacta add`` takes, such as a table of documents. Documents are read by the rule stages
only, and every sentence stands for a statement: more than a reading gives, so that what is measured is an upper
bound, and reading (which is not measured) stays short. With ``--findings`` the contradictions found are printed.
"""

from __future__ import annotations

import argparse
import resource
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from multiprocessing import Pool
from time import perf_counter, process_time

from pacta.annotate.encoder import encode
from pacta.extract import statements
from pacta.ingest import read_inputs
from pacta.link import ReadDocument, link
from pacta.model import Annotations, Config, Document, Kind, Span, Statement, mention_id
from pacta.pipeline import STAGES

RULE_STAGES = tuple(stage for stage in STAGES if stage not in (encode, statements))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.linking", description=__doc__.splitlines()[0])
    parser.add_argument("path")
    parser.add_argument("--sizes", type=int, nargs="+", default=[300, 600, 1200, 2400])
    parser.add_argument("--processes", type=int, default=2, help="for reading (default: 2)")
    parser.add_argument("--findings", action="store_true", help="print what was found in the largest set")
    options = parser.parse_args()
    documents = islice((d for d in read_inputs([options.path]) if isinstance(d, Document)), max(options.sizes))
    with Pool(options.processes) as pool:
        reads = list(pool.imap(rule_reading, documents, chunksize=8))
    print(f"{len(reads)} documents read; {_peak():.0f} MiB")
    print(
        f"{'documents':>9}{'statements':>12}{'threads':>9}{'findings':>10}{'seconds':>9}{'CPU':>7}{'ms/doc':>8}{'MiB':>7}"
    )
    for size in options.sizes:
        _measure(reads[:size], options.findings and size == max(options.sizes))
    return 0


def rule_reading(document: Document) -> ReadDocument:
    """What the rules read, with a statement for each sentence."""
    annotations = Annotations()
    for stage in RULE_STAGES:
        annotations = stage(document, annotations, Config())
    found = tuple(_statement(document, span) for span in _sentences(annotations))
    return ReadDocument(document, replace(annotations, statements=found))


def _sentences(annotations: Annotations) -> Iterator[Span]:
    for block in annotations.structure.blocks:
        if block.kind in ("paragraph", "bullet"):
            yield from block.sentences


def _statement(document: Document, span: Span) -> Statement:
    promised = " will " in document.quote(span)
    kind: Kind = "commitment" if promised else "report"
    cue = Span(span.start, span.start)
    id_ = mention_id(document.id, "statement", span)
    return Statement(id_, kind, 4 if promised else None, cue, span, span, voice="joint")


def _measure(reads: list[ReadDocument], show: bool) -> None:
    start, start_cpu = perf_counter(), process_time()
    found = link(reads)
    seconds, cpu = perf_counter() - start, process_time() - start_cpu
    count = sum(len(read.annotations.statements) for read in reads)
    print(
        f"{len(reads):>9,}{count:>12,}{len(found.threads):>9,}{len(found.findings):>10,}{seconds:>9.1f}{cpu:>7.1f}"
        f"{1000 * cpu / max(1, len(reads)):>8.1f}{_peak():>7.0f}",
        flush=True,
    )
    for one in found.findings if show else ():
        print(f"\n{one.kind}: {one.sentence}\n  A: {one.a.quote}\n  B: {one.b.quote if one.b else '-'}")


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
