"""From lines to blocks: what each line or paragraph is, by layout marks and rule tables."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pacta.lexicon import load_table
from pacta.lexicon.table import Rule
from pacta.model import BlockKind, Document, LayoutMark, Span
from pacta.structure.furniture import furniture_of
from pacta.structure.headings import looks_like_heading
from pacta.structure.layout import KINDS, edges, marks_of
from pacta.structure.lines import lines, paragraphs
from pacta.structure.turns import opens_turn

_HEAD = 240  # a rule decides by the first words only
_HEADING_OR_PARAGRAPH = frozenset(
    {"structure.article", "structure.decimal-number", "structure.number", "structure.roman"}
)


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
    groups = list(paragraphs(text, lines(text), edges(document.layout)))
    spans = [Span(group[0].span.start, group[-1].span.end) for group in groups]
    marks = marks_of(document.layout, spans)
    furniture = furniture_of(text, spans)
    drafts = []
    for i, (group, span) in enumerate(zip(groups, spans, strict=True)):
        draft = _by_rule(text, span, group[0].indent)
        if i in marks:
            draft = _by_mark(draft, marks[i])
        if i in furniture and draft.kind not in ("title", "table"):
            draft = Draft(span, *furniture[i], indent=draft.indent)
        drafts.append(draft)
    return drafts


def _by_mark(draft: Draft, mark: LayoutMark) -> Draft:
    """What the format says of a block, with the number that its text prints.

    A list item that prints a paragraph's number ("9.") is that paragraph: Word numbers both alike.
    """
    if mark.role == "list-item" and draft.number is not None:
        return replace(draft, level=max(draft.level, mark.level))
    level = mark.level if mark.role in ("heading", "list-item") else draft.level
    return replace(draft, kind=KINDS[mark.role], level=level, why=mark.origin or f"layout:{mark.role}")


def _by_rule(text: str, span: Span, indent: int) -> Draft:
    words = text[span.start : min(span.end, span.start + _HEAD)]
    for rule in load_table("structure"):
        match = rule.pattern.match(words)
        if match and (len(span) <= _HEAD or match.end() < _HEAD):
            number = match.groupdict().get("number")
            return Draft(
                span,
                _kind(rule, words[match.end() :], len(span)),
                rule.id,
                number,
                rule.data.get("depth", 0),
                indent,
            )
    heading = looks_like_heading(words) if len(span) <= _HEAD and not opens_turn(words) else None
    return Draft(span, "heading" if heading else "paragraph", heading or "", indent=indent)


def _kind(rule: Rule, rest: str, length: int) -> BlockKind:
    """The kind that a rule gives; for a numbered line it depends on the words after the number."""
    kind: BlockKind = rule.data["kind"]
    if rule.id not in _HEADING_OR_PARAGRAPH:
        return kind
    rest = rest.strip()
    heading = length < _HEAD and (not rest or looks_like_heading(rest) is not None)
    return "heading" if heading else "paragraph"
