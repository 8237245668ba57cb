"""The stage: every time expression of a document with its TIMEX3 type and value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pacta.annotate.dates.compose import compose_times
from pacta.annotate.dates.context import Context, Tense
from pacta.annotate.dates.grammar import candidates
from pacta.lexicon import load_table
from pacta.model import Annotations, Config, DateMention, Document, Span, mention_id
from pacta.text.typography import plain_typography

_LEFT, _RIGHT = 120, 80  # how far the tense of a sentence is looked for
_STOP = re.compile(r"(?<!\.\w)[.!?;] +(?=[\"'(A-Z])|;|\n")


def dates(document: Document, annotations: Annotations, config: Config) -> Annotations:
    """Adds ``dates``: TIMEX3 types and values, resolved against the document's date where one is known.

    Values follow TimeML 1.2.1; a range is one expression whose value is an interval. Furniture is skipped.
    """
    furniture = [b.span for b in annotations.structure.blocks if b.kind == "furniture"]
    found = read_dates(document.text, document_day(document, annotations))
    kept = outside(found, furniture)
    return replace(annotations, dates=tuple(_mention(document.id, *item) for item in kept))


def document_day(document: Document, annotations: Annotations) -> str | None:
    """The document's date: what the profile says, else what was given; only a full ISO day counts."""
    if document.given.date is not None:
        return document.given.date.isoformat()
    detected = annotations.profile.date
    day = detected.value[:10] if detected else ""
    return day if re.fullmatch(r"\d{4}-\d\d-\d\d", day) else None


Found = tuple[Span, str, str, str]  # span, type, value, rule


def read_dates(text: str, day: str | None) -> list[Found]:
    """Span, type, value and rule id of each time expression of ``text``, in order, none overlapping."""
    plain = plain_typography(text)
    return list(compose_times(plain, list(_sweep(plain, day))))


def _sweep(text: str, day: str | None) -> Iterator[Found]:
    """From left to right, the longest candidate that its reader accepts."""
    context, taken = Context(day), 0
    for candidate in candidates(text):
        if candidate.start < taken:
            continue
        value = candidate.read(context.at(candidate.start, tense(text, candidate.start, candidate.end)))
        if value is None:
            continue
        taken = candidate.end
        kind = candidate.rule.data["type"]
        if kind != "NONE":
            context = context.then(value, candidate.end) if kind in ("DATE", "TIME") else context
            yield Span(candidate.start, candidate.end), kind, value, candidate.rule.id


def tense(text: str, start: int, end: int) -> Tense:
    """The direction of the sentence at ``start:end``: the nearest cue before it, else the first after it."""
    left = text[max(0, start - _LEFT) : start]
    stops = list(_STOP.finditer(left))
    left = left[stops[-1].end() :] if stops else left
    right = _STOP.split(text[end : end + _RIGHT], maxsplit=1)[0]
    return _cue(left, last=True) or _cue(right, last=False) or "none"


def _cue(words: str, last: bool) -> Tense | None:
    """A future cue outranks the past participle inside it ("is scheduled for")."""
    rules = load_table("dates_tense")
    cues = [(m.end() if last else -m.start(), -rank, rule.meaning)
            for rank, rule in enumerate(rules) for m in rule.pattern.finditer(words)]  # fmt: skip
    meaning = max(cues)[2] if cues else None
    return "future" if meaning == "future" else "past" if meaning == "past" else None


def outside(found: list[Found], furniture: list[Span]) -> list[Found]:
    """What does not start inside one of ``furniture`` (both in text order)."""
    kept, waiting = [], iter(furniture)
    block = next(waiting, None)
    for item in found:
        while block is not None and block.end <= item[0].start:
            block = next(waiting, None)
        if block is None or item[0].start < block.start:
            kept.append(item)
    return kept


def _mention(document: str, span: Span, kind: str, value: str, rule: str) -> DateMention:
    return DateMention(mention_id(document, "dates", span), span, kind, value, rule)  # type: ignore[arg-type]
