"""Speaker turns: who holds the floor, from label to label."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pacta.lexicon import load_table
from pacta.lexicon.table import Rule
from pacta.model import Block, Span, Turn
from pacta.structure.people import People, person_in

_LABEL_REACH = 260  # code points of a block in which its label must lie
_NO_LABEL = frozenset({"furniture", "caption", "separator", "dateline", "title", "table"})
_NO_SPEECH = frozenset({"furniture", "caption", "separator", "dateline", "heading", "title"})
_SURE = frozenset({"turns.question-letter", "turns.question", "turns.office-and-name"})
_OPENING = 2_000  # code points in which a speaker says "I"
_FIRST_PERSON = re.compile(r"\b(?:I|my|me)\b")
_INTERPRETED = re.compile(r"translat|interpret", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Label:
    block: int
    span: Span
    speech: int  # where the speech begins
    rule: Rule
    words: str
    interpreted: bool


def labelled_turns(text: str, blocks: tuple[Block, ...], people: People) -> tuple[Turn, ...]:
    """The turns of a transcript in text order; none where no block opens with a speaker's label."""
    found = [label for i, block in enumerate(blocks) for label in _label(text, block, i)]
    known = [one for one in found if not one.rule.data.get("surname") or people.full(one.words) != one.words]
    labels = _believed(text, blocks, known)
    if not labels:
        return ()
    ends = [*(label.block for label in labels[1:]), len(blocks)]
    speeches = [_speech(label, blocks[label.block : end]) for label, end in zip(labels, ends, strict=True)]
    said: dict[str, list[Span]] = {}
    for label, speech in zip(labels, speeches, strict=True):
        said.setdefault(label.words, []).append(speech)
    nobodys = {label.words for label in labels if label.rule.data["role"] == "question" and " " not in label.words}
    people_of = {
        words: (words, None) if words in nobodys else people.resolve(words, tuple(own))
        for words, own in said.items()
    }
    asked = {label.words for label in labels if label.rule.data.get("interviewee")}
    people_of |= dict.fromkeys(asked, _interviewee(people, labels[0].span.start)) if asked else {}
    return tuple(
        Turn(
            speech,
            label.span,
            *people_of[label.words],
            label.rule.data["role"],
            label.interpreted,
        )
        for label, speech in zip(labels, speeches, strict=True)
    )


def _interviewee(people: People, start: int) -> tuple[str, str | None]:
    """Whom the title and the lead name: somebody with an office before others; nobody else answers."""
    lead = [mention for mention in people.mentions if mention.at < start and " " in mention.name]
    found = next((one for one in lead if one.office), lead[0] if lead else None)
    return (people.full(found.name, found.office), found.office) if found else ("", None)


def opens_turn(words: str) -> bool:
    """Whether a line opens with a label that can be nothing else: an office with a name, a question."""
    for rule in load_table("turns"):
        match = rule.pattern.match(words)
        if match:
            return rule.id in _SURE or all(person_in(match["label"]))
    return False


def _label(text: str, block: Block, index: int) -> Iterator[_Label]:
    """The label that a block opens with, if any (Markdown emphasis before it left out)."""
    if block.kind in _NO_LABEL:
        return
    head = text[block.span.start : min(block.span.end, block.span.start + _LABEL_REACH)]
    bare = head.lstrip("*_")
    at = block.span.start + len(head) - len(bare)
    for rule in load_table("turns"):
        match = rule.pattern.match(bare)
        if match:
            notes = "".join(match.groupdict().get(key) or "" for key in ("note", "after"))
            span = Span(at + match.start("label"), at + match.end("label"))
            interpreted = bool(_INTERPRETED.search(notes))
            yield _Label(index, span, at + match.end(), rule, match["label"], interpreted)
            return


def _believed(text: str, blocks: tuple[Block, ...], labels: list[_Label]) -> list[_Label]:
    """Labels that the document's own habit supports: a lone "Trade: ..." is no speaker."""
    seen = Counter(label.words for label in labels)
    transcript = any(
        label.rule.id in _SURE or (label.rule.id != "turns.name" and all(person_in(label.words)))
        for label in labels
    )
    return [
        label
        for label in labels
        if transcript or (seen[label.words] > 1 and len(seen) > 1) or _takes_the_floor(text, blocks, label)
    ]


def _takes_the_floor(text: str, blocks: tuple[Block, ...], label: _Label) -> bool:
    """Whether a lone label stands where a transcript begins and is followed by somebody's "I"."""
    opens = label.block > 0 and blocks[label.block - 1].kind in ("separator", "dateline")
    return opens and bool(_FIRST_PERSON.search(text, label.speech, label.speech + _OPENING))


def _speech(label: _Label, blocks: tuple[Block, ...]) -> Span:
    """From after the label to the next label, or to where the narrator resumes."""
    end = max(label.speech, blocks[0].span.end)
    for block in blocks[1:]:
        if block.kind in ("separator", "dateline") and block.why != "structure.omission":
            break
        if block.kind not in _NO_SPEECH:
            end = block.span.end
    return Span(label.speech, end)
