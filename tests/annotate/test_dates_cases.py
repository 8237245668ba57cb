"""Sentences of news and communiqué style are read as the TimeML guidelines say (dates_cases.txt)."""

from __future__ import annotations

from pathlib import Path

import pytest

from pacta.annotate.dates import read_dates

TYPES = {"D": "DATE", "T": "TIME", "P": "DURATION", "S": "SET"}
DAY = "2025-05-12"


def cases() -> list[tuple[str, list[tuple[str, str, str]]]]:
    lines = (Path(__file__).parent / "dates_cases.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split("|") for line in lines if line and not line.startswith("#")]
    return [(sentence.strip(), [expected(p) for p in marks.split(";") if p.strip()]) for sentence, marks in rows]


def expected(part: str) -> tuple[str, str, str]:
    words, reading = part.split("=")
    kind, value = reading.split()
    return words.strip(), TYPES[kind], value


@pytest.mark.parametrize(("sentence", "wanted"), cases(), ids=lambda value: value if isinstance(value, str) else "")
def test_time_expressions_of_a_sentence(sentence: str, wanted: list[tuple[str, str, str]]) -> None:
    found = [(span.of(sentence), kind, value) for span, kind, value, _ in read_dates(sentence, DAY)]
    assert found == wanted


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("They met last year.", "PAST_REF"),
        ("They meet this year.", "PRESENT_REF"),
        ("They meet next year.", "FUTURE_REF"),
        ("They met yesterday.", "PAST_REF"),
        ("They met on Friday.", "XXXX-WXX-5"),
        ("They met on May 8.", "XXXX-05-08"),
        ("They met three days ago.", "PAST_REF"),
    ],
)
def test_without_a_document_date_nothing_is_invented(sentence: str, value: str) -> None:
    assert [v for _, _, v, _ in read_dates(sentence, None)] == [value]


def test_a_year_inside_a_name_is_marked_for_the_deadline_code() -> None:
    rules = [rule for *_, rule in read_dates("Guided by the 2030 Agenda and Vision 2045, they act by 2035.", DAY)]
    assert rules == ["date-year-in-name", "date-year-in-name", "date-year"]


def test_a_line_break_inside_a_date_is_white_space() -> None:
    for text in ("signed on May\r\n12, 2025 at noon", "signed on May\n12,\n2025"):
        assert read_dates(text, None)[0][2].startswith("2025-05-12")
