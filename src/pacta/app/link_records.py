"""The record across documents as the JSON objects of ``check``, ``list`` and ``compare``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pacta.app.link_views import (
    ComparedPair,
    ComparisonView,
    FindingRow,
    IndicatorView,
    MechanismView,
    Passage,
    ThreadMention,
    ThreadView,
)
from pacta.app.linked_dating import DatingView
from pacta.model import Span

Record = dict[str, Any]


def finding_record(found: FindingRow) -> Record:
    """``b`` is None where a follow-up has no second passage; ``reason`` is that of who dismissed it."""
    return {
        "id": found.id, "kind": found.kind, "severity": found.severity, "sentence": found.sentence,
        "a": passage_record(found.a), "b": passage_record(found.b) if found.b else None,
        "dismissed": found.dismissed, "reason": found.reason, "thread": found.thread,
    }  # fmt: skip


def passage_record(found: Passage) -> Record:
    return {
        "document": found.document, "file": found.file, "date": found.date, "inferred": found.inferred,
        "span": found.span.pair(), "quote": found.quote, "voice": found.voice,
    }  # fmt: skip


def thread_record(view: ThreadView) -> Record:
    """``relation`` of a mention is None where its date, or that of the one before, is not known."""
    row = view.row
    return {
        "id": row.id, "title": row.title, "type": row.type, "stage": row.stage,
        "mentions": [related_record(mention) for mention in view.mentions],
    }  # fmt: skip


def related_record(found: ThreadMention) -> Record:
    """A mention with its relation to the one before, what changed, and the words that are new or gone as spans."""
    return mention_record(found) | {
        "relation": found.relation,
        "inferred_order": found.inferred,
        "changes": [{"aspect": c.aspect, "was": c.was, "now": c.now} for c in found.changes],
        "gone": _pairs(found.before.marks) if found.before else [],
    }


def mention_record(found: ThreadMention) -> Record:
    return passage_record(found.passage) | {
        "statement": found.passage.statement, "kind": found.kind, "firmness": found.firmness,
        "actors": list(found.actors), "deadline": found.deadline, "stage": found.stage,
        "stage_span": found.stage_words.pair() if found.stage_words else None, "marks": _pairs(found.passage.marks),
    }  # fmt: skip


def indicator_record(view: IndicatorView) -> Record:
    row = view.row
    return {
        "id": row.id, "indicator": row.name, "unit": row.unit, "change": row.change, "states": list(row.states),
        "disagreements": row.disagreements,
        "points": [
            passage_record(point.passage)
            | {
                "figure": point.figure, "when": point.when, "dated_by": point.dated_by, "value": point.value,
                "hedge": point.hedge, "direction": point.direction, "words": point.words,
                "disagrees": list(point.disagrees),
            }
            for point in view.points
        ],
    }  # fmt: skip


def mechanism_record(view: MechanismView) -> Record:
    row = view.row
    return {
        "id": row.id, "name": row.name, "states": list(row.states), "last_met": row.last_met,
        "next_meets": row.next_meets,
        "tasks": [
            passage_record(task.passage)
            | {"by": list(task.by), "firmness": task.firmness, "deadline": task.deadline}
            for task in view.tasks
        ],
        "meetings": [
            passage_record(met.passage) | {"when": met.date, "to_come": met.to_come} for met in view.meetings
        ],
    }  # fmt: skip


def dating_record(found: DatingView) -> Record:
    """When an undated document was written, by its own words; never its date."""
    return {
        "interval": found.interval,
        "clues": [
            passage_record(clue.passage)
            | {
                "words": _pairs(clue.passage.marks), "earliest": clue.earliest, "latest": clue.latest,
                "rule": clue.rule,
            }
            for clue in found.clues
        ],
    }  # fmt: skip


def comparison_records(comparison: ComparisonView) -> Iterator[Record]:
    """One object a statement: ``change`` is same, reworded, gone (only ``a``) or new (only ``b``)."""
    for pair in comparison.aligned:
        yield _pair_record(pair)
    for mention in comparison.gone:
        yield {"change": "gone", "a": mention_record(mention), "b": None}
    for mention in comparison.new:
        yield {"change": "new", "a": None, "b": mention_record(mention)}


def _pair_record(pair: ComparedPair) -> Record:
    return {
        "change": "same" if pair.same else "reworded", "likeness": pair.likeness, "doubtful": pair.doubtful,
        "a": mention_record(pair.a), "b": related_record(pair.b),
    }  # fmt: skip


def _pairs(spans: Sequence[Span]) -> list[list[int]]:
    return [span.pair() for span in spans]
