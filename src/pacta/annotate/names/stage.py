"""The stage: every name of the document, in text order, none inside another (codebook, section 9)."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace

from pacta.annotate.names.acronyms import joined_by_acronyms
from pacta.annotate.names.anniversaries import anniversaries
from pacta.annotate.names.coreference import entities
from pacta.annotate.names.draft import Draft, draft
from pacta.annotate.names.gazetteer import Entry, Gazetteer, Keys, known_names
from pacta.annotate.names.invented import with_invented_states
from pacta.annotate.names.phrase import pieces
from pacta.annotate.names.resolve import evidence, resolved
from pacta.annotate.names.tokens import keys_of, tokens
from pacta.annotate.names.units import Unit, units
from pacta.annotate.names.words import function_words
from pacta.model import Annotations, Block, Config, Document, Name, Span, mention_id

_LOWER_WORD = re.compile(r"\b[^\W\d_A-Z][^\W\d_]+\b")
_LINE = re.compile(r"[^\r\n]+")
# "the Foreign Ministers", "the Ministers of Trade and Industry": persons by their offices, several, and no body.
_MINISTERS = re.compile(r"\bMinisters$")
_THEIR_FIELD = re.compile(r"\bMinisters (?:of|for) (?:[A-Z]\w+(?:,? and|,)? ){0,4}$")
_REACH = 80  # code points before a name in which its "Ministers of" stands


def names(document: Document, annotations: Annotations, config: Config) -> Annotations:
    """Fill ``annotations.names``. Furniture has none. Works without structure, line by line."""
    text = document.text
    title = f"{document.given.title}.\n" if document.given.title else ""
    known = with_invented_states(title + text, known_names(), config.parties)
    lowered = frozenset(_LOWER_WORD.findall(text))
    drafts = _drafts(text, annotations, known, lowered)
    if further := _people_like_words(drafts):
        drafts = _drafts(text, annotations, known.with_phrases(further), lowered)
    drafts = joined_by_acronyms(text, drafts)
    speakers = [keys_of(turn.speaker) for turn in annotations.structure.turns]
    seen = evidence(drafts, speakers, lowered)
    settled = (name for item in drafts if (name := resolved(item, seen)) is not None)
    found = [item for item in settled if not _several_ministers(text, item)]
    return replace(annotations, names=_names(document, found, config))


def _several_ministers(text: str, item: Draft) -> bool:
    field = _THEIR_FIELD.search(text, max(0, item.start - _REACH), item.start)
    return item.type == "ORG" and bool(field or _MINISTERS.search(text, item.start, item.end))


def _drafts(text: str, annotations: Annotations, known: Gazetteer, lowered: frozenset[str]) -> list[Draft]:
    return [
        item
        for span, headline in _lines(text, annotations)
        for item in _line_drafts(text, span, headline, known, lowered)
    ]


def _people_like_words(drafts: list[Draft]) -> dict[Keys, Entry]:
    """Persons whose name begins with a function word ("To Lam"): at the start of a sentence only the rest
    of the document tells them from the word."""
    people = {item.words for item in drafts if item.type == "PERSON" and item.words[0] in function_words()}
    return {words: Entry("PERSON") for words in people if len(words) > 1}


def _lines(text: str, annotations: Annotations) -> Iterator[tuple[Span, bool]]:
    """Blocks that may hold names, cut at line ends, and whether each is a heading; without blocks, the text."""
    blocks = annotations.structure.blocks or (Block(Span(0, len(text)), "paragraph"),)
    for block in blocks:
        if block.kind not in ("furniture", "separator"):
            for match in _LINE.finditer(text, block.span.start, block.span.end):
                yield Span(match.start(), match.end()), block.kind in ("title", "heading")


def _line_drafts(text: str, span: Span, headline: bool, known: Gazetteer, lowered: frozenset[str]) -> list[Draft]:
    line = units(tokens(text, span.start, span.end, headline), known)
    found = [draft(line, piece) for piece in pieces(line, lowered)]
    events = list(anniversaries(text, span.start, span.end))
    return _with_events(line, found, events) if events else found


def _with_events(line: list[Unit], drafts: list[Draft], events: list[Span]) -> list[Draft]:
    """Anniversaries take the place of the names inside them."""
    starts = [event.start for event in events]

    def inside(start: int, end: int) -> bool:
        i = bisect_right(starts, end - 1) - 1
        return i >= 0 and events[i].end > start

    outside = [item for item in drafts if not inside(item.start, item.end)]
    return sorted(outside + [_event(line, event) for event in events], key=lambda item: item.start)


def _event(line: list[Unit], event: Span) -> Draft:
    first = bisect_left(line, event.start, key=lambda unit: unit.start)
    last = bisect_left(line, event.end, key=lambda unit: unit.start)
    return Draft(event.start, event.end, "EVENT", "known:anniversary", tuple(line[first:last]), ("", ""), ("", ""))


def _names(document: Document, drafts: list[Draft], config: Config) -> tuple[Name, ...]:
    found: list[Name] = []
    given = {party.code: party.name for party in config.parties}
    for item, (entity, code) in zip(drafts, entities(document.text, drafts, given), strict=True):
        span = Span(item.start, item.end)
        if item.type is not None and (not found or found[-1].span.end <= span.start):
            found.append(Name(mention_id(document.id, "names", span), span, item.type, entity, code, item.rule))
    return tuple(found)
