"""At what stage a text sees a project or an instrument: the words decide (`lexicon/en/stages.toml`)."""

from __future__ import annotations

from typing import cast

from pacta.lexicon import load_table
from pacta.link.types import Stage
from pacta.model import Span, Statement

# From idea to operation. Signed and in force are for instruments what under way and completed are for
# projects; suspended and lapsed stand outside the order.
RANK: dict[Stage, int] = {
    "proposed": 0, "under study": 1, "under negotiation": 2, "agreed": 3, "signed": 4, "under way": 5,
    "in force": 6, "completed": 7,
}  # fmt: skip
_OUTRIGHT = 4  # firmness of a specific act promised outright


def stage_in(text: str, span: Span) -> tuple[Stage, Span] | None:
    """The stage that the words under the span give, and these words; None where none do."""
    words = text[span.start : span.end].casefold()
    for rule in load_table("stages"):
        if not any(sign in words for sign in rule.data["signs"]):
            continue
        match = rule.pattern.search(text, span.start, span.end)
        if match is not None and match.end() > match.start():
            return cast(Stage, rule.data["stage"]), Span(*match.span())
    return None


def stage_of(statement: Statement, worded: Stage | None) -> Stage | None:
    """The stage that a statement leaves its object at: by its words, or agreed where an act is promised
    outright."""
    if worded is not None:
        return worded
    outright = statement.kind == "commitment" and statement.firmness == _OUTRIGHT and not statement.negated
    return "agreed" if outright else None
