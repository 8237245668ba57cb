"""The classifier gives chances of acts, from the words alone."""

from __future__ import annotations

import pytest

from pacta.extract.classifier import load_classifier
from pacta.extract.features import features
from pacta.extract.weigh import joined, label_of
from pacta.model import CUE_CLASSES


def chances(cue: str, before: str, after: str) -> dict[str, float]:
    return dict(zip(CUE_CLASSES, load_classifier().chances(features(cue, before, after, "joint")), strict=True))


def test_the_chances_sum_to_one_even_for_unknown_words() -> None:
    assert sum(load_classifier().chances(())) == pytest.approx(1)
    assert sum(load_classifier().chances({"a feature that nobody trained"})) == pytest.approx(1)


@pytest.mark.parametrize(
    ("cue", "before", "after", "expected"),
    [
        ("agreed to", "The two sides ", " open a consulate in Lakeport in May", "commitment4"),
        ("called on", "Both ministers ", " all parties to withdraw", "request"),
        ("are", "Their ties ", " strong, friendly and time-tested, a model for the region", "appraisal"),
        ("signed", "The ministers ", " three agreements on rail and ports", "report"),
        ("oppose", "The two sides ", " any use of force", "position"),
    ],
)
def test_plain_acts_are_known_by_their_words(cue: str, before: str, after: str, expected: str) -> None:
    found = chances(cue, before, after)
    assert max(found, key=lambda name: found[name]) == expected


def test_two_witnesses_who_agree_outweigh_one_and_keep_the_chance_of_a_cue() -> None:
    encoder = tuple({"report": 0.4, "appraisal": 0.35}.get(name, 0.01) for name in CUE_CLASSES)
    witness = tuple({"appraisal": 0.8}.get(name, 0.02) for name in CUE_CLASSES)
    both = joined(encoder, witness)
    assert label_of(encoder) == "report" and label_of(both) == "appraisal"
    assert sum(both) == pytest.approx(sum(encoder))
