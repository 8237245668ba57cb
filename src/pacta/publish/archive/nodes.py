"""Documents and claims as linked data: JSON-LD nodes, of which Turtle and N-Quads are made too.

Who or what produced a claim is told in PROV-O, where its words stand in the Web Annotation model, and what kind
of act it is in our own vocabulary (`concepts`). Each node has an IRI made from an id of the register; there are
no blank nodes, so that two exports of the same thing are the same triples.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from pacta.publish.archive.claims import Claim, Opinion, Source, is_code, label_of
from pacta.publish.archive.concepts import Node, pillar, term, vocabulary_nodes

BASE = "urn:pacta:"
CONTEXT = 32  # code points before and after a quotation that help to find it again
PREFIXES: Mapping[str, str] = {
    "pacta": "urn:pacta:term:",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "dcterms": "http://purl.org/dc/terms/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
}
IRI = "@id"
# Key of a node -> property, and the type of its values: IRI, a datatype, or None for plain text.
KEYS: Mapping[str, tuple[str, str | None]] = {
    "label": ("rdfs:label", None),
    "comment": ("rdfs:comment", None),
    "prefLabel": ("skos:prefLabel", None),
    "definition": ("skos:definition", None),
    "notation": ("skos:notation", None),
    "inScheme": ("skos:inScheme", IRI),
    "title": ("dcterms:title", None),
    "language": ("dcterms:language", None),
    "subject": ("dcterms:subject", IRI),
    "date": ("dcterms:date", None),  # typed one by one, by its precision
    "quotedFrom": ("prov:wasQuotedFrom", IRI),
    "generatedBy": ("prov:wasGeneratedBy", IRI),
    "attributedTo": ("prov:wasAttributedTo", IRI),
    "influencedBy": ("prov:wasInfluencedBy", IRI),
    "used": ("prov:used", IRI),
    "associatedWith": ("prov:wasAssociatedWith", IRI),
    "endedAt": ("prov:endedAtTime", "xsd:dateTime"),
    "body": ("oa:hasBody", IRI),
    "target": ("oa:hasTarget", IRI),
    "motivation": ("oa:motivatedBy", IRI),
    "source": ("oa:hasSource", IRI),
    "selector": ("oa:hasSelector", IRI),
    "exact": ("oa:exact", None),
    "prefix": ("oa:prefix", None),
    "suffix": ("oa:suffix", None),
    "start": ("oa:start", "xsd:nonNegativeInteger"),
    "end": ("oa:end", "xsd:nonNegativeInteger"),
    "score": ("pacta:score", "xsd:decimal"),
    "address": ("pacta:address", "xsd:anyURI"),
    "length": ("pacta:length", "xsd:nonNegativeInteger"),
    **{name: (f"pacta:{name}", IRI) for name in (
        "kind", "firmness", "voiceKind", "voice", "actor", "party", "reviewState")},
    **{name: (f"pacta:{name}", None) for name in (
        "quotation", "cue", "content", "item", "citation", "deadline", "deadlineWords", "codebook", "reason",
        "machineRead", "verdict", "role", "documentType", "outlet", "place", "sha256", "code",
        "configuration", "assessment")},
}  # fmt: skip
DATES = ((r"-?\d{4}", "xsd:gYear"), (r"-?\d{4}-(0\d|1[0-2])", "xsd:gYearMonth"), (r"-?\d{4}-\d\d-\d\d", "xsd:date"))


@dataclass(frozen=True, slots=True)
class Names:
    """IRIs of things of the register under a base: a URN, or an http address that ends in a slash."""

    base: str = BASE

    def of(self, what: str, id_: str) -> str:
        joint = ":" if self.base.startswith("urn:") else "/"
        return f"{self.base}{what}{joint}{quote(id_, safe='-._~')}"


def nodes(sources: Iterable[Source], base: str = BASE) -> Iterator[Node]:
    """The vocabulary, then each document with its claims; agents once, before they are first spoken of."""
    yield from vocabulary_nodes()
    names, known = Names(base), set[str]()
    for source in sources:
        for agent in _agents(source, names):
            if agent["id"] not in known:
                known.add(agent["id"])
                yield agent
        yield _document(source, names)
        yield _reading(source, names)
        for claim in source.claims:
            yield _statement(source, claim, names)
            yield _annotation(source, claim, names)
            for opinion in claim.opinions:
                yield _judgement(claim, opinion, names)


def _agents(source: Source, names: Names) -> Iterator[Node]:
    version = source.read_by.version
    yield {"id": _software(source, names), "type": "prov:SoftwareAgent", "label": f"Pacta {version}"}
    spoken_of = [*source.parties]
    for claim in source.claims:
        spoken_of += [*source.voices(claim), *claim.actors]
        for person in filter(None, (claim.by_hand, *(opinion.reviewer for opinion in claim.opinions))):
            yield {"id": names.of("reviewer", person), "type": "prov:Person", "label": person}
    for name in spoken_of:
        node = {"id": names.of("agent", name), "type": "prov:Agent", "label": label_of(name)}
        yield node | ({"code": name} if is_code(name) else {})


def _document(source: Source, names: Names) -> Node:
    document = source.document
    return _filled({
        "id": names.of("document", document.id), "type": ["prov:Entity", "pacta:Document"], "title": source.title,
        "date": _date(source.date), "documentType": source.doc_type, "outlet": source.outlet,
        "place": source.place, "language": source.language, "address": web_address(document.given.url),
        "party": [names.of("agent", party) for party in source.parties], "sha256": document.source.sha256,
        "length": len(document.text),
    })  # fmt: skip


def _reading(source: Source, names: Names) -> Node:
    return {
        "id": _activity(source, names), "type": "prov:Activity", "used": names.of("document", source.document.id),
        "associatedWith": _software(source, names), "endedAt": source.read_by.at,
        "configuration": source.read_by.digest,
    }  # fmt: skip


def _statement(source: Source, claim: Claim, names: Names) -> Node:
    maker = names.of("reviewer", claim.by_hand) if claim.by_hand else _software(source, names)
    made = {} if claim.by_hand else {"generatedBy": _activity(source, names)}
    return _filled({
        "id": names.of("statement", claim.id), "type": ["prov:Entity", "pacta:Statement"],
        "kind": term(claim.kind), "firmness": claim.firmness and term(f"firmness-{claim.firmness}"),
        "voiceKind": term("voice-joint" if claim.voice == "joint" else "voice-speaker"),
        "voice": [names.of("agent", name) for name in source.voices(claim)],
        "actor": [names.of("agent", name) for name in claim.actors], "quotation": claim.quote, "cue": claim.cue,
        "content": claim.content, "item": list(claim.items), "citation": claim.citation,
        "deadline": claim.deadline and {"@value": claim.deadline, "@type": "edtf:EDTF"},
        "deadlineWords": claim.deadline_words, "subject": [pillar(each) for each in claim.pillars],
        "codebook": list(claim.codebooks), "score": f"{claim.score:.6f}", "reason": list(claim.why),
        "reviewState": claim.review and term(f"review-{claim.review}"), "machineRead": list(claim.machine),
        "quotedFrom": names.of("document", source.document.id), "attributedTo": maker,
        "influencedBy": [names.of("judgement", opinion.id) for opinion in claim.opinions],
    } | made)  # fmt: skip


def _annotation(source: Source, claim: Claim, names: Names) -> Node:
    """Where the words stand. Positions count Unicode code points, as the Web Annotation model asks."""
    statement, text, span = names.of("statement", claim.id), source.document.text, claim.span
    maker = names.of("reviewer", claim.by_hand) if claim.by_hand else _software(source, names)
    return {
        "id": f"{statement}#annotation", "type": "oa:Annotation", "motivation": "oa:classifying",
        "body": statement, "attributedTo": maker,
        "target": {
            "id": f"{statement}#target", "type": "oa:SpecificResource",
            "source": names.of("document", source.document.id),
            "selector": [
                {"id": f"{statement}#quote", "type": "oa:TextQuoteSelector", "exact": span.of(text),
                 "prefix": text[max(0, span.start - CONTEXT) : span.start],
                 "suffix": text[span.end : span.end + CONTEXT]},
                {"id": f"{statement}#position", "type": "oa:TextPositionSelector", "start": span.start,
                 "end": span.end},
            ],
        },
    }  # fmt: skip


def _judgement(claim: Claim, opinion: Opinion, names: Names) -> Node:
    return _filled({
        "id": names.of("judgement", opinion.id), "type": ["prov:Activity", "pacta:Judgement"],
        "verdict": opinion.verdict, "role": opinion.role, "reason": opinion.reason or None,
        "assessment": opinion.values.get("score"),
        "used": names.of("statement", claim.id), "associatedWith": names.of("reviewer", opinion.reviewer),
        "endedAt": opinion.at,
    })  # fmt: skip


def _activity(source: Source, names: Names) -> str:
    return names.of("reading", f"{source.document.id}-{source.read_by.digest[:16]}")


def _software(source: Source, names: Names) -> str:
    return names.of("software", f"pacta-{source.read_by.version}")


def _date(edtf: str | None) -> Node | None:
    """A date with the datatype of its precision; EDTF for what XML Schema has no type for."""
    if not edtf:
        return None
    types = (name for pattern, name in DATES if re.fullmatch(pattern, edtf))
    return {"@value": edtf, "@type": next(types, "edtf:EDTF")}


def web_address(url: str | None) -> str | None:
    return quote(url, safe="!#$%&'()*+,/:;=?@[]~-._") if url else None


def _filled(node: Node) -> Node:
    return {key: value for key, value in node.items() if value not in (None, [], "")}
