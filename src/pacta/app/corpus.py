"""Reading a corpus with an engine, into Parquet; and loading what was read into a register."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pacta.app.loaded import Loaded
from pacta.corpus import gathering
from pacta.corpus.engine import Job, run
from pacta.corpus.output import NOTE, READ, Groups, Output
from pacta.corpus.partitions import Partition, partitions_of, target_of
from pacta.corpus.plan import ALL
from pacta.corpus.reading import Reader
from pacta.model import Config, PactaError, UnreadableInput
from pacta.pipeline import reader_version
from pacta.store.runs import reader_digest

TRIES = 3  # of a part whose worker died
STEPS = (READ, "names", "file", "compare", "place", "gather", "weave", "findings")


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
    size: int | None = None,
    link: bool = True,
    progress: Callable[[str, int, int], None] = lambda step, done, of: None,
) -> Corpus:
    """Reads and links a file, folder or address into Parquet at ``place``. Run again, it goes on where it ended.

    ``cluster`` is the address of a Ray cluster ("auto": one that runs here); without it, ``workers`` processes of
    this machine read. ``size``: bytes of a partition (by itself: a megabyte, or a thousandth of the input).
    The output is the same, byte for byte. ``progress`` hears of steps: name, parts done, of all. Raises PactaError
    if parts cannot be done in three tries.
    """
    reader = Reader(config, reader_digest(reader_version(config.fast), config))
    size = size or target_of(source)
    output, partitions = Output(place), list(partitions_of(source, size))
    output.begin({"input": source, "reader": reader.digest, "partition": size, "link": link})
    resumed = len(output.done(READ))
    steps = _Steps(output, reader, cluster, workers, progress)
    steps.spread(READ, {partition.name: partition.as_json() for partition in partitions})
    if link and not output.done(STEPS[-1]):
        _link(output, partitions, steps)
    output.clear()
    return Corpus(output.counts(STEPS), len(partitions), resumed)


def _link(output: Output, partitions: Sequence[Partition], steps: _Steps) -> None:
    """Names are resolved here; workers compare mentions under shared keys; here it is put together which thread
    each is of; workers make the threads."""
    plan = gathering.plan(output, [partition.name for partition in partitions])
    plan.save(output)
    steps.here("names", lambda: gathering.names(output, plan))
    steps.spread("file", plan.partitions)
    steps.spread("compare", plan.shard_names)
    if len(output.done("place")) < len(plan.partitions):
        for name, rows in gathering.place(output, plan):
            output.write("place", name, {"placed": [rows]})
    steps.spread("gather", plan.partitions)
    steps.spread("weave", plan.shard_names)
    steps.here("findings", lambda: gathering.findings(output, plan))


@dataclass(frozen=True, slots=True)
class _Steps:
    """How the steps of a run are done: each part once, tried again where a worker has died."""

    output: Output
    reader: Reader
    cluster: str | None
    workers: int
    progress: Callable[[str, int, int], None]

    def here(self, step: str, made: Callable[[], dict[str, Groups]]) -> None:
        if not self.output.done(step):
            self.output.write(step, ALL, made())

    def spread(self, step: str, parts: Mapping[str, str] | Sequence[str]) -> None:
        """A worker that dies may end the engine's run; what is left is tried again."""
        named = dict(parts) if isinstance(parts, Mapping) else {name: name for name in parts}
        why = ""
        for _ in range(TRIES):
            self.progress(step, len(self.output.done(step)), len(named))
            if left := self._left(step, named):
                why = self._try(step, left)
        if left := self._left(step, named):
            raise PactaError(f"{len(left)} of {len(named)} parts could not be done ({step}). {why}".strip(),
                             "Run the same command again, with more memory or fewer workers.")  # fmt: skip

    def _try(self, step: str, left: Mapping[str, str]) -> str:
        """What went wrong, if the engine says anything."""
        job = Job(self.output.place, self.reader, step)
        try:
            run(list(left.values()), job, cluster=self.cluster, workers=self.workers)
        except PactaError:
            raise
        except Exception as error:
            return f"The engine: {_last_line(error)}"
        return ""

    def _left(self, step: str, parts: Mapping[str, str]) -> dict[str, str]:
        done = self.output.done(step)
        return {name: part for name, part in parts.items() if name not in done}


def _last_line(error: Exception) -> str:
    """What a worker died of stands at the end of its traceback."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return f"{type(error).__name__}: {lines[-1] if lines else ''}"[:500]


def is_written(address: str) -> bool:
    """True if a corpus run has written there. Raises PactaError if nothing can be read there at all."""
    try:
        return Output(address).json(NOTE) is not None
    except (ImportError, OSError, ValueError) as error:
        raise PactaError(f"{address} cannot be read ({error}).", "Check the address.") from error


def loaded(place: str) -> Iterator[Loaded | UnreadableInput]:
    """The documents and failures of a corpus run."""
    output = Output(place)
    for found in output.documents():
        yield Loaded(*found)
    for row in output.failures():
        yield UnreadableInput(row["path"], row["reason"], row["advice"])
