"""Columns that repeat what the annotations say, in the form that lists, filters and indexes need."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import Any

from pacta.model import Annotations, Block, Detected, Document, Profile, Span, digest
from pacta.store.edtf import last_day

Row = dict[str, Any]
LABEL = 160  # code points of a statement that name an event


def metadata(document: Document, profile: Profile) -> Row:
    """What a list of documents shows; what was given by hand stands in where the profile has nothing."""
    given = document.given
    name = PurePath(document.source.member or document.source.path).name or document.source.path
    return {
        "title": _value(profile.title) or given.title or name,
        "date": _value(profile.date) or (given.date.isoformat() if given.date else None),
        "place": _value(profile.place) or given.place,
        "outlet": _value(profile.outlet) or given.outlet,
        "doc_type": _value(profile.doc_type) or given.doc_type,
        "language": _value(profile.language) or given.language,
    }


def parties(document: Document, profile: Profile) -> Iterator[Row]:
    found = [party.value for party in profile.parties] or document.given.parties
    for party in dict.fromkeys(found):
        yield {"document": document.id, "party": party}


def statements(document: Document, blocks: tuple[Block, ...], rows: Iterable[Row]) -> Iterator[Row]:
    """Rows of ``statements`` with the words of quote and deadline, the last day, and the paragraph."""
    starts = [block.span.start for block in blocks]
    for row in rows:
        place = bisect_right(starts, row["cue_start"]) - 1
        deadline = row["deadline"] or {"span": None, "value": None}
        yield row | {
            "words": document.text[row["quote_start"] : row["quote_end"]],
            "citation": blocks[place].citation if place >= 0 else None,
            "deadline_words": document.quote(Span(*deadline["span"])) if deadline["span"] else None,
            "deadline_value": deadline["value"],
            "due": last_day(deadline["value"]),
        }


def figures(document: Document, rows: Iterable[Row]) -> Iterator[Row]:
    for row in rows:
        indicator = row["indicator_start"]
        low = row["value"][0] if isinstance(row["value"], list) else row["value"]
        yield row | {
            "words": document.text[row["span_start"] : row["span_end"]],
            "indicator_words": None if indicator is None else document.text[indicator : row["indicator_end"]],
            "low": _number(low),
        }


def names(rows: Iterable[Row]) -> list[Row]:
    """Mentions with the id of their entity: one entity a code, or a type and folded name without code."""
    return [row | _entity(row) for row in rows]


def events(document: Document, annotations: Annotations) -> Iterator[Row]:
    """The document's date, the first full date in each report, and each deadline that has a value."""
    for position, row in enumerate(_events(document, annotations)):
        yield row | {"document": document.id, "position": position}


def _events(document: Document, annotations: Annotations) -> Iterator[Row]:
    about = metadata(document, annotations.profile)
    if about["date"]:
        yield {"date": about["date"], "kind": "document", "label": about["title"], "statement": None}
    dated = [mention for mention in annotations.dates if mention.type == "DATE" and last_day(mention.value)]
    starts = [mention.span.start for mention in dated]
    for statement in annotations.statements:
        label = _label(document.quote(statement.quote))
        first = bisect_right(starts, statement.quote.start - 1)
        found = {"label": label, "statement": statement.id}
        if statement.deadline and last_day(statement.deadline.value):
            yield found | {"date": statement.deadline.value, "kind": "deadline"}
        elif statement.kind == "report" and first < len(dated) and dated[first].span.end <= statement.quote.end:
            yield found | {"date": dated[first].value, "kind": "report"}


def _label(words: str) -> str:
    """The words on one line, cut after a word where they are many."""
    line = " ".join(words.split())
    return line if len(line) <= LABEL else line[: LABEL - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def _entity(row: Row) -> Row:
    key = row["code"] or " ".join(row["entity"].split()).casefold()
    kind = "code" if row["code"] else row["type"]
    return {"entity_id": "e" + digest("entity", kind, key)[:16], "entity_key": key}


def _number(value: Any) -> float | None:
    try:
        return float(value)
    except (OverflowError, TypeError, ValueError):
        return None


def _value(detected: Detected | None) -> str | None:
    return None if detected is None else detected.value
