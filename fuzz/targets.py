"""The targets: what is done with an input, and what must hold. Each takes bytes and returns nothing.

An `UnreadableInput` is the right answer to a bad file. Any other exception, a span that does not hold the words it
claims, or a reading that differs the second time is a fault.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256

from fuzz.seeds import docx_of
from pacta.annotate.dates import dates
from pacta.annotate.figures import figures
from pacta.annotate.names import names
from pacta.annotate.parties import parties
from pacta.ingest.docx import parse_docx
from pacta.ingest.given import parse_sidecar
from pacta.ingest.limits import MIB, Limits
from pacta.ingest.pdf import parse_pdf
from pacta.ingest.raw import Origin
from pacta.ingest.reading import read_stream
from pacta.model import (
    Annotations,
    Config,
    Document,
    PactaError,
    Source,
    Span,
    UnreadableInput,
    document_id,
)
from pacta.pipeline import read
from pacta.structure import profile, structure, trust

Target = Callable[[bytes], None]
LIMITS = Limits(max_bytes=4 * MIB, max_members=50, max_unpacked=8 * MIB, parse_seconds=20)


def _text_of(data: bytes) -> Document:
    """Any bytes as a document whose text they are, whatever an ingest format would say to them."""
    text = data.decode("utf-8", "replace")
    source = Source("text.txt", sha256(data).hexdigest(), len(data), "text/plain", "utf-8")
    return Document(document_id(source.sha256), text, source)


def _sound(document: Document) -> Document:
    for mark in document.layout:
        assert mark.span.end <= len(document.text), "a layout mark lies outside the text"
    document.text.encode("utf-8", "surrogatepass")
    return document


def _ingest(name: str) -> Target:
    def target(data: bytes) -> None:
        found = list(read_stream(io.BytesIO(data), Origin(name), LIMITS))
        for one in found:
            if isinstance(one, Document):
                _sound(one)
            else:
                assert one.message and str(one), "a failure has no reason"

    return target


def _parser(parse: Callable[[bytes, str], object], name: str) -> Target:
    """A parser that runs in a process of its own, here in this one, so that its branches can be seen."""

    def target(data: bytes) -> None:
        with suppress(UnreadableInput):
            parse(data, name)

    return target


def sidecar(data: bytes) -> None:
    for name in ("text.txt.toml", "text.txt.json", "text.txt.yaml"):
        with suppress(PactaError, ValueError):  # told to the user with the name of the file
            parse_sidecar(data, name)


def _layers(document: Document) -> Annotations:
    found = Annotations()
    for stage in (structure, profile, trust, dates, figures, names, parties):
        found = stage(document, found, Config())
    return found


def structure_target(data: bytes) -> None:
    document = _text_of(data)
    found = trust(document, profile(document, structure(document, Annotations(), Config()), Config()), Config())
    end = 0
    for block in found.structure.blocks:
        assert block.span.start >= end and block.span.end <= len(document.text), "blocks overlap or run out"
        assert all(block.span.contains(sentence) for sentence in block.sentences), "a sentence leaves its block"
        end = block.span.end
    assert structure(document, found, Config()).structure == found.structure, "a stage run twice differs"


def _mentions(document: Document) -> None:
    found = _layers(document)
    for spans in ([x.span for x in found.dates], [x.span for x in found.figures], [x.span for x in found.names]):
        _in_order(spans, document.text)
    assert _layers(document) == found, "reading twice differs"


def _in_order(spans: list[Span], text: str) -> None:
    for span in spans:
        assert span.end <= len(text) and span.of(text).strip() == span.of(text), "a mention is not trimmed"
    assert spans == sorted(spans), "mentions are not in text order"


def mentions(data: bytes) -> None:
    _mentions(_text_of(data))


def statements(data: bytes) -> None:
    document = _text_of(data)
    found = read(document)
    for one in found.statements:
        inside = [one.cue, *one.items, *filter(None, (one.content, one.condition))]
        assert all(span.end <= len(document.text) for span in inside), "a span runs out of the text"
        assert one.quote.contains(one.cue), "the quotation does not hold its cue"
        assert (one.firmness is None) == (one.kind != "commitment"), "firmness is of commitments"
        assert 0 <= one.score <= 1, "a score is a chance"
    assert replace(read(document), signals=None) == found, "reading twice differs"


TARGETS: dict[str, Target] = {
    "html": _ingest("page.html"),
    "markdown": _ingest("page.md"),
    "plain": _ingest("page.txt"),
    "docx": _parser(lambda body, name: parse_docx(docx_of(body), name), "file.docx"),
    "pdf": _parser(parse_pdf, "file.pdf"),
    "jsonl": _ingest("rows.jsonl"),
    "csv": _ingest("rows.csv"),
    "parquet": _ingest("rows.parquet"),
    "warc": _ingest("pages.warc"),
    "zip": _ingest("files.zip"),
    "tar": _ingest("files.tar.gz"),
    "any": _ingest("unnamed"),
    "sidecar": sidecar,
    "structure": structure_target,
    "mentions": mentions,  # dates, figures, names
    "statements": statements,
}
