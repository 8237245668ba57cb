"""The dates stage keeps the contract: spans quote the text, none overlap, furniture is silent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacta.annotate.dates import dates, read_dates
from pacta.lexicon import load_table
from pacta.model import Annotations, Block, Config, Document, Given, Source, Span, Structure

TABLES = ("calendar", "times", "relative", "durations", "tense", "triggers")
WORDS = st.sampled_from(
    ["May", "8", "11", "2025", "2030", ",", "-", "–", "last", "next", "year", "week", "Tuesday", "the", "of",
     "quarter", "third", "in", "by", "3", "p.m.", "now", "two", "years", "ago", "\r\n", "\n\n", "every", "from",
     "to", "between", "and", "Q1", "/", "'s", "first", "half", "spring", "one", "day", "later", "century", "FY25"]
)  # fmt: skip


def document(text: str, day: date | None = date(2025, 5, 12)) -> Document:
    return Document("d1", text, Source("a.txt", "0" * 64, len(text), "text/plain"), Given(date=day))


@pytest.mark.parametrize("table", TABLES)
def test_every_rule_matches_its_examples_and_no_counterexample(table: str) -> None:
    for rule in load_table(f"dates_{table}"):
        assert all(rule.pattern.search(example) for example in rule.examples), rule.id
        assert not any(rule.pattern.search(example) for example in rule.counterexamples), rule.id


@given(st.lists(WORDS, max_size=30).map(" ".join))
def test_mentions_are_in_order_and_never_overlap(text: str) -> None:
    found = read_dates(text, "2025-05-12")
    edges = [0, *(edge for span, *_ in found for edge in (span.start, span.end)), len(text)]
    assert edges == sorted(edges) and all(len(span) for span, *_ in found)


def test_the_stage_is_deterministic_and_ids_come_from_content() -> None:
    text = document("They met on 9 May 2025 and will meet again next year.")
    first, second = (dates(text, Annotations(), Config()).dates for _ in range(2))
    assert first == second and len({m.id for m in first}) == len(first) == 2


def test_furniture_yields_no_dates() -> None:
    text = document("Updated 1 May 2025\n\nThe sides met on 9 May 2025.")
    furniture = Structure(blocks=(Block(Span(0, 18), "furniture"), Block(Span(20, 49), "paragraph")))
    found = dates(text, replace(Annotations(), structure=furniture), Config()).dates
    assert [m.value for m in found] == ["2025-05-09"]


@pytest.mark.parametrize("line", ["1" * 300_000, "year " * 20_000, "May" + " " * 300_000, "\x00\x07" * 50_000])
def test_hostile_lines_go_through(line: str) -> None:
    assert read_dates(line, "2025-05-12") == []


@pytest.mark.parametrize("words", ["this year and next", "before the new year", "in the spring of next year"])
def test_where_the_calendar_ends_no_year_is_made_up(words: str) -> None:
    values = {value for _, _, value, _ in read_dates(f"They meet {words}.", "9999-05-12")}
    assert values <= {"9999", "XXXX-SP"}
