"""Deadlines of any precision sort by their last day."""

import pytest

from pacta.store.edtf import last_day


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2030", "2030-12-31"), ("2026/2030", "2030-12-31"), ("2025-06", "2025-06-30"), ("2024-02", "2024-02-29"),
        ("2025-05-09", "2025-05-09"), ("2025-21", "2025-05-31"), ("2025-24", "2026-02-28"), ("P3Y", None),
        ("PRESENT_REF", None), ("2025-13", None), ("2026/..", None), ("XXXX-05", None), (None, None), ("", None),
        ("0000", "0000-12-31"), ("2025-02-31", "2025-02-28"),
    ],
)  # fmt: skip
def test_the_last_day_of_a_value(value: str | None, day: str | None) -> None:
    assert last_day(value) == day
