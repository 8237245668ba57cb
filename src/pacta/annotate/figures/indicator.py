"""The words that say what a figure measures, verbatim."""

from __future__ import annotations

import re

from pacta.annotate.figures.nouns import noun_phrase_after
from pacta.annotate.figures.quantity import Quantity
from pacta.model import Span

_OF = re.compile(
    r"(?P<noun>(?:[\w'’-]+ +){0,3}[\w'’-]+) +(?:of|at|to)(?: +(?:an? +)?(?:additional|further|total))? *$"
)
_VERB = re.compile(
    r" (?:has |have |had |will |would |also |currently |already |now |further |steadily |nearly |almost )*"
    r"(?:grew|grown|rose|risen|fell|fallen|reach(?:ed|es|ing)?|total(?:l?ed|s|l?ing)?|amount(?:ed|s|ing)?|stood|stands|"
    r"exceed(?:s|ed|ing)?|increas(?:ed|es|ing)|declin(?:ed|es|ing)|decreas(?:ed|es|ing)|jump(?:ed|s)|surg(?:ed|es)|"
    r"doubled|tripled|quadrupled|halved|climbed|dropped|hit|is|are|was|were|worth|account(?:s|ed)|cover(?:s|ed)|"
    r"constitut(?:es|ed)|ma(?:de|kes?) up|expand(?:ed|s)|to|show(?:s|ed|n|ing))(?= |$)"
)
_CLAUSE_START = re.compile(
    r"[,;:()]|(?: |^)(?:that|which|when|while|and|but|where|note|noted|said|in \d{4}|last year)(?= )"
)
_ARTICLE = re.compile(r"(?:the|a|an|our|its|their|with|of|in|this|increasing|total) +", re.IGNORECASE)


def indicator_of(text: str, found: Quantity, sentence: tuple[int, int]) -> Span | None:
    """What ``found`` measures: the counted noun after a count, the subject or the "X of" before an amount."""
    after = noun_phrase_after(text, found.end, sentence[1])
    if found.unit == "count":
        return Span(*after) if after else None
    return _before_of(text, found, sentence) or _direct_noun(text, found, after) or _subject(text, found, sentence)


def _before_of(text: str, found: Quantity, sentence: tuple[int, int]) -> Span | None:
    """ "a total budget of about $4 million": the words before "of"."""
    low = max(sentence[0], found.start - 80)
    match = _OF.search(text[low : found.start])
    if match is None or found.direction:
        return None
    return _trimmed(text, low + match.start("noun"), low + match.end("noun"))


def _direct_noun(text: str, found: Quantity, after: tuple[int, int] | None) -> Span | None:
    """ "$175 million investment", "20 percent of its energy"."""
    beside = re.match(r" +(?:in +|of +|for +|worth +of +)?\w", text[found.end : after[1]]) if after else None
    return Span(*after) if after and beside and not found.direction else None


def _subject(text: str, found: Quantity, sentence: tuple[int, int]) -> Span | None:
    left = text[sentence[0] : found.start]
    verbs = list(_VERB.finditer(left))
    end = verbs[-1].start() if verbs else len(left)
    starts = [m.end() for m in _CLAUSE_START.finditer(left, 0, end)]
    span = _trimmed(text, sentence[0] + (starts[-1] if starts else 0), sentence[0] + end)
    if span is None and len(verbs) > 1:
        end = verbs[0].start()
        span = _trimmed(text, sentence[0], sentence[0] + end)
    return span


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while end > start and not text[end - 1].isalnum() and text[end - 1] not in ")'’":
        end -= 1
    while start < end and (not text[start].isalnum() or (article := _ARTICLE.match(text, start, end))):
        start = start + 1 if not text[start].isalnum() else article.end() if article else start
    return Span(start, end) if end > start else None
