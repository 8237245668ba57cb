"""Sentences of communiqué style give the figures that codebook section 8 asks for, and no others."""

from __future__ import annotations

from datetime import date

import pytest

from pacta.annotate.dates import dates
from pacta.annotate.figures import figures
from pacta.model import Annotations, Config, Document, Figure, Given, Source

Row = tuple[str, float | tuple[float, float], str, str, str | None]


def read(text: str) -> tuple[Figure, ...]:
    source = Source("a.txt", "0" * 64, len(text), "text/plain")
    document = Document("d1", text, source, Given(date=date(2025, 5, 12)))
    return figures(document, dates(document, Annotations(), Config()), Config()).figures


def rows(text: str) -> list[Row]:
    return [(f.span.of(text), f.value, f.unit, f.hedge, f.direction) for f in read(text)]


CASES: list[tuple[str, list[Row]]] = [
    # money
    ("Trade reached US$7 billion.", [("US$7 billion", 7_000_000_000, "USD", "=", None)]),
    ("A loan of $8.5 bn was agreed.", [("$8.5 bn", 8_500_000_000, "USD", "=", None)]),
    ("They pledged 6,5 bln rubles.", [("6,5 bln rubles", 6_500_000_000, "RUB", "=", None)]),
    ("A grant of €30m was given.", [("€30m", 30_000_000, "EUR", "=", None)]),
    ("The port cost VND 100 trillion.", [("VND 100 trillion", 100_000_000_000_000, "VND", "=", None)]),
    ("It lent USD50 million.", [("USD50 million", 50_000_000, "USD", "=", None)]),
    ("They spent AUD 1.2 billion.", [("AUD 1.2 billion", 1_200_000_000, "AUD", "=", None)]),
    ("Ten million euros were paid.", [("Ten million euros", 10_000_000, "EUR", "=", None)]),
    ("Half a million dollars went to clinics.", [("Half a million dollars", 500_000, "USD", "=", None)]),
    ("It costs three and a half million yuan.", [("three and a half million yuan", 3_500_000, "CNY", "=", None)]),
    ("Wages of $1,250.50 were paid.", [("$1,250.50", 1250.5, "USD", "=", None)]),
    # hedges
    ("About 40,000 visitors came.", [("About 40,000", 40_000, "count", "~", None)]),
    ("It is worth more than £2 million.", [("more than £2 million", 2_000_000, "GBP", ">", None)]),
    ("At least 300 students apply.", [("At least 300", 300, "count", ">=", None)]),
    ("No fewer than 12 mines closed.", [("No fewer than 12", 12, "count", ">=", None)]),
    ("Up to 500 MW will be added.", [("Up to 500 MW", 500, "MW", "<", None)]),
    ("Debt exceeding 5 billion dollars was cancelled.", [("exceeding 5 billion dollars", 5e9, "USD", ">", None)]),
    ("Some 3,000+ nurses came.", [("Some 3,000+", 3000, "count", "~", None)]),
    ("It holds 20 or more vessels.", [("20 or more", 20, "count", ">=", None)]),
    # percent and change
    ("Trade grew by 20.2% last year.", [("by 20.2%", 20.2, "percent", "=", "up")]),
    ("Exports fell 7 per cent.", [("7 per cent", 7, "percent", "=", "down")]),
    ("Exports rose to 40 percent of the total.", [("40 percent", 40, "percent", "=", None)]),
    ("Arrivals were almost 85 percent more than before.", [("almost 85 percent more", 85, "percent", "~", "up")]),
    ("A 15 percent reduction was agreed.", [("15 percent", 15, "percent", "=", "down")]),
    ("The share rose by 2 percentage points.", [("by 2 percentage points", 2, "percent", "=", "up")]),
    ("The flow nearly doubled.", [("nearly doubled", 100, "percent", "~", "up")]),
    ("Output tripled.", [("tripled", 200, "percent", "=", "up")]),
    ("Losses were halved.", [("halved", 50, "percent", "=", "down")]),
    ("They aim to double bilateral trade.", [("double", 100, "percent", "=", "up")]),
    ("Sales increased 2.5 times.", [("2.5 times", 150, "percent", "=", "up")]),
    ("GDP grew by 3 percent and output by 4 percent.",
     [("by 3 percent", 3, "percent", "=", "up"), ("by 4 percent", 4, "percent", "=", "up")]),
    ("Goods enter at zero tariffs.", [("zero", 0, "percent", "=", None)]),
    ("They receive a zero percent rate.", [("zero percent", 0, "percent", "=", None)]),
    # fractions
    ("A third of the fleet is new.", [("A third", 33.33, "percent", "=", None)]),
    ("Two-thirds of the farms are linked.", [("Two-thirds", 66.67, "percent", "=", None)]),
    ("More than half of the pupils passed.", [("More than half", 50, "percent", ">", None)]),
    ("One in four families moved.", [("One in four", 25, "percent", "=", None)]),
    # ranges
    ("A rise of 10-15 percent is likely.", [("10-15 percent", (10, 15), "percent", "=", "up")]),
    ("It will cost 5 to 7 billion dollars.", [("5 to 7 billion dollars", (5e9, 7e9), "USD", "=", None)]),
    ("Between 50 and 60 boats sailed.", [("50 and 60", (50, 60), "count", "=", None)]),
    ("Trade grew from $5 billion to $7 billion.",
     [("$5 billion", 5e9, "USD", "=", None), ("$7 billion", 7e9, "USD", "=", None)]),
    # units
    ("A plant of 1,200 MW was built.", [("1,200 MW", 1200, "MW", "=", None)]),
    ("The grid needs 1.2 GW.", [("1.2 GW", 1.2, "GW", "=", None)]),
    ("A 500-kilometre line was laid.", [("500-kilometre", 500, "km", "=", None)]),
    ("They ship 9,000 tonnes of oil equivalent.", [("9,000 tonnes of oil equivalent", 9_000, "toe", "=", None)]),
    ("It sent 2 million doses of vaccine.", [("2 million doses", 2_000_000, "doses", "=", None)]),
    ("Keep warming below 1.5°C.", [("below 1.5°C", 1.5, "°C", "<", None)]),
    ("30 bcm of gas flowed.", [("30 bcm", 30, "bcm", "=", None)]),
    ("They seized 800 pounds of resin.", [("800 pounds", 800, "lb", "=", None)]),
    ("It owns $2 billion. Four million Ruritanians came.",
     [("$2 billion", 2e9, "USD", "=", None), ("Four million", 4e6, "count", "=", None)]),
    ("Growth was half a percent.", [("half a percent", 0.5, "percent", "=", None)]),
    # counts
    ("A unit of 45 cadets marched.", [("45", 45, "count", "=", None)]),
    ("They signed three memorandums.", [("three", 3, "count", "=", None)]),
    ("It plans 12 thermal power plant units.", [("12", 12, "count", "=", None)]),
    ("It bought 80 U.S. aircraft.", [("80", 80, "count", "=", None)]),
    ("There are 1 000 enterprises.", [("1 000", 1000, "count", "=", None)]),
    ("Three hundred and fifty schools opened.", [("Three hundred and fifty", 350, "count", "=", None)]),
    # an amount without a currency takes the one before
    ("Trade was $5 billion in 2023 and over 6 billion in 2024.",
     [("$5 billion", 5e9, "USD", "=", None), ("over 6 billion", 6e9, "USD", ">", None)]),
    ("It spent $5 million on 2 million people.",
     [("$5 million", 5e6, "USD", "=", None), ("2 million", 2e6, "count", "=", None)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), CASES, ids=[text for text, _ in CASES])
def test_figures_of_a_sentence(text: str, wanted: list[Row]) -> None:
    assert rows(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "The two sides met in 2024.",
        "Both countries and the three leaders agreed.",
        "12. Both sides agreed to cooperate.",
        "Resolution 2231 (2015) was recalled.",
        "The COVID-19 response went on.",
        "The 75th anniversary and the second round came.",
        "It took 20 years and six months.",
        "Call +84 24 3845 1234.",
        "One of them spoke.",
        "They met at 4:05 PM and 16:30.",
        "Thousands of jobs and dozens of firms depend on it.",
        "The G7, the G20 and COP 26 met.",
        "The first two units run.",
        "They oppose double standards and double taxation.",
        "It works in five key areas.",
        "Net zero by 2050.",
        "The 2030 Agenda and Vision 2045 guide us.",
        "Sakhalin 2 is a field.",
        "A two-way street and a five-point plan.",
        "On May 8-11, 2025 they met twice.",
        "Article 5 and page 12 are quoted.",
        "A third country may join.",
        "In the third quarter they met.",
        "Executive Order 14257 stands.",
        "It runs 24/7.",
        "Several hundred people came.",
    ],
)
def test_what_is_no_figure(text: str) -> None:
    assert rows(text) == []


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Last year bilateral trade reached about $6 billion.", "2024"),
        ("In 2023, trade grew by 5 percent.", "2023"),
        ("They want to raise trade to $30 billion by 2030.", "2030"),
        ("Sales rose by 4 percent in the first seven months of this year.", "2025-01/2025-07"),
        ("Growth was 8 percent in the past year.", "2024"),
        ("More than 3,000 students study there.", None),
        ("Under Order 12 of April 2, 2024 a duty of 5 percent applies.", None),
        ("They will invest $100 million over the next five years.", "2025/2030"),
    ],
)
def test_the_period_is_the_date_that_the_figure_speaks_of(text: str, period: str | None) -> None:
    assert [f.period for f in read(text)] == [period]


@pytest.mark.parametrize(
    ("text", "bases"),
    [
        ("Trade was up 20 percent from 2022.", ["2022"]),
        ("Compared with the same period of 2023, exports grew by 5 percent.", ["2023"]),
        ("They will cut emissions to 50 percent below 2005 levels by 2030.", ["2005"]),
        ("Trade reached $7 billion, compared with last year's $5 billion.", ["2024", None]),
        ("In 2023 trade reached $7 billion, against $5 billion a year before.", ["2022", None]),
        ("In 2023 some 200 ships came, 30 percent more than in 2021.", [None, "2021"]),
        ("Trade grew by 8 percent year-on-year in 2024.", ["2023"]),
        ("Sales have risen by 30 percent since 2019.", ["2019"]),
        ("Trade rose from $5 billion in 2022 to $7 billion in 2024.", [None, None]),
        ("Trade grew by 20 percent; unlike 2022, nobody complained.", [None]),
    ],
)
def test_the_base_is_the_time_that_the_words_compare_with(text: str, bases: list[str | None]) -> None:
    assert [f.base for f in read(text)] == bases


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("Last year bilateral trade reached about $6 billion.", "bilateral trade"),
        ("Mutual trade grew by 20 percent.", "Mutual trade"),
        ("More than 3,000 students study there.", "students study there"),
        ("A total budget of about $4 million was approved.", "budget"),
        ("The company signed a $4 billion deal.", "deal"),
    ],
)
def test_the_indicator_is_verbatim(text: str, indicator: str) -> None:
    found = read(text)[0].indicator
    assert found is not None and indicator in found.of(text)
