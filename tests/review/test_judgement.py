"""The log of judgements is only appended to; what stands is the last word of each reviewer."""

from __future__ import annotations

from itertools import permutations

from pacta.review import Anchor, Judgement, standing

WORDS = Anchor("will build", "The sides ", " a bridge")


def entry(verdict: str, at: str, reviewer: str = "ana", replaces: str | None = None) -> Judgement:
    return Judgement("s1", WORDS, verdict, reviewer, at, replaces=replaces)  # type: ignore[arg-type]


def test_the_last_judgement_of_a_reviewer_stands_whatever_the_order_of_arrival() -> None:
    log = [
        entry("accept", "2025-01-01T10:00"),
        entry("reject", "2025-01-02T10:00"),
        entry("accept", "2025-01-03T10:00"),
    ]
    for order in permutations(log):
        assert standing(order)["s1", "ana"] == log[-1]


def test_two_reviewers_stand_side_by_side() -> None:
    log = [entry("accept", "2025-01-01T10:00"), entry("reject", "2025-01-01T11:00", "boris")]
    assert {key[1]: value.verdict for key, value in standing(log).items()} == {"ana": "accept", "boris": "reject"}


def test_undoing_is_a_new_entry_and_takes_the_judgement_away() -> None:
    first = entry("reject", "2025-01-01T10:00")
    undo = entry("undo", "2025-01-02T10:00", replaces=first.id)
    assert standing([first, undo]) == {}


def test_the_same_entry_twice_is_one() -> None:
    assert entry("accept", "2025-01-01T10:00").id == entry("accept", "2025-01-01T10:00").id
