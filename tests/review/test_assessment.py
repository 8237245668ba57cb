"""Only people score; averages are those of the field; one event counts once; nothing found is not nothing done."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest

from pacta.review import Anchor, Judgement
from pacta.review.assessment import assess, percent, percent_of_set

MINUTES = count()


def entry(
    verdict: str, reviewer: str = "ana", reason: str = "", role: str = "reviewer", **values: Any
) -> Judgement:
    at = f"2025-01-01T10:{next(MINUTES) % 60:02}:00+00:00"
    return Judgement("s1", (Anchor("We will"),), verdict, reviewer, at, reason, values, role=role)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("scores", "average"),
    [(["+1"], 100), (["0"], 50), (["-1"], 0), (["+1", "0", "n/a"], 75), (["n/a"], None), ([], None)],
)
def test_the_average_is_50_times_the_mean_score_plus_one_and_leaves_out_what_does_not_apply(
    scores: list[str], average: float | None
) -> None:
    assert percent(scores) == average


def test_in_a_set_every_commitment_weighs_the_same_and_unscored_ones_nothing() -> None:
    assert percent_of_set([["+1", "+1", "+1"], ["-1"], [], ["n/a"]]) == 50


def test_two_texts_that_tell_of_one_event_are_one_event() -> None:
    log = [
        entry("evidence", reason="signed", link="https://example.org/a"),
        entry("evidence", reason="signed, says the other side", link="https://example.org/A/"),
        entry("evidence", reason="ratified", link="https://example.org/b", date="2025-03"),
    ]
    log.append(entry("evidence", reason="signed, says a third", same_as=log[0].id))
    assert [len(event.items) for event in assess(log).events] == [1, 3]


def test_the_status_says_no_more_than_a_person_has_said() -> None:
    assert assess([]).status == "Not assessed."
    search = entry("search", searched="both foreign ministries' sites", until="2025-01-01")
    assert assess([search]).status == (
        "No evidence found (searched both foreign ministries' sites, until 2025-01-01)."
    )
    evidence = entry("evidence", reason="signed")
    assert assess([search, evidence]).status == "Not scored; evidence of 1 event."
    assert assess([evidence, entry("score", score="+1")]).status.startswith("+1 (set by ana")


def test_reviewers_who_score_differently_are_both_shown_until_a_curator_decides() -> None:
    log = [entry("score", score="+1", actor="VNM"), entry("score", "boris", score="0", actor="VNM")]
    assert assess(log).status == "VNM: reviewers differ (+1 by ana, 0 by boris)"
    log.append(entry("score", "cleo", role="curator", score="0", actor="VNM"))
    assert assess(log).scores[0].score == "0"


def test_a_score_that_is_taken_back_is_gone() -> None:
    score = entry("score", score="+1")
    undo = Judgement("s1", (Anchor("We will"),), "undo", "ana", "2025-01-01T11:00:00+00:00", replaces=score.id)
    assert assess([score, undo]).status == "Not assessed."
