"""When documents that print no date were written, by their own words: an inferred claim with its evidence."""

from __future__ import annotations

from dataclasses import dataclass

from pacta.app.link_views import Passage
from pacta.app.queries import get_document
from pacta.lexicon import load_table
from pacta.link import ReadDocument
from pacta.link.dating import Clue, dated_within
from pacta.store import Register


@dataclass(frozen=True, slots=True)
class ClueView:
    """What one sentence says: written not before ``earliest``, not after ``latest`` (ISO; None: it does not say).
    The words of the date are the passage's mark; ``reason`` is what the rule makes of them."""

    passage: Passage
    earliest: str | None
    latest: str | None
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class DatingView:
    """``interval`` is EDTF, ``..`` for a side that nothing bounds; ``clues`` are those that give its sides."""

    interval: str
    clues: tuple[ClueView, ...]


def dating(register: Register, id: str) -> DatingView | None:
    """The inferred date of a document, by id or unambiguous prefix of it; None for one that has a date, or whose
    words allow none. Raises PactaError if there is no such document."""
    view = get_document(register, id)
    read = ReadDocument(view.document, view.annotations)
    found = dated_within(read) if read.date is None else None
    if found is None:
        return None
    interval = found.interval
    return DatingView(interval, tuple(_clue(read, clue, interval, view.row.title) for clue in found.clues))


def _clue(read: ReadDocument, clue: Clue, interval: str, title: str) -> ClueView:
    passage = Passage(
        read.id, title, read.document.source.path, None, clue.sentence, read.document.quote(clue.sentence),
        marks=(clue.words,), inferred=interval,
    )  # fmt: skip
    reason = next(rule.meaning for rule in load_table("link_dating") if rule.id == clue.rule)
    return ClueView(passage, clue.earliest, clue.latest, clue.rule, reason)
