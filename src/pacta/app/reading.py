"""Reading one document without a register: what the library's `pacta.read` does."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from pacta.app.views import Failure
from pacta.ingest import read_bytes, read_inputs
from pacta.model import FAULT, Annotations, Config, Document, Given, PactaError, Party, UnreadableInput
from pacta.pipeline import read as run_stages
from pacta.publish.records import Layer, Record, layer_records


@dataclass(frozen=True, slots=True)
class Reading:
    """A document and what was read in it."""

    document: Document
    annotations: Annotations

    @property
    def warnings(self) -> tuple[str, ...]:
        """What to know of the document and its reading before trusting it."""
        return (*self.document.warnings, *self.annotations.warnings)

    def records(self, layer: Layer = "statements") -> list[Record]:
        """The JSON objects that ``pacta read --layer`` writes."""
        return list(layer_records(layer, self.document, self.annotations))


def read(
    path_or_text: str | Path,
    *,
    title: str | None = None,
    date: datetime.date | str | None = None,
    parties: Iterable[Party] = (),
) -> Reading:
    """Reads one document: a file (a `Path`, or a string that names an existing file), or the text itself.

    ``date`` is the document's, which "next year" in it counts from. Raises UnreadableInput with the
    reason and what to do.

    >>> reading = pacta.read("We will open a consulate by 2030.", date="2025-05-09")
    >>> [statement.kind for statement in reading.annotations.statements]
    ['commitment']
    """
    given = Given(title=title, date=_date(date))
    config = Config(parties=tuple(parties))
    document = _document(path_or_text, given)
    return Reading(document, run_stages(document, config))


def read_or_fail(document: Document, config: Config) -> Reading | Failure:
    """A fault in reading one document must not stop the others."""
    try:
        return Reading(document, run_stages(document, config))
    except PactaError as error:
        return Failure(document.source.shown(), error.message, error.advice)
    except Exception as error:
        return Failure(document.source.shown(), f"Reading it failed: {type(error).__name__}: {error}", FAULT)


def _document(path_or_text: str | Path, given: Given) -> Document:
    if not _names_a_file(path_or_text):
        return read_bytes(str(path_or_text).encode(), "text.txt", given)[0]
    found = next(iter(read_inputs([str(path_or_text)], given)), None)
    if found is None:
        raise UnreadableInput(str(path_or_text), f"There is no document in {path_or_text}.", "Name a file.")
    if isinstance(found, UnreadableInput):
        raise found
    return replace(found, source=replace(found.source, raw=None))


def _names_a_file(path_or_text: str | Path) -> bool:
    if isinstance(path_or_text, Path):
        return True
    try:
        return len(path_or_text) < 4096 and "\n" not in path_or_text and Path(path_or_text).is_file()
    except (OSError, ValueError):
        return False


def _date(value: datetime.date | str | None) -> datetime.date | None:
    if not isinstance(value, str):
        return value
    try:
        return datetime.date.fromisoformat(value)
    except ValueError as error:
        raise PactaError(f"{value!r} is not a date.", "Write it as YYYY-MM-DD.") from error
