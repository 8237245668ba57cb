"""What all parts of linking must agree on; made once all documents are read, by the program that leads the run."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from pacta.corpus.output import Output
from pacta.corpus.tables import Row

_FILE = "work/plan.json"
ALL = "all"  # the name of what is made in one part
MOST_SHARDS = 256  # each file of the steps between has an index of them all


@dataclass(frozen=True, slots=True)
class Plan:
    """``left_out`` are, for a partition, the places of documents that do not count: of one that is there already,
    or whose address shows other bytes later. ``joint`` has the day of the latest joint text of each set of parties;
    ``day`` is that of the latest document: what has become overdue is told as of then."""

    partitions: tuple[str, ...]
    left_out: dict[str, list[int]]
    joint: dict[str, str]
    day: str

    @property
    def shards(self) -> int:
        return max(1, min(len(self.partitions), MOST_SHARDS))

    @property
    def shard_names(self) -> list[str]:
        return [f"shard-{number:04}" for number in range(self.shards)]

    def shard(self, name: str) -> int:
        return int(name.removeprefix("shard-"))

    def kept(self, output: Output, partition: str, columns: Sequence[str]) -> Iterator[Row]:
        """The rows of the facts of the documents that count."""
        left_out = set(self.left_out.get(partition, ()))
        rows = output.table("facts", partition, columns).to_pylist()
        return (row for place, row in enumerate(rows) if place not in left_out)

    def save(self, output: Output) -> None:
        output.put(_FILE, json.dumps(asdict(self), sort_keys=True).encode())

    @classmethod
    def load(cls, output: Output) -> Plan:
        plain = output.json(_FILE)
        return cls(tuple(plain["partitions"]), plain["left_out"], plain["joint"], plain["day"])


class Leaders(dict[str, str]):
    """The entity of each form of a name; most forms are entities of their own, which are not kept."""

    def __missing__(self, form: str) -> str:
        return form

    @classmethod
    def load(cls, output: Output) -> Leaders:
        rows = output.table("names", ALL).to_pylist()
        return cls({row["form"]: row["entity"] for row in rows})
