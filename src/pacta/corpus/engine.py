"""Daft spreads the parts of a step: over processes of this machine, or over a Ray cluster by its address. One code
path. Neither may tell anybody that it was used: their telemetry is switched off before they are loaded.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import Thread
from time import monotonic
from typing import Any

from pacta.corpus.apart import PartitionReader
from pacta.corpus.linking import Linking
from pacta.corpus.output import READ, Output
from pacta.corpus.partitions import Partition
from pacta.corpus.reading import Reader
from pacta.model import PactaError

SILENT = {
    "DAFT_ANALYTICS_ENABLED": "0", "DO_NOT_TRACK": "1", "RAY_USAGE_STATS_ENABLED": "0",
    "PACTA_THREADS": "1", "TOKENIZERS_PARALLELISM": "false",
}  # fmt: skip

STALLED = (
    120.0  # seconds without a finished part, after a node was lost, from which on we ask whether it stands still
)
PATIENCE = 3  # times the longest that a part has taken so far, before we say that it does
FEW = 16  # parts of linking, which are done sooner than workers have started


@dataclass(frozen=True, slots=True)
class Job:
    """What every worker needs to know. ``step`` is that of reading, or the name of a step of `Linking`."""

    output: str
    reader: Reader
    step: str


class Worker:
    """Does one part after the other. The model is loaded with the first partition and kept."""

    def __init__(self, job: Job) -> None:
        os.environ.update(SILENT)
        self._job, self._output = job, Output(job.output)

    @cached_property
    def _reading(self) -> PartitionReader:
        return PartitionReader(self._job.reader)

    @cached_property
    def _linking(self) -> Linking:
        return Linking(self._output)

    def close(self) -> None:
        if self._job.step == READ:
            self._reading.close()

    def do(self, part: str) -> str:
        """Does a part and writes what it gives; a note of what was in it. ``part`` is a partition as JSON for the
        step that reads, else a name."""
        if self._job.step == READ:
            partition = Partition.of_json(part)
            rows = self._reading.read(partition)
            return self._output.write(READ, partition.name, {table: [rows[table]] for table in rows})
        return self._output.write(self._job.step, part, getattr(self._linking, self._job.step)(part))


def run(parts: Sequence[str], job: Job, *, cluster: str | None, workers: int) -> None:
    """Has all parts of a step done; here, where there is nothing to spread. Raises whatever the engine raises; what
    is done is done."""
    os.environ.update(SILENT)
    if _is_small(parts, job.step, cluster, workers):
        _do_here(parts, job)
        return
    try:
        import daft
    except ModuleNotFoundError as error:
        raise PactaError("Reading a corpus needs Daft.", 'Install it: pip install "pacta[corpus]"') from error
    _choose(daft, cluster)
    workers = min(workers, _cores_left(cluster) or workers)
    worker = daft.cls(Worker, max_concurrency=workers, use_process=True)(job)
    frame = daft.from_pydict({"part": list(parts)})
    if cluster is not None:
        frame = frame.into_partitions(min(len(parts), workers * 4))
    frame = frame.into_batches(1)
    spread = frame.select(worker.do(frame["part"]))
    if cluster is None:
        spread.collect()
    else:
        watched(spread.collect, lambda: len(Output(job.output).done(job.step)), lambda: _cores_left(cluster))


def watched(collect: Callable[[], Any], done: Callable[[], int], cores: Callable[[], int]) -> None:
    """Runs ``collect`` to its end, unless the cluster has lost a node and does nothing more.

    Daft sometimes waits for ever for what the lost node had in hand. ``done`` counts finished parts, ``cores``
    those that the cluster has. Raises what ``collect`` raises, or PactaError where it stands still.
    """
    failed: list[BaseException] = []
    thread = Thread(target=_kept, args=(collect, failed), daemon=True)
    thread.start()
    before, finished, since, longest = cores(), done(), monotonic(), 0.0
    while thread.is_alive():
        thread.join(timeout=1.0)
        if (now := done()) != finished:
            longest = max(longest, monotonic() - since)
            finished, since = now, monotonic()
        if monotonic() - since > max(STALLED, PATIENCE * longest) and cores() < before:
            raise PactaError("The cluster has lost a node and does nothing more.",
                             "Run the same command again: it goes on where it ended.")  # fmt: skip
    if failed:
        raise failed[0]


def _kept(collect: Callable[[], Any], failed: list[BaseException]) -> None:
    try:
        collect()
    except BaseException as error:
        failed.append(error)


def _is_small(parts: Sequence[str], step: str, cluster: str | None, workers: int) -> bool:
    """Few parts of linking are done sooner here than workers have started, on a cluster too; documents are read
    here only where nobody asked for a cluster."""
    if step == READ:
        return cluster is None and (workers == 1 or len(parts) <= 1)
    return len(parts) <= FEW or (cluster is None and workers == 1)


def _cores_left(cluster: str | None) -> int:
    """How many cores the cluster has now; 0 where that is not known. After a node has died there are fewer, and
    Daft would wait two minutes in each step for workers that no core is left for."""
    if cluster is None or cluster not in _chosen:
        return 0
    import ray

    held: Callable[[], dict[str, float]] = ray.cluster_resources
    return int(held().get("CPU", 0)) if ray.is_initialized() else 0


def _do_here(parts: Sequence[str], job: Job) -> None:
    worker = Worker(job)
    try:
        for part in parts:
            worker.do(part)
    finally:
        worker.close()


def _choose(daft: Any, cluster: str | None) -> None:
    """The runner can be chosen once in a process; a further run, as after a worker's death, keeps it."""
    if cluster in _chosen:
        return
    if cluster is None:
        daft.set_runner_native()
    else:
        daft.set_runner_ray(address=None if cluster == "auto" else cluster)
    _chosen.append(cluster)


_chosen: list[str | None] = []
