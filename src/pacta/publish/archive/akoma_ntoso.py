"""Akoma Ntoso 3.0 (OASIS LegalDocML): joint texts of states as ``statement`` documents of one collection.

The text of each ``mainBody`` is the document's, code point for code point (characters that XML cannot hold are
spaces). A claim stands between two ``marker`` elements; what was read in it is in the ``analysis`` of its
document, in a namespace of our own, which the standard leaves room for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, BinaryIO

from lxml import etree

from pacta.model import PactaError, Span
from pacta.publish.archive.claims import Claim, Source, label_of
from pacta.publish.archive.marked_text import MarkedText, Piece, append_text, pieces
from pacta.publish.codes import three_letters
from pacta.publish.xml_text import xml_line

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
PACTA = "urn:pacta:term:"
NSMAP: Any = {None: AKN, "pacta": PACTA}
READER = "pacta"
COUNTRY = "xx"  # several states: the naming convention asks for one country, and there is none
DAY = re.compile(r"\d{4}-\d\d-\d\d")
PRINTED_NUMBER = re.compile(r"\W{0,4}\w{1,8}\W{0,3}\s+")


def write_akoma_ntoso(sources: Iterable[Source], out: BinaryIO, *, title: str, version: str) -> None:
    """A ``documentCollection`` of the joint texts among the sources, a document at a time. Those without a full
    date are named at its end and left out, since the standard has no place for them. Raises PactaError where
    there is no joint text."""
    left_out: list[str] = []
    texts = _dated(sources, left_out)
    first = next(texts, None)
    if first is None:
        raise PactaError(
            "There is no dated joint text in the selection, and Akoma Ntoso is written of these alone.",
            "Choose other filters, or TEI, which takes every document.",
        )
    with etree.xmlfile(out, encoding="utf-8") as file:
        file.write_declaration()
        with (
            file.element(f"{{{AKN}}}akomaNtoso", nsmap=NSMAP),
            file.element(f"{{{AKN}}}documentCollection", name="register"),
        ):
            file.write(_collection_meta(first, title, version), "\n")
            with file.element(f"{{{AKN}}}collectionBody"):
                for source in chain([first], texts):
                    file.write(_component(source), "\n")
            if left_out:
                file.write(_left_out(left_out), "\n")


def _dated(sources: Iterable[Source], left_out: list[str]) -> Iterator[Source]:
    for source in sources:
        if source.joint and source.date and DAY.fullmatch(source.date):
            yield source
        elif source.joint:
            left_out.append(f"{source.document.id} ({source.title})")


def _collection_meta(first: Source, title: str, version: str) -> etree._Element:
    """The collection is as old as its first text; it has no date of its own, so that it stays the same."""
    uri = f"/akn/{COUNTRY}/collection/{first.date}/register"
    meta = _element("meta")
    identification = _add(meta, "identification", source=f"#{READER}")
    _frbr(identification, "FRBRWork", uri, str(first.date), [READER])
    _add(identification[-1], "FRBRcountry", value=COUNTRY)
    _add(identification[-1], "FRBRname", value=title)
    _frbr(identification, "FRBRExpression", f"{uri}/eng@", str(first.date), [READER])
    _add(identification[-1], "FRBRlanguage", language="eng")
    _frbr(identification, "FRBRManifestation", f"{uri}/eng@.akn", str(first.date), [READER])
    references = _add(meta, "references", source=f"#{READER}")
    href = "/akn/ontology/organization/pacta"
    _add(references, "TLCOrganization", eId=READER, href=href, showAs=f"Pacta {version}")
    return meta


def _component(source: Source) -> etree._Element:
    root = _element("component", nsmap=NSMAP)
    root.set("eId", source.document.id)
    statement = _add(root, "statement", name=source.doc_type or "statement", contains="originalVersion")
    meta = _add(statement, "meta")
    _identification(meta, source)
    if source.claims:
        analysis = _add(_add(meta, "analysis", source=f"#{READER}"), "otherAnalysis", source=f"#{READER}")
        for claim in source.claims:
            analysis.append(_claim(claim))
    references = _add(meta, "references", source=f"#{READER}")
    for party in source.parties:
        href = f"/akn/ontology/organization/{_slug(party)}"
        _add(references, "TLCOrganization", eId=_party_id(source, party), href=href, showAs=label_of(party))
    href = f"urn:sha256:{source.document.source.sha256}"
    _add(references, "original", eId=f"{source.document.id}__source", href=href, showAs=source.title)
    _fill_body(_add(statement, "mainBody"), source)
    return root


def _identification(meta: etree._Element, source: Source) -> None:
    identification = _add(meta, "identification", source=f"#{READER}")
    subtype, day = _slug(source.doc_type or "statement"), str(source.date)
    actors = "-".join(map(_slug, source.parties)) or "parties"
    work = f"/akn/{COUNTRY}/statement/{subtype}/{actors}/{day}/{source.document.id}"
    language = three_letters(source.language) or "und"
    authors = [_party_id(source, party) for party in source.parties] or [READER]
    _frbr(identification, "FRBRWork", work, day, authors)
    _add(identification[-1], "FRBRcountry", value=COUNTRY)
    _add(identification[-1], "FRBRsubtype", value=subtype)
    _add(identification[-1], "FRBRnumber", value=source.document.id)
    _add(identification[-1], "FRBRname", value=source.title)
    _frbr(identification, "FRBRExpression", f"{work}/{language}@{day}", day, authors)
    _add(identification[-1], "FRBRlanguage", language=language)
    _frbr(identification, "FRBRManifestation", f"{work}/{language}@{day}.akn", source.read_by.at[:10], [READER])


def _frbr(parent: etree._Element, level: str, uri: str, day: str, authors: list[str]) -> None:
    holder = _add(parent, level)
    component = uri if uri.endswith(".akn") else f"{uri}/!main"
    _add(holder, "FRBRthis", value=component)
    _add(holder, "FRBRuri", value=uri)
    _add(holder, "FRBRdate", date=day, name="generation" if level == "FRBRManifestation" else "document")
    for author in authors:
        _add(holder, "FRBRauthor", href=f"#{author}")


def _claim(claim: Claim) -> etree._Element:
    element = etree.Element(f"{{{PACTA}}}statement", nsmap=NSMAP)
    attributes = {
        "id": claim.id, "kind": claim.kind, "firmness": claim.firmness, "voice": claim.voice,
        "actors": "; ".join(claim.actors), "from": f"#{claim.id}.from", "to": f"#{claim.id}.to",
        "start": claim.span.start, "end": claim.span.end, "citation": claim.citation, "deadline": claim.deadline,
        "deadlineWords": claim.deadline_words, "pillars": " ".join(claim.pillars),
        "codebooks": " ".join(claim.codebooks), "score": claim.score, "reviewState": claim.review,
    }  # fmt: skip
    for name, value in attributes.items():
        if value not in (None, ""):
            element.set(name, xml_line(str(value)))
    words = [("quotation", claim.quote), ("cue", claim.cue), ("content", claim.content)]
    for name, text in [*words, *(("item", item) for item in claim.items)]:
        if text:
            append_text(etree.SubElement(element, f"{{{PACTA}}}{name}"), text)
    return element


def _fill_body(body: etree._Element, source: Source) -> None:
    marked = MarkedText(source, _marker)
    for number, piece in enumerate(pieces(source)):
        if piece.kind == "gap":
            append_text(body, source.document.text[piece.span.start : piece.span.end])
        elif span := _number(piece, source.document.text):
            paragraph = _add(body, "paragraph", eId=f"{source.document.id}__para_{number}")
            marked.fill(_add(paragraph, "num"), span)
            marked.fill(_add(_add(paragraph, "content"), "p"), Span(span.end, piece.span.end))
        elif piece.kind == "paragraph":
            marked.fill(_add(body, "p", eId=f"{source.document.id}__p_{number}"), piece.span)
        else:
            holder = _add(body, "block", name=piece.kind, eId=f"{source.document.id}__block_{number}")
            marked.fill(holder, piece.span)
    if not len(body):
        _add(body, "p")


def _number(piece: Piece, text: str) -> Span | None:
    """Where a numbered paragraph prints its number, with the space after it."""
    if piece.kind not in ("paragraph", "bullet") or not (piece.block and piece.block.number):
        return None
    found = PRINTED_NUMBER.match(text, piece.span.start, piece.span.end)
    held = found and re.sub(r"\W", "", found[0])
    if not found or not held or held not in re.sub(r"\W", "", piece.block.number):
        return None
    return Span(piece.span.start, found.end())


def _marker(claim: str, begins: bool) -> etree._Element:
    marker = _element("marker", name="begin" if begins else "end")
    marker.set("eId", f"{claim}.{'from' if begins else 'to'}")
    return marker


def _left_out(names: list[str]) -> etree._Element:
    conclusions = _element("conclusions")
    _add(conclusions, "p").text = xml_line(f"Left out for want of a full date: {'; '.join(names)}.")
    return conclusions


def _party_id(source: Source, party: str) -> str:
    return f"{source.document.id}__party_{source.parties.index(party) + 1}"


def _slug(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", words.lower().replace("é", "e")).strip("-") or "x"


def _element(name: str, /, **options: Any) -> etree._Element:
    return etree.Element(f"{{{AKN}}}{name}", **options)


def _add(parent: etree._Element, name: str, /, **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{AKN}}}{name}")
    for key, value in attributes.items():
        element.set(key, xml_line(value))
    return element
