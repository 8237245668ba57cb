"""Plain dates with their ISO values."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pacta.model import Span
from pacta.text.calendar import absolute_dates


def dates(text: str) -> list[tuple[str, str]]:
    return [(span.of(text), value) for span, value in absolute_dates(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("May 12, 2025", "2025-05-12"),
        ("12 May 2025", "2025-05-12"),
        ("3rd of Sept. 2024", "2024-09-03"),
        ("Wednesday, 4 June 2025", "2025-06-04"),
        ("2025-05-12", "2025-05-12"),
        ("12.05.2025", "2025-05-12"),
        ("25/05/2025", "2025-05-25"),
        ("5/25/2025", "2025-05-25"),
        ("MAY\u00a012,\r\n2025", "2025-05-12"),
    ],
)
def test_a_date_that_names_its_day_has_a_value(text: str, value: str) -> None:
    assert dates(f"Arlberg, {text}; the end") == [(text, value)]


@pytest.mark.parametrize("text", ["31 June 2024", "5/6/2025", "May 2025", "2030", "in may 40 ships", "1/2025/3"])
def test_what_names_no_certain_day_is_passed_over(text: str) -> None:
    assert dates(text) == []


@settings(deadline=None)
@given(st.text(max_size=80))
def test_any_text_goes_through_and_spans_lie_in_it(text: str) -> None:
    assert all(0 <= span.start < span.end <= len(text) for span, _ in absolute_dates(text, Span(0, len(text))))
