"""The JSON objects of ``pacta read``, one a mention, in text order. Their fields are a contract: docs/cli.md."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Literal, get_args

from pacta.model import Annotations, Block, DateMention, Document, Figure, Name, Quotation, Span, Statement, Turn

Layer = Literal["statements", "dates", "figures", "names", "structure"]
LAYERS: tuple[Layer, ...] = get_args(Layer)
Record = dict[str, Any]


def layer_records(layer: Layer, document: Document, annotations: Annotations) -> Iterator[Record]:
    """The records of one layer. Spans are ``[start, end]`` in code points of ``document.text``, end exclusive."""
    yield from RECORDS[layer](document, annotations)


def statement_record(document: Document, statement: Statement) -> Record:
    deadline = statement.deadline
    return {
        "id": statement.id,
        "kind": statement.kind,
        "firmness": statement.firmness,
        "cue": statement.cue.pair(),
        "content": _pair(statement.content),
        "items": [item.pair() for item in statement.items],
        "voice": statement.voice,
        "actors": list(statement.actors),
        "deadline": deadline and {"span": deadline.span.pair(), "value": deadline.value},
        "condition": _pair(statement.condition),
        "quote": document.quote(statement.quote),
        "score": statement.score,
        "codebooks": {verdict.codebook: verdict.included for verdict in statement.codebooks},
        "why": list(statement.why),
    }


def date_record(document: Document, mention: DateMention) -> Record:
    return {
        "span": mention.span.pair(),
        "text": document.quote(mention.span),
        "value": mention.value,
        "type": mention.type,
    }


def figure_record(document: Document, figure: Figure) -> Record:
    return {
        "span": figure.span.pair(),
        "text": document.quote(figure.span),
        "indicator": _pair(figure.indicator),
        "value": list(figure.value) if isinstance(figure.value, tuple) else figure.value,
        "unit": figure.unit,
        "hedge": figure.hedge,
        "direction": figure.direction,
        "period": figure.period,
        "base": figure.base,
        "voice": figure.voice,
    }


def name_record(document: Document, name: Name) -> Record:
    return {
        "span": name.span.pair(),
        "text": document.quote(name.span),
        "type": name.type,
        "entity": name.entity,
        "code": name.code,
    }


def block_record(document: Document, block: Block) -> Record:
    return {
        "type": "block",
        "span": block.span.pair(),
        "text": document.quote(block.span),
        "kind": block.kind,
        "number": block.number,
        "citation": block.citation,
        "level": block.level,
        "sentences": [sentence.pair() for sentence in block.sentences],
    }


def turn_record(document: Document, turn: Turn) -> Record:
    return {
        "type": "turn",
        "span": turn.span.pair(),
        "text": document.quote(turn.span),
        "label": turn.label.pair(),
        "speaker": turn.speaker,
        "office": turn.office,
        "role": turn.role,
        "interpreted": turn.interpreted,
    }


def quotation_record(document: Document, quotation: Quotation) -> Record:
    return {
        "type": "quotation",
        "span": quotation.span.pair(),
        "text": document.quote(quotation.span),
        "speaker": quotation.speaker,
        "attribution": _pair(quotation.attribution),
    }


def structure_records(document: Document, annotations: Annotations) -> Iterator[Record]:
    """Blocks, turns and quotations; of those that begin together the longest first."""
    structure = annotations.structure
    blocks = [_block_in_place(document, structure.blocks, block) for block in structure.blocks]
    turns = [turn_record(document, turn) for turn in structure.turns]
    quotations = [quotation_record(document, quotation) for quotation in structure.quotations]
    yield from sorted([*turns, *blocks, *quotations], key=lambda record: (record["span"][0], -record["span"][1]))


def _block_in_place(document: Document, blocks: tuple[Block, ...], block: Block) -> Record:
    """``stem`` and ``heading`` as the spans of the blocks meant: a reader of the output has no list of blocks."""
    stem, heading = block.stem, block.heading
    return block_record(document, block) | {
        "stem": None if stem is None else blocks[stem].span.pair(),
        "heading": None if heading is None else blocks[heading].span.pair(),
    }


def _pair(span: Span | None) -> list[int] | None:
    return None if span is None else span.pair()


RECORDS: dict[Layer, Callable[[Document, Annotations], Iterator[Record]]] = {
    "statements": lambda document, found: (statement_record(document, each) for each in found.statements),
    "dates": lambda document, found: (date_record(document, each) for each in found.dates),
    "figures": lambda document, found: (figure_record(document, each) for each in found.figures),
    "names": lambda document, found: (name_record(document, each) for each in found.names),
    "structure": structure_records,
}
