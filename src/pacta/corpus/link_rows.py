"""Threads, mentions, findings and indicators as rows."""

from __future__ import annotations

import json
from collections.abc import Iterator

from pacta.corpus.tables import Row
from pacta.link.figures import FigureFact
from pacta.link.linking import drawer_id
from pacta.link.types import Evidence, Finding, LinkedMention, Thread
from pacta.link.words import STATE
from pacta.store.codec import from_plain, to_plain
from pacta.store.types import canonical_json


def thread_row(thread: Thread) -> Row:
    found = [linked.mention.evidence for linked in thread.mentions]
    dates = sorted(evidence.date for evidence in found if evidence.date)
    return {
        "id": thread.id, "title": thread.title, "titled_by": thread.titled_by, "type": thread.type,
        "stage": thread.stage, "mentions": len(found), "documents": len({each.document for each in found}),
        "first": dates[0] if dates else None, "last": dates[-1] if dates else None,
    }  # fmt: skip


def mention_rows(thread: Thread) -> Iterator[Row]:
    """In time order; ``before`` is the statement that the relation and the changes are to."""
    for place, linked in enumerate(thread.mentions):
        yield {"thread": thread.id, "place": place} | _mention_row(linked)


def _mention_row(linked: LinkedMention) -> Row:
    mention, found = linked.mention, linked.mention.evidence
    return {
        "statement": mention.statement, "document": found.document, "date": found.date, "start": found.span.start,
        "end": found.span.end, "quote": found.quote, "kind": mention.kind, "firmness": mention.firmness,
        "voice": mention.voice, "actors": list(mention.actors), "deadline": mention.deadline,
        "stage": mention.stage, "relation": linked.relation,
        "before": linked.before.statement if linked.before else None,
        "changes": [{"aspect": c.aspect, "was": c.was, "now": c.now} for c in linked.changes],
    }  # fmt: skip


def finding_data(found: Finding) -> str:
    return canonical_json(to_plain(found))


def finding_of(data: str) -> Finding:
    return from_plain(Finding, json.loads(data))  # type: ignore[no-any-return]


def finding_row(source: str, found: Finding) -> Row:
    """``source`` is the thread, or the drawer of claims, that it comes from."""
    plain = {
        "id": found.id, "source": source, "kind": found.kind, "severity": found.severity,
        "sentence": found.sentence, "since": found.since,
    }  # fmt: skip
    return plain | _passage("a", found.a) | _passage("b", found.b)


def _passage(side: str, found: Evidence | None) -> Row:
    values = (found.document, found.date, *found.span.pair(), found.quote) if found else (None,) * 5
    return {f"{side}_{name}": value for name, value in zip(_PASSAGE, values, strict=True)}


_PASSAGE = ("document", "date", "start", "end", "quote")


def indicator_row(drawer: int, fact: FigureFact) -> Row:
    """A figure of an indicator; ``low`` and ``high`` are the same but for a range."""
    figure, value = fact.figure, fact.figure.value
    low, high = value if isinstance(value, tuple) else (value, value)
    return {
        "id": drawer_id(drawer), "said": " ".join(fact.said.split()), "unit": figure.unit,
        "change": figure.direction is not None, "states": [s.removeprefix(STATE) for s in fact.indicator[1]],
        "document": fact.evidence.document, "date": fact.evidence.date, "figure": figure.id, "low": float(low),
        "high": float(high), "hedge": figure.hedge, "direction": figure.direction, "period": figure.period,
        "words": fact.written, "quote": fact.evidence.quote,
    }  # fmt: skip
