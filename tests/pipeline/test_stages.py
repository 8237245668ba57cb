"""The pipeline is one tuple of stages, and reading is repeatable."""

from __future__ import annotations

import ast
import inspect

from pacta.model import Config
from pacta.pipeline import STAGES, read, stages
from support import samples

TEXT = (
    "Joint Statement\r\n\r\n\ufeffHanoi, May 9, 2025\r\n\r\n"
    "1. The two sides agreed to build a bridge 𝔸 by 2030.\r\n"
    "2. President Orsun of Kandovar expressed support for talks; trade grew by 20 percent to US$6 billion.\r\n"
)


def test_the_stages_are_a_literal_tuple_of_functions_of_three_arguments() -> None:
    tree = ast.parse(inspect.getsource(stages))
    (value,) = (node.value for node in tree.body if isinstance(node, ast.AnnAssign))
    assert isinstance(value, ast.Tuple)
    for stage in STAGES:
        assert list(inspect.signature(stage).parameters) == ["document", "annotations", "config"]


def test_the_same_document_is_read_the_same_way_twice() -> None:
    document = samples.document(TEXT)
    first, second = read(document), read(document, Config())
    assert first == second
    assert first.signals is None


def test_spans_of_every_layer_lie_in_the_text_and_ids_are_of_one_mention_each() -> None:
    document = samples.document(TEXT)
    found = read(document)
    for layer in (found.dates, found.figures, found.names, found.statements):
        assert layer, "the text has something for each layer"
        assert len({mention.id for mention in layer}) == len(layer)
    for mention in (*found.dates, *found.figures, *found.names):
        assert document.quote(mention.span).strip()
    for statement in found.statements:
        assert statement.quote.contains(statement.cue)
        assert statement.content is None or statement.quote.contains(statement.content)


def test_an_empty_or_hostile_text_is_read_without_a_fault() -> None:
    for text in (" ", "\ufeff", "\r\n\r\n", "\x00\x02\x03" * 50, "WE WILL " * 500, "ệ\u0301" * 300):
        assert read(samples.document(text)) is not None
