"""The condition inside a clause: "if the quota is kept", "subject to ratification"."""

from __future__ import annotations

import re

from pacta.lexicon import load_table
from pacta.model import Span

__all__ = ["condition_of"]

LONGEST = 300  # code points; a condition that goes on for longer is cut at the last word within
# A comma inside a number and a stop inside "U.S. law" do not end it.
_END = re.compile(r"[;:)—]|,(?!\d)|(?<=[a-z\d)\]”\"])[.!?](?=\s|$)|\n\s*\n|\s–\s")

# "if we, as neighbours, do not act": the clause goes on behind the insertion.
_BARE = re.compile(
    r"(?:only |even |but )*(?:if|unless|once|until|when|should|provided that)\s+(?:we|you|they|he|she|it|I)", re.I
)


def condition_of(text: str, span: Span) -> Span | None:
    """The first condition that begins inside ``span`` of ``text``, from its conjunction to its end; or None.

    The rules are those of ``conditions.toml``. Manner ("in accordance with their laws") is no condition.
    """
    clause = text[span.start : span.end]
    small = clause.lower()
    rules = [rule for rule in load_table("conditions") if any(sign in small for sign in rule.data["signs"])]
    starts = [_begin(match) for rule in rules if (match := rule.pattern.search(clause))]
    if not starts:
        return None
    start = min(starts)
    end = _end(clause, start)
    return None if _BARE.fullmatch(clause, start, end) else Span(span.start + start, span.start + end)


def _begin(match: re.Match[str]) -> int:
    return match.start("opens") if "opens" in match.re.groupindex else match.start()


def _end(clause: str, start: int) -> int:
    """Where a condition ends that begins at ``start``: at the next stop, or with its clause."""
    limit = min(len(clause), start + LONGEST)
    stop = _END.search(clause, start + 1, limit)
    if stop and stop[0] == "," and _BARE.fullmatch(clause, start, stop.start()):
        inserted = clause.find(",", stop.end(), limit)
        stop = _END.search(clause, inserted + 1, limit) if inserted > 0 else stop
    end = stop.start() if stop else limit
    if not stop and limit < len(clause):
        end = max(clause.rfind(" ", start, limit), start + 1)
    return start + len(clause[start:end].rstrip())
