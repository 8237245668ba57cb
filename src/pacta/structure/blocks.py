"""From lines to blocks: what each line or paragraph is, by layout marks and rule tables."""

from __future__ import annotations

from dataclasses import dataclass

from pacta.lexicon import load_table
from pacta.lexicon.table import Rule
from pacta.model import BlockKind, Document, Span
from pacta.structure.furniture import furniture_of
from pacta.structure.headings import looks_like_heading
from pacta.structure.layout import marked_kinds
from pacta.structure.lines import Line, lines, paragraphs

_HEAD = 240  # a rule decides by the first words only


@dataclass(frozen=True, slots=True)
class Draft:
    """A block before it is numbered and nested. ``indent`` is the white space before its first line."""

    span: Span
    kind: BlockKind
    why: str = ""
    number: str | None = None
    level: int = 0
    indent: int = 0


def draft_blocks(document: Document) -> list[Draft]:
    """The blocks of a document in text order; they are disjoint and cover all that is not white space."""
    text = document.text
    groups = list(paragraphs(text, lines(text)))
    spans = [Span(group[0].span.start, group[-1].span.end) for group in groups]
    decided = furniture_of(text, spans) | marked_kinds(document.layout, spans)
    return [
        Draft(span, *decided[i], indent=group[0].indent) if i in decided else _by_rule(text, span, group[0])
        for i, (group, span) in enumerate(zip(groups, spans, strict=True))
    ]


def _by_rule(text: str, span: Span, first: Line) -> Draft:
    words = text[span.start : min(span.end, span.start + _HEAD)]
    for rule in load_table("structure"):
        match = rule.pattern.match(words)
        if match and match.end() <= len(words):
            number = match.groupdict().get("number")
            kind = _settled(rule, words, match.end(), len(span))
            if kind is not None:
                return Draft(span, kind, rule.id, number, rule.data.get("depth", 0), first.indent)
    heading = looks_like_heading(words) if len(span) <= _HEAD else None
    return Draft(span, "heading" if heading else "paragraph", heading or "", indent=first.indent)


def _settled(rule: Rule, words: str, after_number: int, length: int) -> BlockKind | None:
    """The kind that a rule gives once the words after the number were looked at: a numbered line may
    be a heading, and what opens like a numbered heading may be a paragraph."""
    kind: BlockKind = rule.data["kind"]
    if rule.id not in _EITHER:
        return kind
    rest = words[after_number:].strip()
    heading = length < _HEAD and (not rest or looks_like_heading(rest) is not None)
    return "heading" if heading else "paragraph"


_EITHER = frozenset({"structure.article", "structure.decimal-number", "structure.number", "structure.roman"})
