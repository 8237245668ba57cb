"""Features show a cue's words, its sentence, its rules and its teller, and nothing else."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from pacta.extract.features import features


def test_the_rules_and_the_words_of_a_cue_are_features() -> None:
    found = features("agreed to", "The two sides ", " hold talks in Port Ross", "joint")
    assert {"rule=cue.agree-to", "teller=joint", "cue=agreed to", "subject=both", "after+1 hold"} <= found


def test_praise_and_blame_are_counted() -> None:
    praised = features("are", "Their ties ", " strong, friendly and time-tested", "person")
    blamed = features("is", "The raid ", " a brutal and unprovoked act", "person")
    assert {"praise-quality", "praise-closeness", "praise>=3"} <= praised and "no evaluation" not in praised
    assert "blame" in blamed and "praise>=1" not in blamed
    assert "no evaluation" in features("opened", "The port ", " in May", "narrator")


def test_a_cue_that_opens_its_sentence_says_so() -> None:
    assert "opens its sentence" in features("Recalling", "", " the accord", "joint")
    assert "opens its sentence" not in features("recalled", "She ", " the accord", "joint")


@given(st.text(max_size=400), st.text(max_size=400), st.text(max_size=400))
def test_any_words_give_the_same_features_twice(cue: str, before: str, after: str) -> None:
    assert features(cue, before, after, "joint") == features(cue, before, after, "joint")


def test_what_lies_far_from_the_cue_costs_no_time() -> None:
    started = time.process_time()
    features("will", "word " * 200_000, " word" * 200_000, "narrator")
    assert time.process_time() - started < 1
