"""Rules explain what a cue says: its act, its firmness, and whether it denies."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacta.extract.cues import (
    cue_rules,
    greets,
    is_bare,
    negated,
    normal_form,
    opens_bullets,
    stem_act,
    stem_rules,
)
from pacta.lexicon import Rule, load_table
from pacta.model import KINDS, Span

RULES = [*load_table("cues"), *load_table("negation"), *load_table("greetings")]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_examples_match_and_counterexamples_do_not(rule: Rule) -> None:
    assert rule.examples and rule.counterexamples
    assert [e for e in rule.examples if not rule.pattern.search(e)] == []
    assert [e for e in rule.counterexamples if rule.pattern.search(e)] == []


@pytest.mark.parametrize("rule", load_table("cues"), ids=lambda rule: rule.id)
def test_every_cue_rule_names_a_kind_and_grades_commitments_only(rule: Rule) -> None:
    assert rule.data["kind"] in KINDS
    assert (rule.data.get("firmness") in (1, 2, 3, 4)) == (rule.data["kind"] == "commitment")


def test_ids_are_unique() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)


@pytest.mark.parametrize(
    ("cue", "following", "kind", "firmness"),
    [
        ("We’ll", " also hold a fair", "commitment", 4),
        ("will", " further strengthen the pact", "commitment", 3),
        ("further agreed to", " open a consulate", "commitment", 4),
        ("agreed to", " promote tourism", "commitment", 3),
        ("reaffirm our commitment to", " free trade", "commitment", 3),
        ("are fully committed to", " the pact", "commitment", 3),
        ("are ready to", " host the talks", "commitment", 2),
        ("expressed its willingness to", " host the talks", "commitment", 2),
        ("underlined the need to", " widen the road", "commitment", 1),
        ("emphasised the importance of", " widening the road", "commitment", 1),
        ("emphasised the importance of", " the Charter", "position", None),
        ("strongly support", " the reform", "position", None),
        ("agreed that", " trade is vital", "position", None),
        ("call upon", " all parties to withdraw", "request", None),
        ("also welcomed", " the opening", "appraisal", None),
        ("expressed his gratitude for", " the welcome", "appraisal", None),
        ("would like to thank", " the hosts", "appraisal", None),
        ("hope that", " the Orvelian side will continue to help", "request", None),
        ("hope that", " our ties will deepen", "appraisal", None),
        ("hope", " we will step up trade", "commitment", 2),
        ("reaffirmed that", " all parties must withdraw", "request", None),
        ("welcome and", " support the reform", "position", None),
        ("discussed", " regional issues", "report", None),
        ("have signed", " three agreements", "report", None),
        ("’re deepening", " our ties", "report", None),
    ],
)
def test_the_first_rule_gives_kind_and_firmness(cue: str, following: str, kind: str, firmness: int | None) -> None:
    first = cue_rules(cue, following)[0]
    assert (first.data["kind"], first.data.get("firmness")) == (kind, firmness)


@pytest.mark.parametrize(
    ("cue", "following", "denies"),
    [
        ("will not", " recognise it", True),
        ("won’t", " recognise it", True),
        ("will", " never recognise it", True),
        ("agreed not to", " meet", True),
        ("do not support", " it", True),
        ("will not only", " trade but invest", False),
        ("will", " not only trade but invest", False),
        ("will", " trade, not fight", False),
        ("support", " peace and not war", False),
    ],
)
def test_a_denial_is_told_from_not_only(cue: str, following: str, denies: bool) -> None:
    assert negated(cue, following) is denies


def test_the_normal_form_leaves_out_subject_adverbs_and_contractions() -> None:
    assert normal_form("We’ve\r\nrepeatedly  called for", " Calm") == "have called for‖ calm"
    assert normal_form("together", "") == "together‖"


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_words_are_answered_from_the_table(cue: str, following: str) -> None:
    found = [rule.id for rule in cue_rules(cue, following)]
    assert found == [rule.id for rule in load_table("cues") if rule.id in found]
    assert isinstance(negated(cue, following), bool)


@pytest.mark.parametrize(
    "words", ["reaffirmed the " + "very " * 50_000, "a" * 200_000, "is not " * 50_000, "'" * 99_999]
)
def test_very_long_cues_go_through(words: str) -> None:
    assert cue_rules(words, words) is not None


def test_greetings_perform_no_act() -> None:
    assert greets("Thank you", " for your attention.") and greets("am glad to see", " you in Port Ross")
    assert not greets("thank", " the hosts for their help") and not greets("am glad to see", " trade grow")


@pytest.mark.parametrize(
    ("stem", "act"),
    [
        ("The two sides will:", "will"),
        ("The two sides agreed to the following steps:", "agreed to"),
        ("A dialogue will be held on these areas:", None),
        ("The two sides welcomed:", "welcomed"),
        ("They took note of what the parties agreed to and call on the donors to:", "call on"),
        ("The agreement has three parts:", None),
    ],
)
def test_a_stem_hands_on_its_last_act_not_what_will_be(stem: str, act: str | None) -> None:
    found = stem_act(stem)
    assert (found and found.of(stem)) == act


@pytest.mark.parametrize(
    ("stem", "kind", "bare"),
    [
        ("We call upon the coastal states:", "request", True),
        ("The Ministers instruct their officials to:", "commitment", True),
        ("Since 2021 the two countries have:", "report", True),
        ("They noted with satisfaction that:", "appraisal", True),
        ("The Council regretted the slow pace of reforms in:", "appraisal", False),
        ("We will protect the reefs of the lagoon by:", "commitment", False),
    ],
)
def test_a_stem_of_any_kind_is_known_and_whether_it_says_more_than_its_bullets(
    stem: str, kind: str, bare: bool
) -> None:
    (rule,) = stem_rules(stem)
    assert (rule.data["kind"], is_bare(stem)) == (kind, bare)


@pytest.mark.parametrize("length", range(85, 100))
def test_a_colon_within_a_line_ends_no_stem_however_far_it_stands(length: int) -> None:
    addressed = " the donors, and coastal states of the region that border on it".ljust(length, "x")
    cue = Span(3, 10)
    assert opens_bullets(f"We call on{addressed}:\n", cue)
    assert not opens_bullets(f"We call on{addressed}: they should pay.\n", cue)
