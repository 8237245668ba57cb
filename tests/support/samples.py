"""Hand-made documents with hand-made annotations: for layers that must not depend on how well Pacta reads."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import date
from hashlib import sha256
from typing import Any, get_args

from hypothesis import strategies as st

from pacta.model import (
    KINDS,
    Annotations,
    Block,
    BlockKind,
    CleaningStep,
    CodebookVerdict,
    DateMention,
    DateType,
    Deadline,
    Detected,
    Document,
    Figure,
    Given,
    Hedge,
    LayoutMark,
    Name,
    NameType,
    Profile,
    Quotation,
    Source,
    Span,
    Statement,
    Structure,
    Turn,
    Window,
    document_id,
    mention_id,
)

# Newlines of three systems, a byte order mark, marks and letters beyond the basic plane, controls, NUL.
ALPHABET = st.sampled_from([*"abc é\u0301ệЯ𝔸😀\t\n\r\ufeff\x00\x02\x03\"'*=-@", "\r\n", "Việt Nam ", "will "])
TEXTS = st.lists(ALPHABET, min_size=1, max_size=60).map("".join)
SHORT = st.text(max_size=8).filter(
    lambda text: not any("\ud800" <= char <= "\udfff" or char == "\0" for char in text)
)


def document(text: str, path: str = "talks.txt", *, raw: bytes | None = None, given: Given = Given()) -> Document:
    """A document of this text, as ingest would make it of a UTF-8 file."""
    data = text.encode("utf-8", "surrogatepass") if raw is None else raw
    digest = sha256(data).hexdigest()
    source = Source(path, digest, len(data), "text/plain", "utf-8", raw=data)
    return Document(document_id(digest), text, source, given)


def window(text: str) -> Window:
    """The words and marks of a text as the tokens of one window, all of them its own and of one block."""
    spans = tuple(match.span() for match in re.finditer(r"\w+|[^\w\s]", text))
    return Window((0,) * len(spans), spans, (0,) * len(spans), (0, len(spans)))


def statement(document: Document, words: str, **values: Any) -> Statement:
    """A statement whose quote is the first occurrence of ``words`` and whose cue is their first word."""
    start = document.text.index(words)
    cue = Span(start, start + len(words.split()[0]))
    values = {"kind": "commitment", "firmness": 4, "content": Span(cue.end, start + len(words))} | values
    return Statement(
        id=mention_id(document.id, "statement", cue), cue=cue, quote=Span(start, start + len(words)), **values
    )


def reading(document: Document, *statements: Statement, day: str | None = None, **profile: Any) -> Annotations:
    """Annotations with a block a line and these statements."""
    blocks, start = [], 0
    for line in document.text.splitlines(keepends=True):
        span = Span(start, start + len(line.rstrip()))
        blocks.append(Block(span, "paragraph", citation=f"para. {len(blocks) + 1}", sentences=(span,)))
        start += len(line)
    detected = Detected(day, None, "test") if day else None
    return Annotations(Structure(tuple(blocks)), Profile(date=detected, **profile), statements=statements)


@st.composite
def spans(draw: st.DrawFn, text: str) -> Span:
    start = draw(st.integers(0, len(text)))
    return Span(start, draw(st.integers(start, len(text))))


def _of(choices: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from(get_args(choices))


def _tuples(each: st.SearchStrategy[Any], size: int = 3) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(each, max_size=size).map(tuple)


def _found(text: str) -> st.SearchStrategy[Detected]:
    return st.builds(Detected, SHORT, st.none() | spans(text), SHORT)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Documents with every field in use."""
    text = draw(TEXTS)
    plain = document(text, draw(SHORT.map(lambda name: name + ".txt")))
    given_names = [field.name for field in fields(Given) if field.type == "str | None"]
    given = Given(
        **{name: draw(st.none() | SHORT) for name in given_names},
        date=draw(st.none() | st.dates(date(1000, 1, 1))),
        parties=draw(_tuples(SHORT)),
        origins=draw(_tuples(st.tuples(SHORT, SHORT))),
    )
    marks = st.builds(LayoutMark, spans(text), st.sampled_from(["title", "page"]), st.integers(0, 9), SHORT)
    edits = st.tuples(st.integers(0, 99), st.integers(0, 99), st.integers(0, 9))
    return Document(
        plain.id, text, plain.source, given,
        layout=draw(_tuples(marks)),
        cleaning=draw(_tuples(st.builds(CleaningStep, SHORT, _tuples(edits)))),
        warnings=draw(_tuples(SHORT)),
    )  # fmt: skip


@st.composite
def annotations(draw: st.DrawFn, document: Document) -> Annotations:
    """Annotations with every field in use; the spans are any spans of the text."""
    text, maybe = document.text, st.none() | spans(document.text)
    number = st.integers(-(10**20), 10**20) | st.floats(allow_nan=False)
    block = st.builds(
        Block, spans(text), _of(BlockKind), st.none() | SHORT, st.none() | SHORT, st.integers(0, 5),
        st.none() | st.integers(0, 3), st.none() | st.integers(0, 3), _tuples(spans(text)), SHORT,
    )  # fmt: skip
    turn = st.builds(Turn, spans(text), spans(text), SHORT, st.none() | SHORT, interpreted=st.booleans())
    profile = st.builds(
        Profile, title=st.none() | _found(text), date=st.none() | _found(text), parties=_tuples(_found(text)),
        doc_type=st.none() | _found(text), joint=st.booleans(),
    )  # fmt: skip
    mentions = {
        "dates": st.builds(DateMention, st.just(""), spans(text), _of(DateType), st.none() | SHORT, SHORT),
        "figures": st.builds(
            Figure, st.just(""), spans(text), number | st.tuples(st.floats(allow_nan=False), st.floats(0, 1)),
            SHORT, _of(Hedge), st.sampled_from([None, "up"]), maybe, st.none() | SHORT, st.none() | SHORT, SHORT,
        ),
        "names": st.builds(Name, st.just(""), spans(text), _of(NameType), SHORT, st.none() | SHORT, SHORT),
        "statements": st.builds(
            Statement, st.just(""), st.sampled_from(KINDS), st.none() | st.integers(1, 4), spans(text), maybe,
            spans(text), _tuples(spans(text)), SHORT, _tuples(SHORT),
            st.none() | st.builds(Deadline, spans(text), st.sampled_from([None, "2030-05", "soon"])), maybe,
            st.booleans(),
            _tuples(SHORT), st.floats(0, 1), _tuples(st.builds(CodebookVerdict, SHORT, st.booleans(), SHORT)),
            _tuples(SHORT),
        ),
    }  # fmt: skip
    return Annotations(
        structure=Structure(
            draw(_tuples(block)), draw(_tuples(turn)),
            draw(_tuples(st.builds(Quotation, spans(text), st.none() | SHORT, maybe))),
        ),
        profile=draw(profile),
        warnings=draw(_tuples(SHORT)),
        **{layer: _with_ids(document, layer, draw(_tuples(each))) for layer, each in mentions.items()},
    )  # fmt: skip


def _with_ids(document: Document, layer: str, found: tuple[Any, ...]) -> tuple[Any, ...]:
    """Ids as the stages make them, one for each span; of two on one span the first is kept."""
    by_id: dict[str, Any] = {}
    for each in found:
        span = each.cue if isinstance(each, Statement) else each.span
        by_id.setdefault(mention_id(document.id, layer, span), each)
    return tuple(_renamed(each, id_) for id_, each in by_id.items())


def _renamed(each: Any, id_: str) -> Any:
    values = {field.name: getattr(each, field.name) for field in fields(each)}
    return type(each)(**values | {"id": id_})
