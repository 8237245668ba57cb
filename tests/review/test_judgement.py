"""The log of judgements is only appended to; what stands is the last word of each reviewer."""

from __future__ import annotations

from itertools import permutations

from pacta.review import Anchor, Judgement, settle, standing

WORDS = Anchor("will build", "The sides ", " a bridge")


def entry(verdict: str, at: str, reviewer: str = "ana", replaces: str | None = None, **more: object) -> Judgement:
    return Judgement("s1", (WORDS,), verdict, reviewer, at, replaces=replaces, **more)  # type: ignore[arg-type]


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
    assert settle(log).state == "disputed"


def test_undoing_is_a_new_entry_and_brings_back_what_stood_before() -> None:
    first = entry("accept", "2025-01-01T10:00")
    second = entry("reject", "2025-01-02T10:00")
    undo = entry("undo", "2025-01-03T10:00", replaces=second.id)
    again = entry("undo", "2025-01-04T10:00", replaces=undo.id)
    assert settle([first, second, undo]).state == "accepted"
    assert settle([first, second, undo, again]).state == "rejected"
    assert standing([first, entry("undo", "2025-01-02T11:00", replaces=first.id)]) == {}


def test_a_judgement_that_answers_a_colleagues_takes_its_place() -> None:
    first = entry("accept", "2025-01-01T10:00")
    answer = entry("reject", "2025-01-02T10:00", "boris", replaces=first.id)
    assert settle([first, answer]).state == "rejected"


def test_the_curator_decides_between_reviewers() -> None:
    log = [
        entry("accept", "2025-01-01T10:00"),
        entry("reject", "2025-01-01T11:00", "boris"),
        entry("accept", "2025-01-01T12:00", "cleo", role="curator"),
    ]
    assert settle(log).state == "accepted"


def test_the_same_entry_twice_is_one() -> None:
    assert entry("accept", "2025-01-01T10:00").id == entry("accept", "2025-01-01T10:00").id
