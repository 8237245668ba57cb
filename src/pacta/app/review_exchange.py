"""The log as JSON Lines: a reviewer can send it by mail, and taking it in twice is taking it in once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pacta.model import PactaError
from pacta.review import BadEntry, Judgement, check, of_plain
from pacta.store import Register, judgements, settling

LONGEST_LINE = 1_000_000  # code points


@dataclass(frozen=True, slots=True)
class Taken:
    """What an import did. ``elsewhere`` are entries on documents that this register has not: they are kept, and
    hold as soon as it has them."""

    new: int
    known: int
    elsewhere: int


def export_log(register: Register, reviewer: str | None = None) -> Iterator[str]:
    """One line an entry, in order of arrival; of one reviewer only, if wanted."""
    with register.reading() as connection:
        entries = judgements.all_entries(connection)
    for entry in entries:
        if reviewer is None or entry.reviewer == reviewer:
            yield json.dumps(entry.plain(), ensure_ascii=False) + "\n"


def import_log(register: Register, lines: Iterable[str]) -> Taken:
    """Takes in what `export_log` wrote: all of it, or nothing. Entries that are there already are passed over;
    whatever the order in which logs arrive, the same stands at the end.

    Raises `BadEntry` with the number of the line for what is no entry, or was changed on its way.
    """
    entries = list(_entries(lines))
    with register.writing() as connection:
        judgements.lock(connection)
        new = judgements.append(connection, entries)
        touched = {where.document for entry in new if entry.about == "statement" for where in entry.anchors}
        here = settling.known(connection, touched)
        settling.settle_documents(connection, here)
    elsewhere = sum(
        entry.about == "statement" and not any(where.document in here for where in entry.anchors) for entry in new
    )
    return Taken(len(new), len({entry.id for entry in entries}) - len(new), elsewhere)


def _entries(lines: Iterable[str]) -> Iterator[Judgement]:
    for number, line in enumerate(lines, 1):
        if not line.strip().removeprefix("\ufeff"):
            continue
        try:
            yield _entry(line)
        except PactaError as error:
            raise BadEntry(f"Line {number}: {error.message}", error.advice) from error


def _entry(line: str) -> Judgement:
    if len(line) > LONGEST_LINE:
        raise BadEntry(f"An entry of {len(line):,} characters is too long.", "Is this a log of judgements?")
    try:
        plain = json.loads(line.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise BadEntry("This is no JSON.", "A log has one JSON object on each line.") from error
    entry = of_plain(plain)
    if plain.get("id") is None:
        raise BadEntry("An entry without id cannot be told from another.", "Ask for the file again.")
    check(entry)
    return entry
