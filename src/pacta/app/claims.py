"""Documents with their claims, for the writers of archives: one document at a time, under the usual filters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from sqlalchemy import Connection, func, select

from pacta.app import queries
from pacta.app.export import every, plain_value
from pacta.app.find import find_document
from pacta.app.views import DocumentRow, Filters, StatementRow
from pacta.model import Profile, Quotation, Structure, Turn
from pacta.publish.archive.claims import Claim, Opinion, Rating, ReadBy, Source
from pacta.review import Judgement
from pacta.review.assessment import assess
from pacta.review.standing import effective
from pacta.store import Register, judgements
from pacta.store.codec import from_plain
from pacta.store.documents import load_blocks, load_document
from pacta.store.schema import runs

UNPUBLISHED = frozenset({"comment", "assign"})  # how reviewers work together is nobody else's


def sources(register: Register, filters: Filters = Filters()) -> Iterator[Source]:
    """Each document under the filters with the statements under them, by date. The same register and filters
    give the same sources in the same order."""
    for row in every(partial(queries.list_documents, register, filters, sort="date")):
        yield _source(register, row, replace(filters, document=row.id))


def _source(register: Register, row: DocumentRow, filters: Filters) -> Source:
    listed = list(every(partial(queries.list_statements, register, filters)))
    with register.reading() as connection:
        found = find_document(connection, row.id)
        document = load_document(found)
        profile = from_plain(Profile, found["profile"])
        structure = Structure(
            blocks=load_blocks(connection, row.id),
            turns=from_plain(tuple[Turn, ...], found["turns"]),
            quotations=from_plain(tuple[Quotation, ...], found["quotations"]),
        )
        entries = _entries(connection, row.id)
        read_by = _read_by(connection, found)
    return Source(
        document=document, structure=structure, title=row.title, read_by=read_by, date=row.date,
        doc_type=row.doc_type, outlet=row.outlet, place=row.place, language=row.language, parties=row.parties,
        joint=profile.joint, speaks_for=dict(profile.speaker_codes),
        claims=tuple(_claim(each, document.text, entries.get(each.id, [])) for each in listed),
    )  # fmt: skip


def _claim(row: StatementRow, text: str, entries: list[Judgement]) -> Claim:
    same = (
        "id", "kind", "firmness", "voice", "actors", "quote", "span", "score", "citation", "deadline",
        "deadline_words", "pillars", "why", "review", "by_hand",
    )  # fmt: skip
    return Claim(
        **{name: getattr(row, name) for name in same},
        cue=row.cue.of(text), content=row.content.of(text) if row.content else None,
        items=tuple(item.of(text) for item in row.items),
        codebooks=tuple(name for name, (included, _) in row.codebooks.items() if included),
        machine=tuple(
            f"{name}: {plain_value(value, text)}" for name, value in row.machine.items() if name != "codebooks"
        ),
        opinions=tuple(_opinion(entry) for entry in effective(entries) if entry.verdict not in UNPUBLISHED),
        ratings=_ratings(entries),
    )  # fmt: skip


def _ratings(entries: list[Judgement]) -> tuple[Rating, ...]:
    """The scores that stand: where reviewers differ and no curator has decided, there is none."""
    return tuple(
        Rating(one.actor, str(one.score), _opinion(one.decided)) for one in assess(entries).scores if one.decided
    )


def _opinion(entry: Judgement) -> Opinion:
    return Opinion(entry.id, entry.verdict, entry.reviewer, entry.role, entry.at, entry.reason, entry.values)


def _entries(connection: Connection, document: str) -> dict[str, list[Judgement]]:
    found: dict[str, list[Judgement]] = defaultdict(list)
    for statement, entry in judgements.entries_in(connection, document):
        if entry not in found[statement]:
            found[statement].append(entry)
    return found


def _read_by(connection: Connection, row: dict[str, Any]) -> ReadBy:
    query = select(runs.c.version, func.coalesce(runs.c.finished, runs.c.started)).where(runs.c.id == row["run"])
    version, at = connection.execute(query).one()
    return ReadBy(version, row["reader"], at)
