"""Reading a corpus with an engine, into Parquet; and loading what was read into a register."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pacta.app.loaded import Loaded
from pacta.corpus.engine import Job, run
from pacta.corpus.output import Output
from pacta.corpus.partitions import TARGET, Partition, partitions_of
from pacta.model import Config, PactaError, UnreadableInput
from pacta.pipeline import reader_version
from pacta.store.runs import reader_digest

TRIES = 3  # of a partition whose worker died


@dataclass(frozen=True, slots=True)
class Corpus:
    """What a run has made: rows of each table, partitions, and those that were there already."""

    counts: dict[str, int]
    partitions: int
    resumed: int


def read_corpus(
    source: str,
    place: str,
    config: Config = Config(),
    *,
    cluster: str | None = None,
    workers: int = 1,
    size: int = TARGET,
) -> Corpus:
    """Reads a file, folder or address into Parquet at ``place``. Run again, it goes on where it ended.

    ``cluster`` is the address of a Ray cluster ("auto": one that runs here); without it, ``workers`` processes of
    this machine read. ``size``: bytes of a partition. The output is the same, byte for byte. Raises PactaError if
    partitions cannot be read in three tries.
    """
    reader = reader_digest(reader_version(), config)
    output, partitions = Output(place), list(partitions_of(source, size))
    output.begin({"input": source, "reader": reader, "partition": size})
    resumed = len(output.done())
    for _ in range(TRIES):
        left = _left(partitions, output)
        if left:
            _try(left, Job(place, config, reader), cluster, workers)
    if left := _left(partitions, output):
        raise PactaError(f"{len(left)} of {len(partitions)} partitions could not be read.",
                         "Run the same command again, with more memory or fewer workers.")  # fmt: skip
    return Corpus(output.counts(), len(partitions), resumed)


def _try(left: list[Partition], job: Job, cluster: str | None, workers: int) -> None:
    """A worker that dies may end the engine's run; what is left is tried again."""
    try:
        run(left, job, cluster=cluster, workers=workers)
    except PactaError:
        raise
    except Exception as error:
        if len(_left(left, Output(job.output))) == len(left):
            raise PactaError(
                f"The engine failed ({type(error).__name__}: {error}).", "Check the cluster."
            ) from error


def _left(partitions: list[Partition], output: Output) -> list[Partition]:
    done = output.done()
    return [partition for partition in partitions if partition.name not in done]


def loaded(place: str) -> Iterator[Loaded | UnreadableInput]:
    """The documents and failures of a corpus run."""
    output = Output(place)
    for found in output.documents():
        yield Loaded(*found)
    for row in output.failures():
        yield UnreadableInput(row["path"], row["reason"], row["advice"])
