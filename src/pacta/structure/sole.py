"""Documents that are one person's words from end to end: a speech, an article printed in full."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pacta.lexicon import load_table
from pacta.model import Block, Document, Quotation, Span, Turn
from pacta.structure.people import People, person_in

_MOSTLY = 0.6  # of a document's words; a quotation that long is the document itself
_BYLINES = 6  # a byline stands among the first blocks
_NOTES = 3  # a note on the author among the last
_FIRST_PERSON = re.compile(r"\b(?:I|[Mm]y|[Ww]e|[Oo]ur)\b")
_QUOTED = re.compile(r"[“\"«„][^“”\"«»„]{0,2000}(?:[”\"»]|$)")


def sole_turn(
    document: Document, blocks: tuple[Block, ...], quotations: tuple[Quotation, ...], people: People
) -> tuple[Turn, ...]:
    """One turn if a single person speaks throughout, else none.

    The person is given by hand, announced before a quotation that fills the document, or named in the
    title or a byline.
    """
    content = [block.span for block in blocks if block.kind in ("paragraph", "bullet", "table")]
    if not content:
        return ()
    quoted = _printed_in_full(content, quotations)
    if quoted:
        return (quoted,)
    speech = Span(content[0].start, content[-1].end)
    if len(document.given.speakers) == 1:
        return (Turn(speech, Span(speech.start, speech.start), document.given.speakers[0]),)
    return _named(document, blocks, speech, people)


def _printed_in_full(content: list[Span], quotations: tuple[Quotation, ...]) -> Turn | None:
    whole = sum(map(len, content))
    for quotation in quotations:
        if quotation.speaker and quotation.attribution and len(quotation.span) >= _MOSTLY * whole:
            return Turn(quotation.span, quotation.attribution, quotation.speaker)
    return None


def _named(document: Document, blocks: tuple[Block, ...], speech: Span, people: People) -> tuple[Turn, ...]:
    for words, at, places in _lines(document, blocks):
        for rule in load_table("turns_sole"):
            match = rule.pattern.match(words) if rule.data["where"] in places else None
            name, office = _one_person(match["who"]) if match else ("", None)
            if match is None or not name:
                continue
            first_person = rule.data.get("first_person", False)
            if first_person and not office:
                continue
            if (first_person or rule.data["where"] != "title") and not _says_we(document, blocks):
                continue
            label = (
                Span(at + match.start("who"), at + match.end("who"))
                if at >= 0
                else Span(speech.start, speech.start)
            )
            below = rule.data["where"] in ("foot", "signature")
            told = Span(speech.start, at) if below else Span(max(speech.start, label.end), speech.end)
            return (Turn(told, label, people.full(name, office), office),)
    return ()


def _lines(document: Document, blocks: tuple[Block, ...]) -> Iterator[tuple[str, int, tuple[str, ...]]]:
    """The lines that may name an author, where each begins (-1: not in the text), and what it may be."""
    if document.given.title:
        yield document.given.title, -1, ("title",)
    shown = [block for block in blocks if block.kind not in ("furniture", "caption", "separator")]
    for block in shown[:_BYLINES]:
        places = ("title", "byline") if block.kind in ("title", "heading") else ("byline",)
        yield block.span.of(document.text), block.span.start, places
    foot = shown[1:][-_NOTES:]
    for block in foot:
        yield block.span.of(document.text), block.span.start, ("foot",)
    for name, office in pairwise(foot):  # a signature: the name, and the office below it
        yield f"{name.span.of(document.text)}, {office.span.of(document.text)}", name.span.start, ("signature",)


def _says_we(document: Document, blocks: tuple[Block, ...]) -> bool:
    """Whether the text speaks in the first person outside quotation marks: a reporter's byline is no speaker's."""
    words = (block.span.of(document.text) for block in blocks if block.kind in ("paragraph", "bullet"))
    return any(_FIRST_PERSON.search(_QUOTED.sub(" ", text)) for text in words)


def _one_person(who: str) -> tuple[str, str | None]:
    """The one person whom the words name; nobody where they name several, a state or a body."""
    first, *others = who.split(" and ")
    if any(all(person_in(other)) for other in others):
        return "", None
    name, office = person_in(first.split(",")[0])
    if not name and " of " in first:  # "Minister Anna Lind of Arland"
        name, office = person_in(first.rpartition(" of ")[0])
    if office is None and " " not in name:
        return "", None
    return name, office
