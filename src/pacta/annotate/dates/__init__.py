"""Dates: TIMEX3 expressions and their values."""

from pacta.annotate.dates.stage import dates, read_dates

__all__ = ["dates", "read_dates"]
