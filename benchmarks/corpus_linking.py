"""Measures linking in parts, as ``pacta corpus run`` does it, on the readings that a register holds.

    python -m benchmarks.corpus_linking REGISTER [--size 1000000] [--share 8 4 2 1]

For an eighth, a quarter, a half and all of the documents, taken evenly: seconds of the processor of each step, peak
memory, and the size of what is written. All parts are done one after the other, in a process of its own for each
share; the number of threads is compared with what linking everything at once gives if ``--check`` is said.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from time import process_time
from typing import Any

from pacta.app.link import read_documents
from pacta.corpus import gathering
from pacta.corpus.linking import Linking
from pacta.corpus.output import READ, Output
from pacta.corpus.plan import ALL, Plan
from pacta.corpus.reading import TABLES, Tables, rows_of_reading
from pacta.link import ReadDocument, link
from pacta.store import Register

STEPS = ("names", "file", "compare", "place", "gather", "weave", "findings")


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.corpus_linking", description=__doc__.splitlines()[0]
    )
    parser.add_argument("register")
    parser.add_argument("--size", type=int, default=1_000_000, help="bytes of text of a partition")
    parser.add_argument("--share", type=int, nargs="+", default=[8, 4, 2, 1])
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--once", action="store_true", help="measure one share in this process")
    parser.add_argument("--write", metavar="FOLDER", help="only write the readings of one share")
    options = parser.parse_args()
    if options.write:
        _write(Output(options.write), options)
        return 0
    if options.once:
        print(json.dumps(_measured(options)))
        return 0
    print(f"{'documents':>10}{'mentions':>10}{'threads':>9}{'MiB':>6}" + "".join(f"{step:>10}" for step in STEPS)
          + f"{'CPU s':>8}{'MB':>8}")  # fmt: skip
    for share in options.share:
        command = [sys.executable, "-m", "benchmarks.corpus_linking", options.register, "--once", "--share",
                   str(share), "--size", str(options.size), *(["--check"] if options.check else [])]  # fmt: skip
        made = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
        seconds = [made["seconds"][step] for step in STEPS]
        print(f"{made['documents']:>10}{made['mentions']:>10}{made['threads']:>9}{made['memory']:>6}"
              + "".join(f"{each:>10.1f}" for each in seconds) + f"{sum(seconds):>8.1f}{made['bytes'] / 1e6:>8.1f}"
              + f"  {made['sizes']}", flush=True)  # fmt: skip
    return 0


def _measured(options: argparse.Namespace) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="pacta-linking-") as folder:
        output = Output(folder + "/out")
        command = [sys.executable, "-m", "benchmarks.corpus_linking", *sys.argv[1:], "--write", output.place]
        subprocess.run(command, check=True)
        plan = gathering.plan(output, sorted(output.done(READ)))
        plan.save(output)
        seconds = {step: _timed(_STEPS[step], output, plan) for step in STEPS}
        counts = output.counts((READ, *STEPS))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        if options.check:
            reads = {one.id: one for one in _reads(output)}
            assert counts["threads"] == len(link(reads.values()).threads)
        output.clear()
        made = (path for path in sorted(Path(folder, "out").iterdir()) if path.is_dir())
        sizes = {path.name: round(_size(path) / 1e6, 2) for path in made}
    return {"documents": counts["documents"], "mentions": counts["mentions"], "threads": counts["threads"],
            "seconds": seconds, "memory": memory, "bytes": sum(sizes.values()) * 1e6, "sizes": sizes}  # fmt: skip


def _write(output: Output, options: argparse.Namespace) -> None:
    """The readings of a share of the register as a run would have written them."""
    made, size, number = _empty(), 0, 0
    for read in _share(options.register, options.share[0]):
        source = replace(read.document.source, raw=read.document.text.encode())
        rows = rows_of_reading(replace(read.document, source=source), read.annotations, "")
        made = {table: made[table] + rows.get(table, []) for table in TABLES}
        size += len(read.document.text)
        if size >= options.size:
            output.write(READ, f"part-{number:06}", {table: [made[table]] for table in TABLES})
            made, size, number = _empty(), 0, number + 1
    output.write(READ, f"part-{number:06}", {table: [made[table]] for table in TABLES})


def _empty() -> Tables:
    return {table: [] for table in TABLES}


def _share(register: str, share: int) -> Iterator[ReadDocument]:
    """Every so many-th document; as few in memory as the register allows."""
    with Register.open(register) as opened:
        reads = read_documents(opened)
    while reads:
        read = reads.pop()
        if len(reads) % share == 0:
            yield read


def _timed(step: Callable[[Output, Plan], None], output: Output, plan: Plan) -> float:
    begun = process_time()
    step(output, plan)
    return round(process_time() - begun, 2)


def _names(output: Output, plan: Plan) -> None:
    output.write("names", ALL, gathering.names(output, plan))


def _place(output: Output, plan: Plan) -> None:
    for name, rows in gathering.place(output, plan):
        output.write("place", name, {"placed": [rows]})


def _findings(output: Output, plan: Plan) -> None:
    output.write("findings", ALL, gathering.findings(output, plan))


def _spread(step: str) -> Callable[[Output, Plan], None]:
    def run(output: Output, plan: Plan) -> None:
        linking = Linking(output)
        for name in plan.partitions if step in ("file", "gather") else plan.shard_names:
            output.write(step, name, getattr(linking, step)(name))

    return run


_STEPS: dict[str, Callable[[Output, Plan], None]] = {
    "names": _names, "place": _place, "findings": _findings,
    **{step: _spread(step) for step in ("file", "compare", "gather", "weave")},
}  # fmt: skip


def _reads(output: Output) -> Iterator[ReadDocument]:
    return (ReadDocument(document, annotations) for document, annotations, _ in output.documents())


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


if __name__ == "__main__":
    sys.exit(main())
