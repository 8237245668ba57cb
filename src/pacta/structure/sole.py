"""Documents that are one person's words from end to end: a speech, an article printed in full."""

from __future__ import annotations

from pacta.lexicon import load_table
from pacta.model import Block, Document, Quotation, Span, Turn
from pacta.structure.people import People, person_in

_MOSTLY = 0.6  # of a document's words; a quotation that long is the document itself
_BYLINES = 6  # a byline stands among the first blocks


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
    at_top = [block for block in blocks if block.kind not in ("furniture", "caption", "separator")][:_BYLINES]
    lines = [(block.span.of(document.text), block.span.start, block.kind) for block in at_top]
    if document.given.title:
        lines.insert(0, (document.given.title, -1, "title"))
    for words, at, kind in lines:
        for rule in load_table("turns_sole"):
            if (rule.data["where"] == "title") != (kind in ("title", "heading")):
                continue
            match = rule.pattern.match(words)
            name, office = _one_person(match["who"]) if match else ("", None)
            if match and name:
                label = (
                    Span(at + match.start("who"), at + match.end("who"))
                    if at >= 0
                    else Span(speech.start, speech.start)
                )
                return (
                    Turn(Span(max(speech.start, label.end), speech.end), label, people.full(name, office), office),
                )
    return ()


def _one_person(who: str) -> tuple[str, str | None]:
    """The one person whom the words name; nobody where they name several, a state or a body."""
    first, *others = who.split(" and ")
    if any(all(person_in(other)) for other in others):
        return "", None
    name, office = person_in(first.split(",")[0])
    if office is None and " " not in name:
        return "", None
    return name, office
