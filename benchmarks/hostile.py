"""Measures what bad input costs: seconds and peak memory at a size and at twice that size.

    python -m benchmarks.hostile [CASE ...] [--size 50000] [--peak 500]

Each reading runs in its own process, so that the peak is its own. A ratio of about 2 is linear time. Fails where a
peak is above the bound.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
from hashlib import sha256
from time import process_time

for _name in ("PACTA_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

from benchmarks.texts import CASES  # noqa: E402
from pacta.model import Document, Source, document_id  # noqa: E402


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.hostile", description=__doc__.splitlines()[0])
    parser.add_argument("cases", nargs="*", help=f"some of: {', '.join(CASES)} (default: all)")
    parser.add_argument("--size", type=int, default=50_000, help="words, lines or turns (default: 50000)")
    parser.add_argument("--peak", type=int, default=500, help="the most MiB that a reading may take (default: 500)")
    parser.add_argument("--once", action="store_true", help="read one case at this size in this process")
    options = parser.parse_args()
    if options.once:
        print(*_measured(options.cases[0], options.size))
        return 0
    print(f"{'case':<24}{'seconds':>9}{'at 2x':>9}{'ratio':>7}{'MiB':>7}{'at 2x':>7}")
    highest = 0.0
    for case in options.cases or CASES:
        seconds, peak = _in_process(case, options.size)
        seconds2, peak2 = _in_process(case, 2 * options.size)
        print(
            f"{case:<24}{seconds:>9.1f}{seconds2:>9.1f}{seconds2 / seconds:>7.1f}{peak:>7.0f}{peak2:>7.0f}",
            flush=True,
        )
        highest = max(highest, peak, peak2)
    if highest > options.peak:
        print(f"peak memory {highest:.0f} MiB is above the bound of {options.peak}", file=sys.stderr)
    return int(highest > options.peak)


def document_of(text: str) -> Document:
    """A document of this text, as ingest would make it of a UTF-8 file."""
    data = text.encode()
    digest = sha256(data).hexdigest()
    return Document(document_id(digest), text, Source("text.txt", digest, len(data), "text/plain", "utf-8"))


def _in_process(case: str, size: int) -> tuple[float, float]:
    command = [sys.executable, "-m", "benchmarks.hostile", case, "--size", str(size), "--once"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds, peak = done.stdout.split()
    return float(seconds), float(peak)


def _measured(case: str, size: int) -> tuple[float, float]:
    """Seconds to read, the pipeline being loaded already, and the process's peak memory in MiB."""
    from pacta.pipeline import read

    read(document_of("We will meet on May 9, 2025."))
    document = document_of(CASES[case](size))
    begun = process_time()
    read(document)
    taken = process_time() - begun
    return taken, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
        1024**2 if sys.platform == "darwin" else 1024
    )


if __name__ == "__main__":
    sys.exit(main())
