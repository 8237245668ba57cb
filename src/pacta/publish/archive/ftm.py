"""Entities of FollowTheMoney, one JSON object a line, as Aleph and OpenSanctions tools load them.

Its model has no statements: each becomes an Event that its document proves, with the verbatim words as summary.
Parties and actors are public bodies, organisations or, for names of which the register knows no kind, legal
entities.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any, BinaryIO

from pacta.lexicon.states import organisation_name, state_name
from pacta.publish.archive.claims import Claim, Source, label_of
from pacta.publish.archive.nodes import web_address
from pacta.publish.codes import three_letters, two_letters
from pacta.publish.xml_text import xml_text

Entity = dict[str, Any]
TITLE = 150  # code points of an event's name


def write_ftm(sources: Iterable[Source], out: BinaryIO) -> None:
    for entity in entities(sources):
        out.write(xml_text(json.dumps(entity, ensure_ascii=False)).encode() + b"\n")


def entities(sources: Iterable[Source]) -> Iterator[Entity]:
    """Documents, those whom they speak of (each once), and statements."""
    known: set[str] = set()
    for source in sources:
        yield _document(source)
        for name in (*source.parties, *(name for claim in source.claims for name in _involved(source, claim))):
            if name not in known:
                known.add(name)
                yield _agent(name)
        for party in source.parties:
            yield _party(source, party)
        for claim in source.claims:
            yield _event(source, claim)


def _document(source: Source) -> Entity:
    given = source.document.given
    return _entity(source.document.id, "Document", {
        "title": [source.title], "fileName": [source.document.source.path.rsplit("/", 1)[-1]],
        "date": [_day(source.date)], "publisher": [source.outlet], "sourceUrl": [web_address(given.url)],
        "language": [three_letters(source.language)], "keywords": [source.doc_type],
        "notes": [f"SHA-256 {source.document.source.sha256}"],
    })  # fmt: skip


def _agent(name: str) -> Entity:
    schema = "PublicBody" if state_name(name) else "Organization" if organisation_name(name) else "LegalEntity"
    return _entity(_agent_id(name), schema, {
        "name": [label_of(name)], "country": [(two_letters(name) or "").lower()],
        **({"abbreviation": [name]} if schema == "Organization" else {}),
    })  # fmt: skip


def _party(source: Source, party: str) -> Entity:
    return _entity(f"{source.document.id}-{_agent_id(party)}", "Documentation", {
        "document": [source.document.id], "entity": [_agent_id(party)], "role": ["party"],
        "date": [_day(source.date)],
    })  # fmt: skip


def _event(source: Source, claim: Claim) -> Entity:
    act = f"{claim.kind}, firmness {claim.firmness}" if claim.firmness else claim.kind
    name = " ".join(claim.quote.split())
    due = f"Deadline: {claim.deadline or 'no date'} (“{claim.deadline_words}”)." if claim.deadline_words else None
    return _entity(claim.id, "Event", {
        "name": [name if len(name) <= TITLE else name[:TITLE].rsplit(" ", 1)[0] + " …"],
        "summary": [claim.quote], "date": [_day(source.date)], "proof": [source.document.id],
        "involved": [_agent_id(each) for each in _involved(source, claim)], "recordId": [claim.id],
        "keywords": [claim.kind, *claim.pillars],
        "notes": [
            f"{act.capitalize()}. Voice: {claim.voice or 'not named'}. "
            f"Actors: {', '.join(claim.actors) or 'none'}.",
            f"Code points {claim.span.start} to {claim.span.end} of the document's text"
            f"{', ' + claim.citation if claim.citation else ''}.",
            due,
            f"Review: {claim.review}." if claim.review else "Read by a machine; nobody has judged it.",
        ],
    })  # fmt: skip


def _involved(source: Source, claim: Claim) -> list[str]:
    return list(dict.fromkeys((*claim.actors, *source.voices(claim))))


def _agent_id(name: str) -> str:
    return f"pacta-agent-{sha256(name.encode(errors='replace')).hexdigest()[:16]}"


def _entity(id_: str, schema: str, properties: dict[str, list[str | None]]) -> Entity:
    held = {name: [value for value in values if value] for name, values in properties.items()}
    return {"id": id_, "schema": schema, "properties": {name: values for name, values in held.items() if values}}


def _day(edtf: str | None) -> str | None:
    """A plain date of any precision; FollowTheMoney has no intervals and no seasons."""
    return (
        edtf if edtf and len(edtf) in (4, 7, 10) and edtf.replace("-", "").isdigit() and edtf[5:6] < "2" else None
    )
