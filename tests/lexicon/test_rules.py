"""Every rule table does what its rows say: examples match, counterexamples do not, ids are its own."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files

import pytest

from pacta.lexicon import Rule, load_table

TABLES = sorted(
    entry.name.removesuffix(".toml")
    for entry in (files("pacta.lexicon") / "en").iterdir()
    if entry.name.endswith(".toml") and "[[rule]]" in entry.read_text(encoding="utf-8")
)  # the taxonomy of pillars is data of another kind, with tests of its own
RULES = [pytest.param(rule, id=f"{table}:{rule.id}") for table in TABLES for rule in load_table(table)]


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_matches_its_examples_and_not_its_counterexamples(rule: Rule) -> None:
    assert rule.examples and rule.meaning and rule.source
    assert [example for example in rule.examples if not rule.pattern.search(example)] == []
    assert [example for example in rule.counterexamples if rule.pattern.search(example)] == []


def test_rule_ids_are_unique_over_all_tables() -> None:
    ids = Counter(rule.id for table in TABLES for rule in load_table(table))
    assert [rule for rule, times in ids.items() if times > 1] == []
