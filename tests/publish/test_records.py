"""The records of ``pacta read`` have the fields of the contract and quote the text."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pacta.model import Annotations, Document
from pacta.publish.records import LAYERS, layer_records
from support import samples

FIELDS = {
    "statements": ["id", "kind", "firmness", "cue", "content", "items", "voice", "actors", "deadline", "condition",
                   "quote", "score", "codebooks", "why"],
    "dates": ["span", "text", "value", "type"],
    "figures": ["span", "text", "indicator", "value", "unit", "hedge", "direction", "period", "base", "voice"],
    "names": ["span", "text", "type", "entity", "code"],
}  # fmt: skip
CASES = samples.documents().flatmap(lambda document: st.tuples(st.just(document), samples.annotations(document)))


def unplaced(annotations: Annotations) -> Annotations:
    """Without the references between blocks, which are any numbers in a made-up structure."""
    from dataclasses import replace

    blocks = tuple(replace(block, stem=None, heading=None) for block in annotations.structure.blocks)
    return replace(annotations, structure=replace(annotations.structure, blocks=blocks))


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(CASES)
def test_every_record_has_the_contracts_fields_and_its_text_is_under_its_span(
    case: tuple[Document, Annotations],
) -> None:
    document, annotations = case[0], unplaced(case[1])
    for layer in LAYERS:
        for record in layer_records(layer, document, annotations):
            assert layer == "structure" or list(record) == FIELDS[layer]
            assert json.loads(json.dumps(record)) == record
            if "text" in record:
                start, end = record["span"]
                assert document.text[start:end] == record["text"]


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(CASES)
def test_a_statements_quote_and_spans_are_code_points_of_the_text(case: tuple[Document, Annotations]) -> None:
    document, annotations = case
    for record, statement in zip(
        layer_records("statements", document, annotations), annotations.statements, strict=True
    ):
        assert record["quote"] == document.text[statement.quote.start : statement.quote.end]
        assert record["cue"] == [statement.cue.start, statement.cue.end]


def test_structure_is_in_text_order_and_names_stems_by_their_span() -> None:
    document = samples.document("We will:\nbuild\n")
    found = samples.reading(document)
    stem, bullet = found.structure.blocks
    bullet = type(bullet)(bullet.span, "bullet", stem=0)
    annotations = Annotations(type(found.structure)((stem, bullet)))
    records: list[dict[str, Any]] = list(layer_records("structure", document, annotations))
    assert [record["span"] for record in records] == [[0, 8], [9, 14]]
    assert records[1]["stem"] == [0, 8]
    assert records[0]["stem"] is None
