"""One document in and out of the register: the document itself and everything that was read in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select

from pacta.model import (
    Annotations,
    Block,
    CleaningStep,
    DateMention,
    Document,
    Figure,
    Given,
    LayoutMark,
    Name,
    PactaError,
    Profile,
    Quotation,
    Source,
    Statement,
    Structure,
    Turn,
)
from pacta.review.standing import GONE
from pacta.store import derived
from pacta.store.codec import from_plain, to_plain
from pacta.store.mapping import from_row, to_row
from pacta.store.passages import passages_of
from pacta.store.schema import (
    blocks,
    dates,
    document_parties,
    documents,
    entities,
    events,
    figures,
    names,
    passages,
    sources,
    statement_actors,
    statement_codebooks,
    statement_pillars,
    statements,
)

Row = dict[str, Any]
OF_DOCUMENT = (document_parties, blocks, passages, statements, dates, figures, names, events)


def insert_document(connection: Connection, document: Document, annotations: Annotations, reading: Row) -> None:
    """A document that is not there yet. ``reading``: run, reader, version_of, current."""
    _keep_source(connection, document.source)
    row = document_row(document) | reading_row(document, annotations) | reading
    connection.execute(insert(documents).values(row))
    _insert_annotations(connection, document, annotations)


def replace_reading(connection: Connection, document: Document, annotations: Annotations, reading: Row) -> None:
    """A new reading of a document that is there: what is still found keeps its id, what is gone is removed."""
    _keep_source(connection, document.source)
    row = document_row(document) | reading_row(document, annotations) | reading
    connection.execute(documents.update().where(documents.c.id == document.id).values(row))
    for table in OF_DOCUMENT:
        connection.execute(delete(table).where(table.c.document == document.id))
    _insert_annotations(connection, document, annotations)
    _drop_unused_entities(connection)


def load_document(row: Mapping[Any, Any]) -> Document:
    """The document of a row of ``documents``, exactly as it was added (but for the raw bytes)."""
    source = Source(**{name: row[name] for name in ("path", "sha256", "size", "media_type", "encoding", "member")})
    return Document(
        id=row["id"], text=row["text"], source=source, given=from_plain(Given, row["given"]),
        layout=from_plain(tuple[LayoutMark, ...], row["layout"]),
        cleaning=from_plain(tuple[CleaningStep, ...], row["cleaning"]),
        warnings=tuple(row["warnings"]),
    )  # fmt: skip


def load_annotations(connection: Connection, row: Mapping[Any, Any], *, reviewed: bool = False) -> Annotations:
    """Everything that was read in the document of a row of ``documents``, exactly as the pipeline gave it; with
    ``reviewed`` the statements as reviewers left them: corrected, added to, without those they took away."""
    document = row["id"]
    return Annotations(
        structure=Structure(
            blocks=load_blocks(connection, document),
            turns=from_plain(tuple[Turn, ...], row["turns"]),
            quotations=from_plain(tuple[Quotation, ...], row["quotations"]),
        ),
        profile=from_plain(Profile, row["profile"]),
        dates=tuple(_load(connection, dates, DateMention, document)),
        figures=tuple(_load(connection, figures, Figure, document)),
        names=tuple(_load(connection, names, Name, document)),
        statements=tuple(load_statements(connection, document, reviewed=reviewed)),
        warnings=tuple(row["notes"]),
    )


def load_blocks(connection: Connection, document: str) -> tuple[Block, ...]:
    return tuple(_load(connection, blocks, Block, document))


def load_bytes(connection: Connection, sha256: str) -> bytes | None:
    """The raw bytes that documents of this SHA-256 were read from."""
    return connection.execute(select(sources.c.data).where(sources.c.sha256 == sha256)).scalar()


def document_row(document: Document) -> Row:
    """Columns of the document as ingest made it."""
    source = document.source
    return {
        "id": document.id, "text": document.text, "path": source.path, "sha256": source.sha256,
        "size": source.size, "media_type": source.media_type, "encoding": source.encoding,
        "member": source.member, "given": to_plain(document.given), "layout": to_plain(document.layout),
        "cleaning": to_plain(document.cleaning), "warnings": list(document.warnings),
        "words": len(document.text.split()),
    }  # fmt: skip


def reading_row(document: Document, annotations: Annotations) -> Row:
    """Columns of what the pipeline says of the document as a whole."""
    structure = annotations.structure
    return {
        "profile": to_plain(annotations.profile), "turns": to_plain(structure.turns),
        "quotations": to_plain(structure.quotations), "notes": list(annotations.warnings),
    } | derived.metadata(document, annotations.profile)  # fmt: skip


def _insert_annotations(connection: Connection, document: Document, annotations: Annotations) -> None:
    _insert(connection, document_parties, derived.parties(document, annotations.profile))
    _insert(connection, blocks, _numbered(document, annotations.structure.blocks))
    _insert(connection, passages, passages_of(document, annotations.structure.blocks))
    _insert(connection, dates, _numbered(document, annotations.dates))
    _insert(connection, figures, derived.figures(document, _numbered(document, annotations.figures)))
    _insert_names(connection, derived.names(_numbered(document, annotations.names)))
    found = _numbered(document, annotations.statements)
    insert_statement_rows(connection, document, annotations.structure.blocks, found)
    _insert(connection, events, derived.events(document, annotations))


def insert_statement_rows(
    connection: Connection, document: Document, blocks: tuple[Block, ...], rows: Iterable[Row]
) -> None:
    """Rows as `mapping.to_row` makes them, with ``document`` and ``position``, and what links to them."""
    rows = list(rows)
    _insert(connection, statements, derived.statements(document, blocks, rows))
    found = connection.execute(
        select(statements.c.id, statements.c.key).where(statements.c.document == document.id)
    )
    keys: dict[str, int] = dict(found.all())
    _insert(connection, statement_actors, _links(rows, keys, "actors", "actor"))
    _insert(connection, statement_pillars, _links(rows, keys, "pillars", "pillar"))
    included = [row | {"codebooks": [v["codebook"] for v in row["codebooks"] if v["included"]]} for row in rows]
    _insert(connection, statement_codebooks, _links(included, keys, "codebooks", "codebook"))


def replace_events(connection: Connection, document: Document, annotations: Annotations) -> None:
    """The events of a document anew, from these annotations."""
    connection.execute(delete(events).where(events.c.document == document.id))
    _insert(connection, events, derived.events(document, annotations))


def _insert_names(connection: Connection, rows: list[Row]) -> None:
    wanted = {row["entity_id"]: row for row in rows}
    known = set(connection.execute(select(entities.c.id).where(entities.c.id.in_(wanted))).scalars())
    new = [row for id_, row in wanted.items() if id_ not in known]
    _insert(connection, entities, (
        {"id": row["entity_id"], "type": row["type"], "code": row["code"], "key": row["entity_key"]} for row in new
    ))  # fmt: skip
    _insert(connection, names, ({k: v for k, v in row.items() if k != "entity_key"} for row in rows))


def _drop_unused_entities(connection: Connection) -> None:
    connection.execute(delete(entities).where(~entities.c.id.in_(select(names.c.entity_id))))


def _keep_source(connection: Connection, source: Source) -> None:
    known = select(sources.c.sha256).where(sources.c.sha256 == source.sha256)
    if source.raw is not None and connection.execute(known).first() is None:
        connection.execute(insert(sources).values(sha256=source.sha256, data=source.raw))


def _numbered(document: Document, records: Iterable[Any]) -> Iterator[Row]:
    for position, record in enumerate(records):
        yield to_row(record) | {"document": document.id, "position": position}


def _links(rows: Iterable[Row], keys: dict[str, int], field: str, link: str) -> Iterator[Row]:
    for row in rows:
        for value in dict.fromkeys(row[field]):
            yield {"statement": keys[row["id"]], link: value}


def _insert(connection: Connection, table: Table, rows: Iterable[Row]) -> None:
    if listed := list(rows):
        _refuse_double_ids(table, listed)
        connection.execute(insert(table), listed)


def _refuse_double_ids(table: Table, rows: list[Row]) -> None:
    ids = [row["id"] for row in rows if "id" in row]
    if len(set(ids)) < len(ids):
        [(double, _)] = Counter(ids).most_common(1)
        raise PactaError(
            f"Two {table.name} have the same id {double}.", "This is a fault in Pacta; please report it."
        )


def _load(connection: Connection, table: Table, kind: type[Any], document: str) -> Iterator[Any]:
    query = select(table).where(table.c.document == document).order_by(table.c.position)
    for row in connection.execute(query).mappings():
        yield from_row(kind, row)


def load_statements(connection: Connection, document: str, *, reviewed: bool = False) -> Iterator[Statement]:
    """As the machine read them, whatever stands now; or as they stand."""
    query = select(statements).where(statements.c.document == document).order_by(statements.c.position)
    for row in connection.execute(query).mappings():
        if reviewed and row["review"] not in GONE:
            yield from_row(Statement, row)
        elif not reviewed and row["by_hand"] is None:
            yield from_row(Statement, {**row, **(row["machine"] or {})})
