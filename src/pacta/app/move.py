"""A whole register from one place to another: file to server, server to file, and back."""

from __future__ import annotations

from dataclasses import dataclass

from pacta.app.progress import Progress, Step, quiet
from pacta.model import PactaError
from pacta.store import Register, copying


@dataclass(frozen=True, slots=True)
class Moved:
    rows: dict[str, int]  # by table
    documents: int


def move(source: Register, target: Register, progress: Progress = quiet) -> Moved:
    """Copies everything in ``source`` into ``target``, which must be empty: all or nothing, in one transaction.

    Then both are compared: every table, every row, every byte. ``source`` stays as it was. Raises PactaError if
    the target is not empty, or if the two differ (then the target is left empty).
    """
    with source.reading() as old, target.writing() as new:
        if not copying.is_empty(new):
            raise PactaError(f"The register {target.name} is not empty.",
                             "Name one that does not exist yet, or an empty database.")  # fmt: skip
        moved = {}
        for table in copying.tables():
            moved[table.name] = copying.copy_table(old, new, table)
            copying.count_on(new, table)
            progress(Step(table.name, "added"))
        differing = _differing(copying.contents(old), copying.contents(new))
        if differing:
            raise PactaError(f"The copy differs from {source.name} in {', '.join(differing)}; nothing was kept.",
                             "This is a fault in Pacta; please report it.")  # fmt: skip
    return Moved(moved, moved["documents"])


def _differing(ours: dict[str, copying.Digest], theirs: dict[str, copying.Digest]) -> list[str]:
    return [name for name in ours if ours[name] != theirs[name]]
