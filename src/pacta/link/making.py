"""Findings get ids from their content: the same passages, the same finding."""

from __future__ import annotations

from pacta.link.types import Evidence, Finding, FindingKind, Severity
from pacta.model import digest


def finding(
    kind: FindingKind,
    severity: Severity,
    sentence: str,
    a: Evidence,
    b: Evidence | None = None,
    *,
    since: str | None = None,
) -> Finding:
    parts = [(passage.document, *passage.span.pair()) for passage in (a, b) if passage]
    return Finding("q" + digest("finding", kind, *parts)[:16], kind, severity, sentence, a, b, since)


def in_time(passage: Evidence) -> tuple[str, str, int]:
    """Sorts passages by date, document and place; those of which nothing tells a date last."""
    return passage.order, passage.document, passage.span.start


def text_of(passage: Evidence) -> str:
    """How a finding's sentence names a document."""
    name = passage.file.replace("\\", "/").rsplit("/", 1)[-1]
    return f"{name} ({passage.date})" if passage.date else name
