"""Prints how one sentence of the demo corpus goes through every stage, with the values that it really gets."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

from pacta.demo import CORPUS, PARTIES
from pacta.ingest import read_bytes
from pacta.lexicon.parties_file import load_parties
from pacta.model import (
    CUE_CLASSES,
    HEADS,
    Annotations,
    Config,
    DateMention,
    Document,
    Figure,
    Given,
    Name,
    Signals,
    Span,
    Statement,
)
from pacta.pipeline import STAGES, read
from pacta.publish.records import layer_records

PATH = CORPUS / "2025-05-20-joint-statement.txt"
CONFIG = Config(parties=load_parties(PARTIES))
SENTENCE = "The Orvelian side will train 60 officers by the end of 2027."


def main() -> int:
    print(trace(), end="")
    return 0


def trace() -> str:
    """The trace as Markdown."""
    return "\n".join(_lines(*_document())) + "\n"


def entry() -> str:
    """The statement of the sentence as ``pacta read`` writes it, as Markdown."""
    document, sentence = _document()
    annotations = read(document, CONFIG)
    (record,) = (
        record
        for record in layer_records("statements", document, annotations)
        if sentence.start <= record["cue"][0] < sentence.end
    )
    lines = [f"  {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in record.items()]
    return f"> {SENTENCE}\n\n```json\n{{\n" + ",\n".join(lines) + "\n}\n```\n"


def _document() -> tuple[Document, Span]:
    (document,) = read_bytes(PATH.read_bytes(), PATH.name, Given())
    start = document.text.index(SENTENCE)
    return document, Span(start, start + len(SENTENCE))


def _lines(document: Document, sentence: Span) -> Iterator[str]:
    source = document.source
    yield f"> {SENTENCE}\n"
    yield f"`{source.path}`, {source.size} bytes, SHA-256 `{source.sha256[:16]}…`\n"
    yield "| stage | what it adds for this sentence |\n|---|---|"
    yield f"| `ingest` | document `{document.id}`, {len(document.text)} code points; sentence {_at(sentence)} |"
    annotations = Annotations()
    for stage in STAGES:
        before, annotations = annotations, stage(document, annotations, CONFIG)
        found = "; ".join(_news(document, sentence, before, annotations)) or "nothing here"
        yield f"| `{stage.__module__.removeprefix('pacta.').split('.')[0]}.{stage.__name__}` | {found} |"


def _news(document: Document, sentence: Span, before: Annotations, after: Annotations) -> Iterator[str]:
    """What a stage added that touches the sentence, one phrase each."""
    if after.structure != before.structure:
        for block in after.structure.blocks:
            if block.span.contains(sentence):
                yield f"in a {block.kind} {_at(block.span)}, cited {block.citation}, rule `{block.why}`"
    if after.profile != before.profile:
        yield from _profile(before, after)
    if after.signals is not before.signals:
        yield "in memory only, a row of scores for each token; as cues: " + ", ".join(
            _cues(document, sentence, after.signals)
        )
    for layer in ("dates", "figures", "names"):
        known = {mention.id: mention for mention in getattr(before, layer)}
        for mention in getattr(after, layer):
            if mention.span.overlaps(sentence) and known.get(mention.id) != mention:
                yield _mention(document, layer[:-1], mention, mention.id in known)
    for statement in after.statements if after.statements != before.statements else ():
        if statement.cue.overlaps(sentence):
            yield _statement(document, statement)


def _profile(before: Annotations, after: Annotations) -> Iterator[str]:
    for field in ("doc_type", "date", "place"):
        detected = getattr(after.profile, field)
        if detected and detected != getattr(before.profile, field):
            yield f"{field} {detected.value}"
    if after.profile.parties != before.profile.parties:
        yield f"parties {', '.join(party.value for party in after.profile.parties)}; joint: {after.profile.joint}"


def _cues(document: Document, sentence: Span, signals: Signals) -> Iterator[str]:
    """The tokens of the sentence that the encoder takes for part of a cue, and of which class."""
    for window, output in zip(signals.windows, signals.outputs, strict=True):
        for token in range(*window.core):
            start, end = window.spans[token]
            tag = int(output[token, HEADS["cue"]].argmax())
            if sentence.start <= start < sentence.end and tag:
                yield f"“{document.text[start:end]}” {CUE_CLASSES[(tag - 1) // 2]}"


def _mention(document: Document, layer: str, mention: DateMention | Figure | Name, known: bool) -> str:
    words = f"{layer} “{document.quote(mention.span)}” {_at(mention.span)}"
    voice = getattr(mention, "voice", None)
    return f"{words}: voice {voice}" if known and voice else f"{words} = {_value(mention)}"


def _value(mention: DateMention | Figure | Name) -> str:
    match mention:
        case Name():
            return f"{mention.type} {mention.entity} ({mention.code or 'no code'})"
        case Figure():
            return f"{mention.value} {mention.unit}"
        case DateMention():
            return str(mention.value)


def _statement(document: Document, found: Statement) -> str:
    deadline = found.deadline.value if found.deadline else "none"
    return (
        f"statement `{found.id}`: {found.kind}, firmness {found.firmness}, cue “{document.quote(found.cue)}”, "
        f"voice {found.voice}, actors {', '.join(found.actors)}, deadline {deadline}"
    )


def _at(span: Span) -> str:
    return f"[{span.start}, {span.end})"


if __name__ == "__main__":
    sys.exit(main())
