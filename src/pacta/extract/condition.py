"""The condition inside a clause: "if the quota is kept", "subject to ratification"."""

from __future__ import annotations

import re

from pacta.lexicon import load_table
from pacta.model import Span

__all__ = ["condition_of"]

LONGEST = 300  # code points; a condition that goes on for longer is cut at the last word within
# A comma inside a number and a stop inside "U.S. law" do not end it.
_END = re.compile(r"[;:)—]|,(?!\d)|(?<=[a-z\d)\]”\"])[.!?](?=\s|$)|\n\s*\n|\s–\s")


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
    return Span(span.start + start, span.start + _end(clause, start))


def _begin(match: re.Match[str]) -> int:
    return match.start("opens") if "opens" in match.re.groupindex else match.start()


def _end(clause: str, start: int) -> int:
    """Where a condition ends that begins at ``start``: at the next stop, or with its clause."""
    limit = min(len(clause), start + LONGEST)
    stop = _END.search(clause, start + 1, limit)
    end = stop.start() if stop else limit
    if not stop and limit < len(clause):
        end = max(clause.rfind(" ", start, limit), start + 1)
    return start + len(clause[start:end].rstrip())
