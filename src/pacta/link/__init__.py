"""The record across documents: entities, threads, drift of wording, and findings."""

from pacta.link.compare import Comparison, Pair, compare
from pacta.link.linking import Linked, link
from pacta.link.types import Change, Entity, Evidence, Finding, LinkedMention, Mention, ReadDocument, Thread

__all__ = [
    "Change", "Comparison", "Entity", "Evidence", "Finding", "Linked", "LinkedMention", "Mention", "Pair",
    "ReadDocument", "Thread", "compare", "link",
]  # fmt: skip
