"""Documents that were read elsewhere, by `pacta.app.corpus`, and come with their reading."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pacta.app.reading import Reading, read_or_fail
from pacta.app.views import Failure
from pacta.model import Annotations, Config, Document
from pacta.pipeline import reader_version
from pacta.store.runs import reader_digest

NOTE = "corpus.json"  # what a corpus run leaves in its folder, with one of the name "done"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A document that a corpus run has read."""

    document: Document
    annotations: Annotations
    reader: str

    def reading(self, document: Document, config: Config) -> Reading | Failure:
        """What was read then, if it is read in the same way now; else it is read again."""
        if self.reader == reader_digest(reader_version(config.fast), config) and document == self.document:
            return Reading(document, self.annotations)
        return read_or_fail(document, config)


def is_output(place: str) -> bool:
    """True for a folder, or an address of object storage, that a corpus run has written."""
    if "://" not in place:
        return (Path(place) / NOTE).is_file() and (Path(place) / "done").is_dir()
    if place.startswith(("http://", "https://")):
        return False
    from pacta.app.corpus import is_written

    return is_written(place)
