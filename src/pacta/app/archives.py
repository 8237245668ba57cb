"""The forms of other archives in which a register can be written, for the command line and the pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from pacta import __version__
from pacta.app.claims import sources
from pacta.app.publications import selection
from pacta.app.views import Filters
from pacta.model import PactaError
from pacta.publish.archive import akoma_ntoso, claim_review, ftm, linked_data, tei
from pacta.publish.archive.concepts import Node
from pacta.publish.archive.nodes import BASE, nodes
from pacta.store import Register

Write = Callable[[Register, Filters, str, BinaryIO], None]  # register, filters, base of IRIs, where to


@dataclass(frozen=True, slots=True)
class Archive:
    """A form. ``write`` streams: it holds one document at a time."""

    title: str
    says: str
    media_type: str
    file: str
    write: Write


def checked_base(base: str) -> str:
    """A base of IRIs. Raises PactaError for one that cannot begin an IRI."""
    allowed = base.isascii() and base.isprintable() and not set(base) & set(' "<>\\^`{|}')
    if allowed and base.startswith("urn:") and base.endswith(":") and base.count(":") > 1:
        return base
    if allowed and base.startswith(("http://", "https://")) and base.endswith(("/", "#")):
        return base
    raise PactaError(f"{base!r} cannot begin the addresses of things.", "Give https://.../ or urn:...:")


def _nodes(register: Register, filters: Filters, base: str) -> Iterator[Node]:
    return nodes(sources(register, filters), checked_base(base))


def _jsonld(register: Register, filters: Filters, base: str, out: BinaryIO) -> None:
    linked_data.write_jsonld(_nodes(register, filters, base), out)


def _turtle(register: Register, filters: Filters, base: str, out: BinaryIO) -> None:
    linked_data.write_turtle(_nodes(register, filters, base), out)


def _nquads(register: Register, filters: Filters, base: str, out: BinaryIO) -> None:
    linked_data.write_nquads(_nodes(register, filters, base), out)


def _shapes(register: Register, filters: Filters, base: str, out: BinaryIO) -> None:
    out.write(linked_data.shapes().encode())


def _tei(register: Register, filters: Filters, base: str, out: BinaryIO) -> None:
    tei.write_tei(sources(register, filters), out, title=_title(filters), version=__version__)


def _akoma_ntoso(register: Register, filters: Filters, base: str, out: BinaryIO) -> None:
    akoma_ntoso.write_akoma_ntoso(sources(register, filters), out, title=_title(filters), version=__version__)


def _ftm(register: Register, filters: Filters, base: str, out: BinaryIO) -> None:
    ftm.write_ftm(sources(register, filters), out)


def _claim_review(register: Register, filters: Filters, base: str, out: BinaryIO) -> None:
    claim_review.write_claim_reviews(sources(register, filters), out, checked_base(base))


def _title(filters: Filters) -> str:
    return f"Register of statements between states: {selection(filters)}"


ARCHIVES: Mapping[str, Archive] = {
    "jsonld": Archive(
        "JSON-LD", "statements as linked data: PROV-O, Web Annotation and our vocabulary", "application/ld+json",
        "register.jsonld", _jsonld,
    ),
    "turtle": Archive("Turtle", "the same triples", "text/turtle", "register.ttl", _turtle),
    "nquads": Archive("N-Quads", "the same triples", "application/n-quads", "register.nq", _nquads),
    "shacl": Archive("SHACL", "the shapes that the linked data keep to", "text/turtle", "shapes.ttl", _shapes),
    "tei": Archive(
        "TEI", "texts as a TEI corpus, speeches by speaker, statements as standoff", "application/tei+xml",
        "register.tei.xml", _tei,
    ),
    "akn": Archive(
        "Akoma Ntoso", "joint texts as Akoma Ntoso 3.0", "application/akn+xml", "register.akn.xml", _akoma_ntoso
    ),
    "ftm": Archive(
        "FollowTheMoney", "entities for investigative platforms, JSON lines", "application/x-ndjson",
        "register.ftm.json", _ftm,
    ),
    "claimreview": Archive(
        "ClaimReview", "schema.org ClaimReview of assessed commitments", "application/ld+json",
        "claim-reviews.jsonld", _claim_review,
    ),
}  # fmt: skip

__all__ = ["ARCHIVES", "BASE", "Archive", "checked_base"]
