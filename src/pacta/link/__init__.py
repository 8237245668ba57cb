"""The record across documents: entities, threads, drift of wording, and findings."""

from pacta.link.compare import Comparison, Pair, compare
from pacta.link.entities import Judged
from pacta.link.linking import Linked, link
from pacta.link.types import (
    Change,
    Entity,
    Evidence,
    Finding,
    FindingKind,
    LinkedMention,
    Mention,
    ReadDocument,
    Relation,
    Severity,
    Stage,
    Thread,
    ThreadType,
)

__all__ = [
    "Change", "Comparison", "Entity", "Evidence", "Finding", "FindingKind", "Judged", "Linked", "LinkedMention",
    "Mention", "Pair", "ReadDocument", "Relation", "Severity", "Stage", "Thread", "ThreadType", "compare", "link",
]  # fmt: skip
