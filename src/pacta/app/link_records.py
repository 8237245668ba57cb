"""Findings, threads and comparisons as the JSON objects of ``check``, ``list threads`` and ``compare``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pacta.link import Comparison, Evidence, Finding, LinkedMention, Mention, Pair, Thread
from pacta.review import Standing

Record = dict[str, Any]


def finding_record(found: Finding, judged: Standing | None = None) -> Record:
    """``b`` is None where a follow-up has no second passage. ``dismissed`` by a reviewer, with the ``reason``."""
    dismissed = is_dismissed(judged)
    return {
        "id": found.id, "kind": found.kind, "severity": found.severity, "sentence": found.sentence,
        "a": evidence_record(found.a), "b": evidence_record(found.b) if found.b else None, "dismissed": dismissed,
        "reason": judged.decided.reason if dismissed and judged and judged.decided else None,
    }  # fmt: skip


def is_dismissed(judged: Standing | None) -> bool:
    return judged is not None and judged.state == "dismissed"


def evidence_record(found: Evidence) -> Record:
    return {
        "document": found.document, "file": found.file, "date": found.date, "span": found.span.pair(),
        "quote": found.quote,
    }  # fmt: skip


def thread_record(thread: Thread) -> Record:
    return {
        "id": thread.id, "title": thread.title, "type": thread.type, "stage": thread.stage,
        "mentions": [linked_record(mention) for mention in thread.mentions],
    }  # fmt: skip


def linked_record(linked: LinkedMention) -> Record:
    """A mention with its relation to the one before, what changed, and the new words as spans."""
    return mention_record(linked.mention) | {
        "relation": linked.relation,
        "changes": [{"aspect": c.aspect, "was": c.was, "now": c.now} for c in linked.changes],
        "marks": [span.pair() for span in linked.marks],
    }


def mention_record(mention: Mention) -> Record:
    statement = mention.statement
    return evidence_record(mention.evidence) | {
        "statement": statement.id, "kind": statement.kind, "voice": statement.voice,
        "firmness": statement.firmness, "stage": mention.stage,
    }  # fmt: skip


def comparison_records(comparison: Comparison) -> Iterator[Record]:
    """One object a statement: ``change`` is same, reworded, gone (only ``a``) or new (only ``b``)."""
    for pair in comparison.aligned:
        yield _pair_record(pair)
    for mention in comparison.gone:
        yield {"change": "gone", "a": mention_record(mention), "b": None}
    for mention in comparison.new:
        yield {"change": "new", "a": None, "b": mention_record(mention)}


def _pair_record(pair: Pair) -> Record:
    a = mention_record(pair.a) | {"marks": [span.pair() for span in pair.gone]}
    return {
        "change": "same" if pair.same else "reworded", "likeness": pair.likeness, "a": a,
        "b": linked_record(pair.b),
    }  # fmt: skip
