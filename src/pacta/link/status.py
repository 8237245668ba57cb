"""A status told differently: one text says signed, in force or completed, a later one that it is still to come."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pacta.lexicon import load_table
from pacta.link.described import things
from pacta.link.making import finding, in_time, text_of
from pacta.link.passages import evidence, inside, sentences, starts_of
from pacta.link.relations import alike, falls_back
from pacta.link.stages import stage_in
from pacta.link.types import Evidence, Finding, Mention, ReadDocument, Stage, Thread
from pacta.model import NameType, Span

_TYPES = frozenset({"INSTRUMENT", "PROJECT"})
# Works that a text may name like a body or a place.
_WORKS = re.compile(
    r"\b(?:tunnel|bridge|dam|plant|port|harbour|harbor|railway|railroad|road|motorway|station|pipeline|terminal|airport"
    r"|canal|centre|center|hospital|stadium|refinery|reactor)\Z",
    re.IGNORECASE,
)
# What cannot be taken back: a text is signed, a project completed. A text that was launched is not yet signed.
_DONE: dict[str, frozenset[Stage]] = {
    "INSTRUMENT": frozenset({"signed", "in force"}), "PROJECT": frozenset({"completed"}),
}  # fmt: skip
_TO_COME: frozenset[Stage] = frozenset({"proposed", "under study", "under negotiation"})
_PART_OF = re.compile(
    r"\b(?:first|second|third|fourth|last|next|new|final|another|\d(?:st|nd|rd|th)) (?:\w+ ){0,2}"
    r"(?:line|phase|stage|unit|section|part|block|round|tranche|protocol|amendment)s? (?:of|to) (?:the )?\Z",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[;:()]|, (?:which|while|and|but|including)\b")
_SMALL_WORDS = re.compile(
    r"\s*+(?:(?:the|an?|of|on|for|its|their|this|new|which|that|has|have|had|been|was|were|is|are|be|still|now)\b\s*+)*+",
    re.IGNORECASE,
)
_SAME_WORDS = 0.4  # likeness from which two mentions of a thread are held to speak of one text
_NEAR = 80  # code points between a name and the words that tell its stage


@dataclass(frozen=True, slots=True)
class Told:
    """That a text sees a named instrument or project at a stage."""

    form: str
    type: NameType
    name: str
    stage: Stage
    evidence: Evidence

    def forms(self) -> tuple[str, ...]:
        return (self.form,)

    def drawer(self, leader: Mapping[str, str]) -> str:
        return f"status {leader[self.form]}"


def told_stages(read: ReadDocument) -> Iterator[Told]:
    """The stages at which a text sees named or described instruments and projects, where its words stand close."""
    names = read.annotations.names
    starts, text = starts_of(names), read.document.text
    for sentence in sentences(read):
        for thing in things(read, sentence, inside(names, starts, sentence)):
            kind: NameType = "PROJECT" if _WORKS.search(thing.words) else thing.type
            if kind not in _TYPES or _is_revised(text, sentence) or _is_part(text, sentence, thing.span):
                continue
            found = stage_in(text, _clause(text, sentence, thing.span))
            if found is not None and _adjoins(text, thing.span, found[1]):
                yield Told(thing.form, kind, thing.words, found[0], evidence(read, sentence))


def _is_part(text: str, sentence: Span, name: Span) -> bool:
    """What is told is told of a part: "the second line of the plant"."""
    return _PART_OF.search(text[max(sentence.start, name.start - _NEAR) : name.start]) is not None


def _clause(text: str, sentence: Span, name: Span) -> Span:
    """The words around a name up to the next clause, and not too far off."""
    left = max(sentence.start, name.start - _NEAR)
    right = min(sentence.end, name.end + _NEAR)
    before = [match.end() for match in _CLAUSE.finditer(text, left, name.start)]
    after = _CLAUSE.search(text, name.end, right)
    return Span(before[-1] if before else left, after.start() if after else right)


def _adjoins(text: str, name: Span, words: Span) -> bool:
    """Only small words stand between the name and the words that tell its stage."""
    first, second = sorted((name, words))
    return _SMALL_WORDS.fullmatch(text[first.end : second.start]) is not None if first.end <= second.start else True


def _is_revised(text: str, sentence: Span) -> bool:
    rules = (rule for rule in load_table("link_relations") if rule.data["relation"] == "revises")
    return any(rule.pattern.search(text, sentence.start, sentence.end) for rule in rules)


def status_findings(drawer: Iterable[Told]) -> Iterator[Finding]:
    """At most one finding an entity: the first text that says it is done, and the first later one that does not."""
    ordered = sorted(drawer, key=lambda one: (in_time(one.evidence), one.stage))
    done = next((one for one in ordered if one.stage in _DONE.get(one.type, ())), None)
    if done is None or not done.evidence.date:
        return
    later = (one for one in ordered if one.stage in _TO_COME and (one.evidence.date or "") > done.evidence.date)
    if (other := next(later, None)) is not None:
        yield _finding(done, other)


def thread_findings(thread: Thread) -> Iterator[Finding]:
    """The same from the wording of a thread, for objects that a text describes without its name."""
    for linked in thread.mentions:
        a, b = linked.before, linked.mention
        if a is None:
            continue
        later = (a.evidence.date or "9999") < (b.evidence.date or "")
        if later and not _one_name(a, b) and falls_back(a, b) and alike(a, b) >= _SAME_WORDS:
            sentence = f"{text_of(a.evidence)} speaks of this as {a.stage}; {text_of(b.evidence)} as {b.stage}."
            yield finding("status", "medium", sentence, a.evidence, b.evidence)


def _one_name(a: Mention, b: Mention) -> bool:
    """Both name the object: then it is told from its name (`status_findings`)."""
    ours, theirs = ({name.form for name in one.named if name.type in _TYPES} for one in (a, b))
    return bool(ours & theirs)


def _finding(done: Told, other: Told) -> Finding:
    sentence = (
        f"{text_of(done.evidence)} speaks of {done.name} as {done.stage}; "
        f"{text_of(other.evidence)} as {other.stage}."
    )
    return finding("status", "medium", sentence, done.evidence, other.evidence)
