"""Words that a person types, looked up in a document: for those who cannot point at them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pacta.app.find import find_document, find_statement
from pacta.model import PactaError, Span
from pacta.review.overlay import WORDS
from pacta.store import Register

PLACES = (*WORDS, "deadline_words")
Placed = tuple[Span, dict[str, Any], Span | None]


def placed_values(register: Register, statement: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """Values for a correction with their words as spans, those nearest to the statement."""
    with register.reading() as connection:
        row = find_statement(connection, statement)
        text = find_document(connection, row["document"])["text"]
    return _placed(text, Span(row["quote_start"], row["quote_end"]), given)


def near_statement(register: Register, statement: str, words: str) -> Span:
    """Where the words stand nearest to a statement."""
    found: Span = placed_values(register, statement, {"content": words})["content"]
    return found


def placed_in(register: Register, document: str, words: str, given: Mapping[str, Any]) -> Placed:
    """The place of words that stand once in a document; the values of a statement on them; its cue, if given."""
    with register.reading() as connection:
        text = find_document(connection, document)["text"]
    times = text.count(words) if words.strip() else 0
    if times != 1:
        raise PactaError(
            f"The words {words!r} stand in the document {times} times." if times else f"{words!r} is not in it.",
            "Give the words exactly as pacta show ID --text has them, and enough of them to be there once.",
        )
    span = Span(text.index(words), text.index(words) + len(words))
    values = _placed(text, span, given)
    return span, values, values.pop("cue", None)


def _placed(text: str, around: Span, given: Mapping[str, Any]) -> dict[str, Any]:
    values = dict(given)
    for name in PLACES:
        if values.get(name):
            values[name] = _nearest(text, around, values[name])
    if values.get("items"):
        values["items"] = [_nearest(text, around, item) for item in values["items"]]
    return values


def _nearest(text: str, around: Span, words: str) -> Span:
    """Inside the span if the words stand there, else the next place before or after it."""
    after = text.find(words, around.start)
    before = text.rfind(words, 0, around.start + len(words))
    places = [place for place in (after, before) if place >= 0]
    if not places or not words.strip():
        raise PactaError(f"{words!r} is not in the document.", "Give the words exactly as they stand there.")
    start = min(places, key=lambda place: abs(place - around.start))
    start = after if 0 <= after < around.end else start
    return Span(start, start + len(words))
