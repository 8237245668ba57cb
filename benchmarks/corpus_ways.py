"""One way through a table of texts, in a process of its own: what it took, as JSON. For `benchmarks.corpus`.

Seconds are of the clock, and beside them of the processors, of this process and all below it. Memory is the peak
of this process and of the largest other one.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

for _name in ("PACTA_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ.setdefault(_name, "1")  # before the encoder and NumPy are loaded

from benchmarks.peer import load_peer  # noqa: E402
from benchmarks.processes import watched  # noqa: E402
from pacta.app.add import add_inputs  # noqa: E402
from pacta.app.linking import refresh  # noqa: E402
from pacta.store import Register  # noqa: E402

Made = dict[str, Any]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.corpus_ways", description=__doc__.splitlines()[0])
    parser.add_argument("way", choices=WAYS)
    parser.add_argument("source", type=Path, help="a table of texts (JSONL)")
    parser.add_argument("folder", type=Path, help="for what is written")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--peer")
    options = parser.parse_args()
    with watched() as used:
        clock = time.monotonic()
        made = WAYS[options.way](options)
        made |= {"clock": round(time.monotonic() - clock, 2)}
    made |= {"cpu": used.cpu(), "memory": used.memory()}
    print(json.dumps(made))
    return 0


def _add(options: argparse.Namespace, jobs: int | None = None) -> Made:
    """Into a register, which is linked at the end."""
    file = options.folder / "pacta.db"
    with Register.open(file) as register:
        read = _Clock()
        summary = add_inputs(register, [str(options.source)], jobs=jobs or options.jobs)
        seconds = {"read": read.seconds()}
        linked = _Clock()
        refresh(register)
        seconds["link"] = linked.seconds()
    return {"documents": sum(summary.counts.values()), "bytes": file.stat().st_size, "steps": seconds}


def _run(options: argparse.Namespace, cluster: str | None = None) -> Made:
    """A corpus run, on processes of this machine or on a cluster; its steps by the clock."""
    from pacta.app.corpus import read_corpus

    begun: dict[str, float] = {}

    def progress(step: str, done: int, of: int) -> None:
        begun.setdefault(step, time.monotonic())

    out = options.folder / "out"
    size = max(options.source.stat().st_size // (8 * options.jobs), 100_000)
    corpus = read_corpus(str(options.source), str(out), cluster=cluster, workers=options.jobs,
                         size=min(size, 1_000_000), progress=progress)  # fmt: skip
    ends = [*list(begun.values())[1:], time.monotonic()]
    steps = {name: round(end - start, 2) for (name, start), end in zip(begun.items(), ends, strict=True)}
    sizes = {folder.name: _size(folder) for folder in sorted(out.iterdir()) if folder.is_dir()}
    return {"documents": corpus.counts["documents"], "bytes": sum(sizes.values()), "steps": steps,
            "rows": corpus.counts, "sizes": sizes}  # fmt: skip


def _on_cluster(options: argparse.Namespace) -> Made:
    with _cluster(options.jobs) as address:
        return _run(options, address)


@contextmanager
def _cluster(nodes: int) -> Iterator[str]:
    """A Ray cluster on this machine, of nodes with one processor each."""
    os.environ |= {"RAY_USAGE_STATS_ENABLED": "0", "DO_NOT_TRACK": "1"}
    import ray
    from ray.cluster_utils import Cluster

    node = {"num_cpus": 1, "object_store_memory": 200_000_000}
    made = Cluster(initialize_head=True, head_node_args=node | {"include_dashboard": False})
    for _ in range(nodes - 1):
        made.add_node(**node)
    try:
        yield made.address
    finally:
        ray.shutdown()  # or the head node, to which this process is connected, cannot be stopped
        made.shutdown()


def _spacy(options: argparse.Namespace) -> Made:
    """A plain loop over the texts; nothing is written."""
    peer = load_peer(options.peer)
    if peer is None:
        raise SystemExit("spaCy is not installed (pip install spacy)")
    name, parse = peer
    texts = [json.loads(line)["text"] for line in options.source.read_text(encoding="utf-8").splitlines()]
    loop = _Clock()
    tokens = sum(parse(text) for text in texts)
    return {"documents": len(texts), "bytes": 0, "steps": {"loop": loop.seconds()}, "tokens": tokens, "peer": name}


WAYS: dict[str, Callable[[argparse.Namespace], Made]] = {
    "one": partial(_add, jobs=1), "several": _add, "run": _run, "cluster": _on_cluster, "spacy": _spacy,
}  # fmt: skip


class _Clock:
    def __init__(self) -> None:
        self._begun = time.monotonic()

    def seconds(self) -> float:
        return round(time.monotonic() - self._begun, 2)


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


if __name__ == "__main__":
    sys.exit(main())
