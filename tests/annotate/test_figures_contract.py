"""The figures stage keeps the contract: spans quote the text, none overlap or touch a date, tables hold."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacta.annotate.dates import dates
from pacta.annotate.figures import figures
from pacta.annotate.figures.numbers import numbers
from pacta.lexicon import load_table
from pacta.model import Annotations, Block, Config, Document, Given, Source, Span, Structure

TABLES = ("units", "currencies", "magnitudes", "hedges", "changes", "not", "nouns", "bases")
WORDS = st.sampled_from(
    ["5", "7.5", "1,000", "two", "hundred", "million", "bn", "$", "US$", "EUR", "percent", "%",
     "more than", "by", "grew", "to", "from", "-", "–", "km", "students", "half", "a third", "of",
     "doubled", "2025", "the", "in", "last year", ".", "\r\n", "\n\n", "or more", "times", "zero",
     "tariffs", "one", "and a half", "dozen", "(", "MW", "+"]
)  # fmt: skip


def annotated(text: str, structure: Structure | None = None) -> Annotations:
    source = Source("a.txt", "0" * 64, len(text), "text/plain")
    document = Document("d1", text, source, Given(date=date(2025, 5, 12)))
    before = Annotations(structure=structure or Structure())
    return figures(document, dates(document, before, Config()), Config())


@pytest.mark.parametrize("table", TABLES)
def test_every_rule_matches_its_examples_and_no_counterexample(table: str) -> None:
    for rule in load_table(f"figures_{table}"):
        assert all(rule.pattern.search(example) for example in rule.examples), rule.id
        assert not any(rule.pattern.search(example) for example in rule.counterexamples), rule.id


@given(st.lists(WORDS, max_size=25).map(" ".join))
def test_figures_are_in_order_apart_from_each_other_and_from_dates(text: str) -> None:
    read = annotated(text)
    edges = [0, *(edge for f in read.figures for edge in (f.span.start, f.span.end)), len(text)]
    assert edges == sorted(edges) and all(len(f.span) for f in read.figures)
    assert not any(d.span.contains(f.span) for f in read.figures for d in read.dates)
    assert all(f.indicator is None or f.indicator.end <= len(text) for f in read.figures)


@given(st.integers(0, 10**15))
def test_a_number_with_thousands_separators_is_read_as_written(value: int) -> None:
    assert [number.value for number in numbers(f"{value:,}")] == [value]


def test_figures_are_the_same_at_every_reading_and_have_ids_of_their_own() -> None:
    text = "Trade grew by 20 percent to $6 billion, and 300 students came."
    assert annotated(text) == annotated(text)
    assert len({f.id for f in annotated(text).figures}) == 3


def test_furniture_yields_no_figures() -> None:
    furniture = Structure(blocks=(Block(Span(0, 12), "furniture"), Block(Span(14, 34), "paragraph")))
    assert [f.value for f in annotated("200 comments\n\nThey bought 5 ships.", furniture).figures] == [5]


@pytest.mark.parametrize(
    "line",
    ["1" * 300_000, "million " * 40_000, "1 " * 20_000, "one hundred " * 5_000, "5-" * 20_000, "and " * 50_000],
)
def test_hostile_lines_go_through(line: str) -> None:
    assert len(annotated(line).figures) < 50_000
