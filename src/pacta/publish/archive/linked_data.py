"""Nodes as JSON-LD, Turtle and N-Quads: three ways to write the same triples, each written as it comes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from importlib.resources import files
from typing import Any, BinaryIO

from pacta.publish.archive.concepts import Node
from pacta.publish.archive.nodes import IRI, KEYS, PREFIXES

Term = tuple[str, str | None]  # an IRI with the type IRI, or a literal with its datatype (None: plain text)
Triple = tuple[str, str, Term]
RDF_TYPE = PREFIXES["rdf"] + "type"
ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
TO_ESCAPE = re.compile(r'["\\\x00-\x1f\x7f]')
SURROGATES = re.compile("[\ud800-\udfff]")  # which no encoding of Unicode can hold


def context() -> dict[str, Any]:
    """The JSON-LD context, inline so that nobody has to fetch anything."""
    terms = {key: {"@id": name} | ({"@type": kind} if kind else {}) for key, (name, kind) in KEYS.items()}
    return {**PREFIXES, "id": "@id", "type": "@type", **terms}


def write_jsonld(nodes: Iterable[Node], out: BinaryIO) -> None:
    out.write(b'{"@context": ' + _json(context()) + b',\n"@graph": [\n')
    for place, node in enumerate(nodes):
        out.write((b",\n" if place else b"") + _json(node))
    out.write(b"\n]}\n")


def write_nquads(nodes: Iterable[Node], out: BinaryIO) -> None:
    """One triple a line, in the default graph."""
    for node in nodes:
        for subject, name, value in triples(node):
            out.write(_encoded(f"<{subject}> <{name}> {_literal(value, whole=True)} .\n"))


def write_turtle(nodes: Iterable[Node], out: BinaryIO) -> None:
    for prefix, iri in PREFIXES.items():
        out.write(f"@prefix {prefix}: <{iri}> .\n".encode())
    for node in nodes:
        for subject, found in _by_subject(node):
            lines = " ;\n    ".join(f"{_short(name)} {_literal(value)}" for name, value in found)
            out.write(_encoded(f"\n<{subject}> {lines} .\n"))


def shapes() -> str:
    """The SHACL shapes that the data keep to, in Turtle."""
    return (files(__package__) / "shapes.ttl").read_text(encoding="utf-8")


def triples(node: Node) -> Iterator[Triple]:
    """The triples of a node, then those of the nodes inside it."""
    inside: list[Node] = []
    for key, values in node.items():
        for value in values if isinstance(values, list) else [values]:
            if isinstance(value, dict) and "id" in value:
                inside.append(value)
                value = value["id"]
            if key != "id":
                yield _triple(node["id"], key, value)
    for each in inside:
        yield from triples(each)


def _triple(subject: str, key: str, value: Any) -> Triple:
    if key == "type":
        return subject, RDF_TYPE, (_whole(value), IRI)
    name, kind = KEYS[key]
    if isinstance(value, dict):
        return subject, _whole(name), (value["@value"], _whole(value["@type"]))
    if kind == IRI:
        return subject, _whole(name), (_whole(value), IRI)
    return subject, _whole(name), (str(value), kind and _whole(kind))


def _by_subject(node: Node) -> Iterator[tuple[str, list[tuple[str, Term]]]]:
    found: dict[str, list[tuple[str, Term]]] = {}
    for subject, name, value in triples(node):
        found.setdefault(subject, []).append((name, value))
    yield from found.items()


def _whole(name: str) -> str:
    """The IRI that a short name ("prov:Entity") stands for; an IRI is its own."""
    prefix, _, rest = name.partition(":")
    return PREFIXES[prefix] + rest if prefix in PREFIXES else name


def _short(iri: str) -> str:
    if iri == RDF_TYPE:
        return "a"
    known = (f"{prefix}:{iri[len(start) :]}" for prefix, start in PREFIXES.items() if iri.startswith(start))
    return next((name for name in known if re.fullmatch(r"\w+:[\w-]+", name, re.ASCII)), f"<{iri}>")


def _literal(value: Term, *, whole: bool = False) -> str:
    text, kind = value
    written = (lambda iri: f"<{iri}>") if whole else _short
    if kind == IRI:
        return written(text)
    quoted = '"' + TO_ESCAPE.sub(lambda found: ESCAPES.get(found[0], f"\\u{ord(found[0]):04X}"), text) + '"'
    return f"{quoted}^^{written(kind)}" if kind else quoted


def _json(value: Any) -> bytes:
    return _encoded(json.dumps(value, ensure_ascii=False))


def _encoded(text: str) -> bytes:
    return SURROGATES.sub("\ufffd", text).encode()
