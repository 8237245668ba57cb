"""TEI P5: a corpus of documents, spoken ones as utterances in the way of ParlaMint, with the claims as standoff.

The text of each ``body`` is the document's, code point for code point (characters that XML cannot hold are
spaces). A claim is a ``span`` of the standoff from one ``anchor`` in the text to another; its classes point at
the taxonomies in the header of the corpus, its values are a feature structure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from lxml import etree

from pacta.publish.archive.claims import Claim, Source, label_of
from pacta.publish.archive.concepts import vocabulary
from pacta.publish.archive.marked_text import MarkedText, Piece, append_text, pieces
from pacta.publish.xml_text import xml_line, xml_text

TEI = "http://www.tei-c.org/ns/1.0"
XML = "{http://www.w3.org/XML/1998/namespace}"
NSMAP: Any = {None: TEI}
SCHEMES = ("kind", "firmness", "review")
DATE = re.compile(r"\d{4}(-(0\d|1[0-2])(-\d\d)?)?")
RIGHTS = "The rights in each text are its publisher's; what was read in it is a record of what it says."


def write_tei(sources: Iterable[Source], out: BinaryIO, *, title: str, version: str) -> None:
    """One ``teiCorpus``, a document at a time. ``title`` says what the selection is, ``version`` is Pacta's."""
    with etree.xmlfile(out, encoding="utf-8") as file:
        file.write_declaration()
        with file.element(f"{{{TEI}}}teiCorpus", nsmap=NSMAP):
            file.write(_corpus_header(title, version), "\n")
            for source in sources:
                file.write(_document(source), "\n")


def _corpus_header(title: str, version: str) -> etree._Element:
    header = _element("teiHeader")
    _file_description(header, title, "Documents of a register.")
    encoding = _add(header, "encodingDesc")
    _application(encoding, version)
    declared = _add(encoding, "classDecl")
    for scheme in vocabulary()["scheme"]:
        if scheme["id"] in SCHEMES:
            taxonomy = _add(declared, "taxonomy", id=f"scheme-{scheme['id']}")
            _add(taxonomy, "desc", scheme["label"])
            for concept in scheme["concepts"]:
                _add(_add(taxonomy, "category", id=concept["id"]), "catDesc", concept["definition"])
    return header


def _document(source: Source) -> etree._Element:
    root = _element("TEI", nsmap=NSMAP)
    root.set(f"{XML}id", source.document.id)
    if source.language:
        root.set(f"{XML}lang", source.language)
    speakers = _speakers(source)
    root.append(_header(source, speakers))
    body = _add(_add(root, "text"), "body")
    _fill_body(_add(body, "div", type=_token(source.doc_type or "document")), source, speakers)
    if source.claims:
        root.append(_standoff(source))
    return root


def _header(source: Source, speakers: dict[tuple[str, str | None], str]) -> etree._Element:
    header = _element("teiHeader")
    described = _file_description(header, source.title, None)
    _bibliography(_add(described, "sourceDesc"), source)
    _application(_add(header, "encodingDesc"), source.read_by.version)
    profile = _add(header, "profileDesc")
    if source.place or source.date:
        setting = _add(_add(profile, "settingDesc"), "setting")
        if source.place:
            _add(setting, "name", source.place, type="place")
        if source.date:
            _add_date(setting, source.date)
    if source.parties or speakers:
        _participants(_add(profile, "particDesc"), source, speakers)
    return header


def _file_description(header: etree._Element, title: str, source: str | None) -> etree._Element:
    described = _add(header, "fileDesc")
    _add(_add(described, "titleStmt"), "title", title)
    published = _add(described, "publicationStmt")
    _add(published, "distributor", "Exported with Pacta")
    _add(_add(published, "availability", status="restricted"), "p", RIGHTS)
    if source:
        _add(_add(described, "sourceDesc"), "p", source)
    return described


def _bibliography(parent: etree._Element, source: Source) -> None:
    entry = _add(parent, "bibl")
    _add(entry, "title", source.title)
    if source.outlet:
        _add(entry, "publisher", source.outlet)
    if source.place:
        _add(entry, "pubPlace", source.place)
    if source.date:
        _add_date(entry, source.date)
    if source.document.given.url:
        _add(entry, "idno", source.document.given.url, type="URI")
    _add(entry, "idno", source.document.source.sha256, type="SHA-256")


def _application(encoding: etree._Element, version: str) -> None:
    number = re.match(r"\d+(\.\d+)*", version)
    application = _add(
        _add(encoding, "appInfo"), "application", ident="pacta", version=number[0] if number else "0"
    )
    _add(application, "label", f"Pacta {version}")


def _participants(parent: etree._Element, source: Source, speakers: dict[tuple[str, str | None], str]) -> None:
    if source.parties:
        listed = _add(parent, "listOrg")
        for party in source.parties:
            body = _add(listed, "org", id=_org_id(source, party), role="party")
            _add(body, "orgName", label_of(party))
            _add(body, "idno", party, type="code")
    if speakers:
        listed = _add(parent, "listPerson")
        for (name, office), id_ in speakers.items():
            person = _add(listed, "person", id=id_)
            _add(person, "persName", name)
            if office:
                _add(person, "occupation", office)
            if (code := source.speaks_for.get(name)) in source.parties:
                _add(person, "affiliation", ref=f"#{_org_id(source, str(code))}", role="representative")


def _speakers(source: Source) -> dict[tuple[str, str | None], str]:
    """Who speaks, as which office-holder, with an id of the document."""
    found: dict[tuple[str, str | None], str] = {}
    for turn in source.structure.turns:
        found.setdefault((turn.speaker, turn.office), f"{source.document.id}.person{len(found) + 1}")
    return found


def _fill_body(body: etree._Element, source: Source, speakers: dict[tuple[str, str | None], str]) -> None:
    marked = MarkedText(source, _anchor)
    utterance: tuple[int, etree._Element] | None = None
    for number, piece in enumerate(pieces(source)):
        if piece.kind == "gap":
            append_text(body, source.document.text[piece.span.start : piece.span.end])
            continue
        if piece.kind != "speech" or piece.turn is None:
            utterance = None
            holder = _block(body, piece)
        else:
            if utterance is None or utterance[0] != piece.turn:
                utterance = piece.turn, _utterance(body, source, piece.turn, speakers)
            elif body[-1].tail:  # the white space before belongs into the utterance that goes on
                append_text(utterance[1], body[-1].tail)
                body[-1].tail = None
            holder = _add(utterance[1], "seg")
        holder.set(f"{XML}id", f"{source.document.id}.{number}")
        marked.fill(holder, piece.span)


def _utterance(
    body: etree._Element, source: Source, turn: int, speakers: dict[tuple[str, str | None], str]
) -> etree._Element:
    said = source.structure.turns[turn]
    utterance = _add(body, "u", who=f"#{speakers[said.speaker, said.office]}")
    if said.role != "speaker" or said.interpreted:
        utterance.set("rend", " ".join(filter(None, ("question" * (said.role == "question"),
                                                     "interpreted" * said.interpreted))))  # fmt: skip
    return utterance


def _block(body: etree._Element, piece: Piece) -> etree._Element:
    if piece.kind == "label":
        return _add(body, "note", type="speaker")
    plain = piece.kind == "paragraph"
    holder = _add(body, "p") if plain else _add(body, "ab", type=_token(piece.kind))
    if piece.block and piece.block.number:
        holder.set("n", xml_line(piece.block.number))
    return holder


def _anchor(claim: str, begins: bool) -> etree._Element:
    anchor = _element("anchor")
    anchor.set(f"{XML}id", f"{claim}.{'from' if begins else 'to'}")
    return anchor


def _standoff(source: Source) -> etree._Element:
    root = _element("standOff")
    group = _add(root, "spanGrp", type="statements")
    for claim in source.claims:
        classes = [
            claim.kind,
            claim.firmness and f"firmness-{claim.firmness}",
            claim.review and f"review-{claim.review}",
        ]
        span = _add(
            group, "span", **{"id": claim.id, "from": f"#{claim.id}.from", "to": f"#{claim.id}.to",
                              "ana": " ".join(f"#{each}" for each in classes if each)},
        )  # fmt: skip
        features = _add(span, "fs", type="statement")
        for name, values in _features(claim):
            _feature(features, name, values)
    return root


def _features(claim: Claim) -> Iterator[tuple[str, tuple[Any, ...]]]:
    yield "quotation", (claim.quote,)
    yield "cue", (claim.cue,)
    yield "content", (claim.content,)
    yield "items", claim.items
    yield "voice", (claim.voice,)
    yield "actors", claim.actors
    yield "citation", (claim.citation,)
    yield "deadline", (claim.deadline,)
    yield "deadline-words", (claim.deadline_words,)
    yield "pillars", claim.pillars
    yield "codebooks", claim.codebooks
    yield "score", (claim.score,)
    yield "start", (claim.span.start,)
    yield "end", (claim.span.end,)
    yield "machine-read", claim.machine
    yield "added-by", (claim.by_hand,)
    yield "judgements", tuple(f"{one.verdict} by {one.reviewer}, {one.at}" for one in claim.opinions)


def _feature(parent: etree._Element, name: str, values: tuple[Any, ...]) -> None:
    held = [value for value in values if value not in (None, "")]
    if not held:
        return
    holder = _add(parent, "f", name=name)
    if len(held) > 1:
        holder = _add(holder, "vColl")
    for value in held:
        if isinstance(value, str):
            _add(holder, "string", value)
        else:
            _add(holder, "numeric", value=str(value))


def _add_date(parent: etree._Element, edtf: str) -> None:
    _add(parent, "date", edtf, **({"when": edtf} if DATE.fullmatch(edtf) else {}))


def _org_id(source: Source, party: str) -> str:
    return f"{source.document.id}.party{source.parties.index(party) + 1}"


def _token(words: str) -> str:
    return re.sub(r"\W+", "-", words)


def _element(name: str, /, **options: Any) -> etree._Element:
    return etree.Element(f"{{{TEI}}}{name}", **options)


def _add(parent: etree._Element, name: str, text: str | None = None, /, **attributes: str) -> etree._Element:
    """A further element; ``id`` is its xml:id."""
    element = etree.SubElement(parent, f"{{{TEI}}}{name}")
    for key, value in attributes.items():
        element.set(f"{XML}id" if key == "id" else key, xml_line(value))
    if text is not None:
        element.text = xml_text(text)
    return element
