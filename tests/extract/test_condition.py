"""The condition on which a statement hangs is found, and manner is not taken for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacta.extract.condition import condition_of
from pacta.lexicon import Rule, load_table
from pacta.model import Span


@pytest.mark.parametrize("rule", load_table("conditions"), ids=lambda rule: rule.id)
def test_examples_match_and_counterexamples_do_not(rule: Rule) -> None:
    assert rule.examples and rule.counterexamples
    assert [e for e in rule.examples if not rule.pattern.search(e)] == []
    assert [e for e in rule.counterexamples if rule.pattern.search(e)] == []


@pytest.mark.parametrize("rule", load_table("conditions"), ids=lambda rule: rule.id)
def test_every_example_holds_a_sign_of_its_rule(rule: Rule) -> None:
    signs = rule.data["signs"]
    assert [e for e in rule.examples if not any(sign in e.lower() for sign in signs)] == []


def found(text: str) -> str | None:
    span = condition_of(text, Span(0, len(text)))
    return span and span.of(text)


@pytest.mark.parametrize(
    ("clause", "condition"),
    [
        ("will lift the duty if the quota is kept.", "if the quota is kept"),
        ("will go only if 1,000 tonnes are shipped, and then rest", "only if 1,000 tonnes are shipped"),
        ("If the quota is kept, the duty will be lifted", "If the quota is kept"),
        ("to build it, subject to available funds, and to run it", "subject to available funds"),
        ("to open the line (provided that it is safe) in May", "provided that it is safe"),
        ("to answer in kind unless the truce\r\nholds", "unless the truce\r\nholds"),
        ("to ship it if U.S. law allows. They met", "if U.S. law allows"),
        ("to fail if we, as neighbours, do not act, and so on", "if we, as neighbours, do not act"),
        ("to see if you — let me start again", None),
        ("to trade in accordance with their respective laws", None),
        ("to act jointly where appropriate", None),
        ("to meet at once, and once a year", None),
    ],
)
def test_a_condition_runs_from_its_conjunction_to_the_end_of_its_clause(clause: str, condition: str | None) -> None:
    assert found(clause) == condition


def test_the_first_of_two_conditions_is_given() -> None:
    assert found("will go unless it rains; will stay if it snows") == "unless it rains"


def test_words_outside_the_span_do_not_count() -> None:
    text = "If it rains, they will go if it snows"
    assert condition_of(text, Span(13, 25)) is None
    assert condition_of(text, Span(13, len(text))) == Span(26, len(text))


@given(st.text(alphabet=st.sampled_from("if unles,.;\r\nsubject to he"), max_size=120), st.integers(0, 60))
def test_a_condition_lies_inside_the_span_and_is_not_empty(text: str, start: int) -> None:
    span = Span(min(start, len(text)), len(text))
    answer = condition_of(text, span)
    assert answer is None or (span.contains(answer) and len(answer) > 0)


@pytest.mark.parametrize("words", ["if " * 50_000, "once the " * 30_000, "should the " * 30_000, "a" * 500_000])
def test_a_very_long_clause_goes_through(words: str) -> None:
    answer = condition_of(words, Span(0, len(words)))
    assert answer is None or len(answer) <= 300
