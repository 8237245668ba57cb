"""Speaker turns: who holds the floor, from label to label."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pacta.lexicon import load_table
from pacta.lexicon.table import Rule
from pacta.model import Block, Document, Span, Turn
from pacta.structure.people import People, person_in

_LABEL_REACH = 260  # code points of a block that may hold a label
_ENDS_TURN = ("separator", "heading", "title", "dateline", "furniture", "caption")
_SURE = frozenset({"turns.question-letter", "turns.question", "turns.office-and-name"})


@dataclass(frozen=True, slots=True)
class _Label:
    block: int
    span: Span
    speech: int  # where the speech begins
    rule: Rule
    words: str
    interpreted: bool


def find_turns(document: Document, blocks: tuple[Block, ...]) -> tuple[Turn, ...]:
    """The turns of a transcript, in text order; empty for a document without speakers' labels."""
    labels = _believed(list(_labels(document.text, blocks)))
    if not labels:
        return ()
    people = People(document, tuple(label.words for label in labels if label.rule.data["role"] == "speaker"))
    turns = []
    for label, following in zip(labels, [*labels[1:], None], strict=True):
        span = _speech(document.text, blocks, label, following)
        speaker, office = people.resolve(label.words)
        turns.append(Turn(span, label.span, speaker, office, label.rule.data["role"], label.interpreted))
    return tuple(turns)


def _labels(text: str, blocks: tuple[Block, ...]) -> list[_Label]:
    found = []
    for i, block in enumerate(blocks):
        if block.kind in ("furniture", "caption", "separator", "dateline", "title"):
            continue
        head = text[block.span.start : min(block.span.end, block.span.start + _LABEL_REACH)]
        lead = len(head) - len(head.lstrip("*_"))
        for rule in load_table("turns"):
            match = rule.pattern.match(head[lead:])
            if match:
                at = block.span.start + lead
                notes = match.groupdict()
                note = (notes.get("note") or "") + (notes.get("after") or "")
                span = Span(at + match.start("label"), at + match.end("label"))
                found.append(
                    _Label(i, span, at + match.end(), rule, match["label"], bool(_INTERPRETED.search(note)))
                )
                break
    return found


_INTERPRETED = re.compile(r"translat|interpret", re.IGNORECASE)


def _believed(labels: list[_Label]) -> list[_Label]:
    """Labels that a document's own habit supports: "Trade: ..." alone is no speaker."""
    seen: dict[str, int] = {}
    for label in labels:
        seen[label.words] = seen.get(label.words, 0) + 1
    transcript = any(label.rule.id in _SURE for label in labels) or any(
        label.rule.id != "turns.name" and person_in(label.words)[1] for label in labels
    )
    return [x for x in labels if x.rule.id in _SURE or transcript or (seen[x.words] > 1 and len(seen) > 1)]


def _speech(text: str, blocks: tuple[Block, ...], label: _Label, following: _Label | None) -> Span:
    """From after the label to the next label, or to where the narrator resumes."""
    last = following.block if following else len(blocks)
    end = blocks[label.block].span.end
    for block in blocks[label.block + 1 : last]:
        if block.kind in _ENDS_TURN and block.kind != "heading":
            break
        end = block.span.end
    return Span(min(label.speech, end), end)
