"""Rules and encoder are weighed: a rule tips what is close and yields to what is plain."""

from __future__ import annotations

from pacta.extract.cues import cue_rules, stem_rules
from pacta.extract.weigh import STEM_STRENGTH, calibrated, label_of, weighed
from pacta.model import CUE_CLASSES


def chances(**given: float) -> tuple[float, ...]:
    return tuple(given.get(name, 0.01) for name in CUE_CLASSES)


def test_a_rule_tips_the_balance_between_close_chances() -> None:
    close = chances(commitment3=0.3, position=0.4)
    assert label_of(close) == "position"
    assert label_of(weighed(close, cue_rules("remain committed to", "the ceasefire"))) == "commitment3"


def test_a_plain_reading_stands_against_the_rule() -> None:
    plain = chances(report=0.93)
    assert label_of(weighed(plain, cue_rules("will", "arrive on Monday"))) == "report"


def test_weighing_keeps_the_chance_that_there_is_a_cue_at_all() -> None:
    given = chances(commitment4=0.5, report=0.2)
    assert abs(sum(weighed(given, cue_rules("will", "build"))) - sum(given)) < 1e-9


def test_a_cue_that_no_rule_knows_is_left_to_the_encoder() -> None:
    assert weighed(chances(report=0.7), ()) == chances(report=0.7)


def test_calibration_keeps_the_order_of_scores_and_their_bounds() -> None:
    scores = [calibrated(n / 20) for n in range(21)]
    assert scores == sorted(scores) and 0 < scores[0] < scores[-1] < 1


def test_to_agree_to_study_is_an_intention_whatever_the_encoder_says() -> None:
    sure = chances(commitment4=0.9, commitment2=0.03)
    assert label_of(weighed(sure, cue_rules("agreed to", " study the proposal"))) == "commitment2"


def test_a_bullet_takes_the_act_of_its_stem() -> None:
    rules = stem_rules("In the coming year the two sides agreed to:")
    assert rules and rules[0].data["kind"] == "commitment"
    assert label_of(weighed(chances(report=0.6, commitment4=0.2), rules, STEM_STRENGTH)) == "commitment4"
    assert stem_rules("The two sides met in three places:") == ()
