"""Daft spreads the partitions: over processes of this machine, or over a Ray cluster by its address. One code path.

Neither may tell anybody that it was used: their telemetry is switched off before they are loaded.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pacta.corpus.output import Output
from pacta.corpus.partitions import Partition
from pacta.corpus.reading import read_partition
from pacta.model import Config, PactaError

SILENT = {
    "DAFT_ANALYTICS_ENABLED": "0", "DO_NOT_TRACK": "1", "RAY_USAGE_STATS_ENABLED": "0",
    "PACTA_THREADS": "1", "TOKENIZERS_PARALLELISM": "false",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Job:
    """What every worker needs to know."""

    output: str
    config: Config
    reader: str


class Reading:
    """A worker: the model is loaded with its first partition and kept."""

    def __init__(self, job: Job) -> None:
        os.environ.update(SILENT)
        self._job, self._output = job, Output(job.output)

    def read(self, partition: str) -> str:
        """Reads a partition and writes it; a note of what was in it."""
        wanted = Partition.of_json(partition)
        return self._output.write(wanted.name, read_partition(wanted, self._job.config, self._job.reader))


def run(partitions: Sequence[Partition], job: Job, *, cluster: str | None, workers: int) -> None:
    """Has all partitions read and written. Raises whatever the engine raises; what is done is done."""
    os.environ.update(SILENT)
    try:
        import daft
    except ModuleNotFoundError as error:
        raise PactaError("Reading a corpus needs Daft.", 'Install it: pip install "pacta[corpus]"') from error
    _choose(daft, cluster)
    reading = daft.cls(Reading, max_concurrency=workers, use_process=True)(job)
    frame = daft.from_pydict({"partition": [partition.as_json() for partition in partitions]})
    if cluster is not None:
        frame = frame.into_partitions(min(len(partitions), workers * 4))
    frame = frame.into_batches(1)
    frame.select(reading.read(frame["partition"])).collect()


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
