"""The vocabulary of the linked data (``concepts.toml``): SKOS concept schemes, classes and properties."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from pacta.lexicon.taxonomy import load_taxonomy

Node = dict[str, Any]
TERMS = "urn:pacta:term:"  # the same whatever the base is, so that data of two registers go together
TYPES = {"class": "rdfs:Class", "property": "rdf:Property"}


def term(id_: str) -> str:
    """IRI of a concept, class or property of the vocabulary."""
    return TERMS + id_


def pillar(id_: str) -> str:
    return term(f"pillar-{id_}")


@cache
def vocabulary() -> dict[str, Any]:
    """Schemes and terms as the table has them."""
    return tomllib.loads((files(__package__) / "concepts.toml").read_text(encoding="utf-8"))


def vocabulary_nodes() -> Iterator[Node]:
    """The whole vocabulary as nodes, in a fixed order."""
    for scheme in vocabulary()["scheme"]:
        yield from _scheme(scheme["id"], scheme["label"], scheme["definition"], scheme["concepts"])
    taxonomy = load_taxonomy()
    pillars = [
        {"id": f"pillar-{each.id}", "notation": each.id, "label": each.label, "definition": each.definition}
        for each in taxonomy.pillars
    ]
    yield from _scheme("pillar", taxonomy.name, taxonomy.source, pillars)
    for row in vocabulary()["term"]:
        yield {"id": term(row["id"]), "type": TYPES[row["type"]], "label": row["id"], "comment": row["says"]}


def _scheme(id_: str, label: str, definition: str, concepts: list[dict[str, str]]) -> Iterator[Node]:
    scheme = term(f"scheme-{id_}")
    yield {"id": scheme, "type": "skos:ConceptScheme", "prefLabel": label, "definition": definition}
    for concept in concepts:
        yield {
            "id": term(concept["id"]), "type": "skos:Concept", "inScheme": scheme, "prefLabel": concept["label"],
            "notation": concept.get("notation", concept["id"]), "definition": concept["definition"],
        }  # fmt: skip
