"""Arithmetic on time values: shifting, durations from a day, EDTF, and the days a value covers."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacta.text.timevalues import add_months, after, bounds, shift, timex_to_edtf, within

DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))


@pytest.mark.parametrize(
    ("amount", "unit", "value"),
    [
        (0, "day", "2025-05-31"), (-1, "month", "2025-04"), (9, "month", "2026-02"), (-1, "year", "2024"),
        (1, "week", "2025-W23"), (0, "weekend", "2025-W22-WE"), (-1, "quarter", "2025-Q1"), (1, "half", "2025-H2"),
        (-3, "decade", "199"), (-1, "century", "19"),
    ],
)  # fmt: skip
def test_shift_keeps_the_precision_of_its_unit(amount: int, unit: str, value: str) -> None:
    assert shift("2025-05-31", amount, unit) == value


def test_a_week_near_new_year_belongs_to_its_iso_year() -> None:
    assert shift("2024-12-31", 0, "week") == "2025-W01"


@given(DAYS, st.integers(-(10**6), 10**6), st.sampled_from(["day", "week", "month", "year", "decade", "century"]))
def test_shift_gives_a_stretch_of_the_calendar_or_none(day: date, amount: int, unit: str) -> None:
    value = shift(day.isoformat(), amount, unit)
    assert value is None or bounds(value) is not None


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(-600, 600))
def test_adding_months_back_and_forth_keeps_year_and_month(day: date, months: int) -> None:
    back = add_months(add_months(day, months), -months)
    assert (back.year, back.month) == (day.year, day.month) and back.day <= day.day


@pytest.mark.parametrize(
    ("duration", "value"),
    [("P6M", "2025-11"), ("P1Y", "2026-05"), ("P90D", "2025-08"), ("P2W", "2025-05"), ("P1DE", "2035-05"),
     ("PXM", None), ("P1.5Y", "2026-11"), ("PT3H", None)],
)  # fmt: skip
def test_within_counts_from_the_document_date_to_the_month(duration: str, value: str | None) -> None:
    assert within("2025-05-12", duration) == value


def test_after_keeps_the_precision_of_the_duration() -> None:
    assert [after("2025-05-12", d) for d in ("P3D", "P6M", "P2Y", "PXY")] == ["2025-05-15", "2025-11", "2027", None]


@pytest.mark.parametrize(
    ("timex", "edtf"),
    [
        ("2025", "2025"), ("2025-05", "2025-05"), ("2025-05-09", "2025-05-09"), ("2022-SP", "2022-21"),
        ("2022-WI", "2022-24"), ("2022-W09", "2022-02-28/2022-03-06"), ("2025-W20-WE", "2025-05-17/2025-05-18"),
        ("2025-Q1", "2025-01/2025-03"), ("2025-H2", "2025-07/2025-12"), ("199", "1990/1999"), ("19", "1900/1999"),
        ("2026/2030", "2026/2030"), ("2025-Q1/2025-Q2", "2025-01/2025-06"), ("2025-05-12T15:00", "2025-05-12"),
        ("FY2025", "2025"), ("P3M", None), ("PRESENT_REF", None), ("XXXX-WXX-1", None), ("XXXX-05-08", None),
        (None, None),        ("2025-13", None), ("2025-02-30", None),
    ],
)  # fmt: skip
def test_timex_to_edtf(timex: str | None, edtf: str | None) -> None:
    assert timex_to_edtf(timex) == edtf


def test_bounds_of_a_winter_reach_into_the_next_year_in_timex_and_in_edtf() -> None:
    assert bounds("2023-WI") == bounds("2023-24") == (date(2023, 12, 1), date(2024, 2, 29))


@given(st.text("0123456789-/PTWQHXSPUFAIED", max_size=14))
def test_only_what_covers_days_becomes_edtf(value: str) -> None:
    assert timex_to_edtf(value) is None or bounds(value) is not None
