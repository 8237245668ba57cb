"""What second readers said of documents. Proposals are kept as given; where they differ from what the first reader
found is compared anew in the transaction in which either changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from pacta.model import Span
from pacta.review.overlay import by_hand_id
from pacta.second_reader import Opinion, Proposal, align, compare
from pacta.store.codec import from_plain, to_plain
from pacta.store.documents import load_statements
from pacta.store.schema import documents
from pacta.store.schema_second import second_opinions, second_readings

Row = dict[str, Any]


def keep(
    connection: Connection, document: str, model: str, instructions: str, proposals: Sequence[Proposal],
    answered: Sequence[Span], unread: int,
) -> None:  # fmt: skip
    """Keeps what a model said of a document, instead of what it said before."""
    for table in (second_readings, second_opinions):
        connection.execute(delete(table).where(table.c.document == document, table.c.model == model))
    row = {
        "document": document, "model": model, "instructions": instructions, "answered": to_plain(answered),
        "unread": unread,
    }  # fmt: skip
    connection.execute(insert(second_readings).values(row))
    _write(connection, document, model, proposals, answered)


def compare_again(connection: Connection, document: str) -> None:
    """After the document was read again by the first reader."""
    readings = connection.execute(select(second_readings).where(second_readings.c.document == document)).mappings()
    for row in readings.all():
        text = connection.execute(select(documents.c.text).where(documents.c.id == document)).scalar_one()
        own = second_opinions.c.document == document, second_opinions.c.model == row["model"]
        query = select(second_opinions.c.proposal).where(*own).order_by(second_opinions.c.position)
        given = [from_plain(Proposal, plain) for plain in connection.execute(query).scalars() if plain]
        connection.execute(delete(second_opinions).where(*own))
        proposals = [_placed(one, text) for one in given]
        _write(connection, document, row["model"], proposals, from_plain(tuple[Span, ...], row["answered"]))


def read_by(connection: Connection, model: str, instructions: str) -> set[str]:
    """Ids of the documents that the model has read whole, under these instructions."""
    row = second_readings.c
    query = select(row.document).where(row.model == model, row.instructions == instructions, row.unread == 0)
    return set(connection.execute(query).scalars())


def opinion_of(row: Mapping[Any, Any]) -> Opinion:
    """The opinion of a row of ``second_opinions``."""
    proposal = from_plain(Proposal, row["proposal"])
    statement = row["target"] if row["difference"] in ("same", "values", "doubted") else None
    return Opinion(row["difference"], statement, proposal, tuple(row["fields"]))


def _write(
    connection: Connection, document: str, model: str, proposals: Iterable[Proposal], answered: Sequence[Span]
) -> None:
    found = compare(load_statements(connection, document), proposals, answered)
    rows = [
        {"document": document, "model": model, "position": position, "difference": one.difference,
         "target": _target(document, one), "fields": list(one.fields), "proposal": to_plain(one.proposal)}
        for position, one in enumerate(found)
    ]  # fmt: skip
    if rows:
        connection.execute(insert(second_opinions), rows)


def _target(document: str, opinion: Opinion) -> str | None:
    proposal = opinion.proposal
    if opinion.statement is None and proposal and proposal.span and proposal.cue_span:
        return by_hand_id(document, proposal.span, proposal.cue_span)
    return opinion.statement


def _placed(proposal: Proposal, text: str) -> Proposal:
    """A newer version of Pacta may clean the same bytes otherwise: then the words are looked for once more."""
    if proposal.span is not None and proposal.span.of(text) == proposal.words:
        return proposal
    unplaced = Proposal(
        proposal.words, proposal.cue, proposal.kind, proposal.firmness, proposal.voice, proposal.actors
    )
    return align(unplaced, text, Span(0, len(text)), proposal.span.start if proposal.span else 0)
