"""An agreement that somebody will act is that act."""

from __future__ import annotations

from pacta.extract.agreed import without_agreement
from pacta.extract.decode import RawCue
from pacta.model import CUE_CLASSES, Span


def agreed(text: str, label: str) -> tuple[str, str | None]:
    chances = tuple(0.9 if name == label else 0.01 for name in CUE_CLASSES)
    cue = Span(text.index("agreed"), text.index(" that") + 5)
    raw = without_agreement(text, RawCue(0, (0, 0), cue, Span(cue.end + 1, len(text) - 1), (), chances))
    return raw.cue.of(text), raw.content.of(text) if raw.content else None


def test_the_verb_of_the_agreed_clause_is_the_cue() -> None:
    text = "The Ministers agreed that the Chilean delegation would host the next round."
    assert agreed(text, "commitment4") == ("would", "host the next round")


def test_an_agreed_principle_stays_an_agreement() -> None:
    text = "The Ministers agreed that open markets will serve all."
    assert agreed(text, "position") == ("agreed that", "open markets will serve all")


def test_what_the_voices_agree_to_do_themselves_stays_an_agreement() -> None:
    text = "The Ministers agreed that they will meet in Quito."
    assert agreed(text, "commitment4") == ("agreed that", "they will meet in Quito")
