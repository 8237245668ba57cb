"""Prints how one sentence of the demo corpus goes through every stage, with the values that it really gets."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from pacta.demo import CORPUS, PARTIES
from pacta.ingest import read_bytes
from pacta.lexicon.parties_file import load_parties
from pacta.model import Annotations, Config, DateMention, Document, Figure, Given, Name, Span, Statement
from pacta.pipeline import STAGES

PATH = CORPUS / "2025-05-20-joint-statement.txt"
SENTENCE = "The Orvelian side will train 60 officers by the end of 2027."


def main() -> int:
    print(trace(), end="")
    return 0


def trace() -> str:
    """The trace as Markdown."""
    data = PATH.read_bytes()
    (document,) = read_bytes(data, PATH.name, Given())
    start = document.text.index(SENTENCE)
    return "\n".join(_lines(document, Span(start, start + len(SENTENCE)))) + "\n"


def _lines(document: Document, sentence: Span) -> Iterator[str]:
    source = document.source
    yield f"> {SENTENCE}\n"
    yield f"`{source.path}`, {source.size} bytes, SHA-256 `{source.sha256[:16]}…`\n"
    yield "| stage | what it adds for this sentence |\n|---|---|"
    yield f"| `ingest` | document `{document.id}`, {len(document.text)} code points; sentence {_at(sentence)} |"
    annotations, config = Annotations(), Config(parties=load_parties(PARTIES))
    for stage in STAGES:
        before, annotations = annotations, stage(document, annotations, config)
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
        yield "word by word scores of the encoder, kept in memory only"
    for layer in ("dates", "figures", "names"):
        for mention in getattr(after, layer) if getattr(after, layer) != getattr(before, layer) else ():
            if mention.span.overlaps(sentence):
                yield f"{layer[:-1]} “{document.quote(mention.span)}” {_at(mention.span)} = {_value(mention)}"
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
