"""Measures linking of real readings: everything at once at growing sizes, and one document more.

    python -m benchmarks.linking REGISTER [--sizes 300 600 1200 2400] [--one 8]

REGISTER is a SQLite file; it is copied first, and the copy is worked on. The table gives seconds, CPU seconds
and peak memory of linking so many documents in memory. With ``--one`` so many documents are then taken out of
the register and put back, one at a time, and what bringing its links up to date took is told for each.
"""

from __future__ import annotations

import argparse
import resource
import sqlite3
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from sqlalchemy import update

from pacta.app import linking
from pacta.app.link import read_documents
from pacta.link import ReadDocument, link
from pacta.store import Register
from pacta.store.schema import documents


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.linking", description=__doc__.splitlines()[0])
    parser.add_argument("register")
    parser.add_argument("--sizes", type=int, nargs="*", default=[300, 600, 1200, 2400])
    parser.add_argument("--one", type=int, default=0, help="documents to take out and put back")
    options = parser.parse_args()
    with TemporaryDirectory() as folder, Register.open(_copy(options.register, Path(folder))) as register:
        if options.sizes:
            _at_once(read_documents(register)[: max(options.sizes)], options.sizes)
        if options.one:
            _one_by_one(register, options.one)
    return 0


def _copy(register: str, folder: Path) -> Path:
    target = folder / "copy.db"
    with sqlite3.connect(register) as source, sqlite3.connect(target) as copied:
        source.backup(copied)
    return target


def _at_once(reads: list[ReadDocument], sizes: list[int]) -> None:
    """Every n-th document, so that all sizes hold the same kinds of them."""
    print(f"{len(reads)} documents loaded; {_peak():.0f} MiB")
    columns = ("documents", "statements", "threads", "findings", "seconds", "CPU", "ms/doc", "MiB")
    print("".join(f"{name:>11}" for name in columns))
    for size in sizes:
        chosen = reads[:: max(1, len(reads) // size)][:size]
        start, cpu = perf_counter(), process_time()
        found = link(chosen)
        spent, used = perf_counter() - start, process_time() - cpu
        count = sum(len(read.annotations.statements) for read in chosen)
        row = (len(chosen), count, len(found.threads), len(found.findings))
        numbers = "".join(f"{value:>11,}" for value in row)
        print(f"{numbers}{spent:>11.1f}{used:>11.1f}{1000 * used / len(chosen):>11.1f}{_peak():>11.0f}", flush=True)


def _one_by_one(register: Register, count: int) -> None:
    spent, used = _refreshed(register)
    print(f"linked and stored at once: {spent:.1f} s, {used:.1f} s CPU, {_peak():.0f} MiB", flush=True)
    reads = read_documents(register)
    for read in reads[:: max(1, len(reads) // count)][:count]:
        _show(register, read.id, current=False)
        out = _refreshed(register)
        _show(register, read.id, current=True)
        back = _refreshed(register)
        statements = len(read.annotations.statements)
        print(f"{read.id} ({statements} statements): out {out[1]:.2f} s CPU, in {back[1]:.2f} s CPU", flush=True)


def _show(register: Register, document: str, *, current: bool) -> None:
    with register.writing() as connection:
        connection.execute(update(documents).where(documents.c.id == document).values(current=current))


def _refreshed(register: Register) -> tuple[float, float]:
    """Seconds and CPU seconds of bringing the links up to date."""
    start, cpu = perf_counter(), process_time()
    linking.refresh(register)
    return perf_counter() - start, process_time() - cpu


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
