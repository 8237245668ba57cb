"""The process that reads partitions for `pacta.corpus.apart`, and says what it will do before it does it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import count

from pacta.corpus.apart import Begun, Place
from pacta.corpus.partitions import Partition
from pacta.corpus.reading import Reader, Tables, documents_of, rows_of
from pacta.model import Document
from pacta.pipeline.process import Asked


def tell(reader: Reader, partition: Partition, start: Place) -> Iterator[Begun | Tables]:
    """Reads a partition from a place on: what is begun, and the rows of each document."""
    for number in range(start.unit, len(partition.units)):
        unit = partition.units[number]
        found = documents_of(unit)
        first = start.document if number == start.unit else 0
        for place in (Place(number, each) for each in count()):
            yield Begun(place, "open", unit.path)
            document = next(found, None)
            if document is None:
                break
            if place.document >= first:
                if isinstance(document, Document):
                    yield Begun(place, "read", document.source.shown(), len(document.text))
                yield rows_of(document, reader)


def main() -> int:
    """The process itself: a partition, what is told of it, until nobody asks any more."""
    asked = Asked()
    asked.answer("ready")
    while True:
        for told in tell(*asked.question()):
            asked.answer(told)
        asked.answer(None)


if __name__ == "__main__":
    sys.exit(main())
