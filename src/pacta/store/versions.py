"""Versions: what an address (a file's absolute path, or a URL) showed last, and what it showed before.

A document is current as long as one address still shows it. Standard input is no address.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, exists, insert, or_, select, update

from pacta.model import Document, Source
from pacta.store.schema import addresses, documents

STANDARD_INPUT = "-"


def address_of(source: Source) -> str | None:
    """Where the document can be found again; None for standard input."""
    if source.path == STANDARD_INPUT:
        return None
    place = source.path if "://" in source.path else str(Path(source.path).absolute())
    return place if source.member is None else f"{place}#{source.member}"


def shown_at(connection: Connection, address: str | None) -> str | None:
    """Id of the document that the address showed last."""
    if address is None:
        return None
    return connection.execute(select(addresses.c.document).where(addresses.c.address == address)).scalar()


def show_at(connection: Connection, document: Document) -> None:
    """Notes that the document is what its address shows now; what it showed before may cease to be current."""
    address = address_of(document.source)
    before = shown_at(connection, address)
    if address is None or before == document.id:
        return
    if before is None:
        connection.execute(insert(addresses).values(address=address, document=document.id))
    else:
        here = addresses.c.address == address
        connection.execute(update(addresses).where(here).values(document=document.id))
        _settle(connection, before)
    _settle(connection, document.id)


def versions_of(connection: Connection, document: str) -> list[str]:
    """Ids of all versions of a document, itself included, oldest first."""
    known: list[str] = []
    frontier = {document}
    while frontier:
        known += sorted(frontier)
        here = documents.c.id.in_(frontier)
        older = select(documents.c.version_of).where(here, documents.c.version_of.is_not(None))
        near = or_(documents.c.version_of.in_(frontier), documents.c.id.in_(older))
        found = set(connection.execute(select(documents.c.id).where(near)).scalars())
        frontier = found - set(known)
    added = select(documents.c.id).where(documents.c.id.in_(known))
    return list(connection.execute(added.order_by(documents.c.added, documents.c.id)).scalars())


def _settle(connection: Connection, document: str) -> None:
    shown = exists().where(addresses.c.document == document)
    connection.execute(update(documents).where(documents.c.id == document).values(current=shown))
