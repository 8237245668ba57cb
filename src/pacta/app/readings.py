"""Reading many inputs without a register: what ``pacta read`` does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing

from pacta.app.ahead import ahead
from pacta.app.reading import Reading
from pacta.app.views import Failure
from pacta.ingest import read_inputs
from pacta.model import Config, Document, Given, UnreadableInput


def read_all(
    paths: Iterable[str], given: Given = Given(), config: Config = Config(), *, jobs: int = 1
) -> Iterator[Reading | Failure]:
    """Reads inputs one after the other; those that cannot be read are told as failures, in their place.

    With more than one of ``jobs``, processes read ahead; what comes out, and its order, are the same.
    """
    with closing(ahead(read_inputs(paths, given), _document, config, jobs)) as inputs:
        for waiting in inputs:
            if isinstance(waiting.found, UnreadableInput):
                yield Failure(waiting.found.path, waiting.found.message, waiting.found.advice)
            else:
                yield waiting.reading(waiting.found)


def _document(found: Document | UnreadableInput) -> Document | None:
    return found if isinstance(found, Document) else None
