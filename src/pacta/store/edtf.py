"""The last day of an EDTF value, so that deadlines of any precision sort and compare.

EDTF: ISO 8601-2; seasons 21 to 24 are spring to winter, as in docs/codebook.md, section 5.
"""

from __future__ import annotations

import re
from calendar import monthrange

SHAPE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?![\d-])")
LAST_MONTH = {21: 5, 22: 8, 23: 11, 24: 2}  # of a season; winter ends in the year after


def last_day(value: str | None) -> str | None:
    """``2030`` -> ``2030-12-31``; ``2026/2030`` -> ``2030-12-31``; None for a duration or no date."""
    match = SHAPE.match((value or "").rpartition("/")[2])
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    if year is None or month is None:
        return f"{match[1]}-12-31"
    if month in LAST_MONTH:
        year, month, day = year + (month == 24), LAST_MONTH[month], None
    if not 1 <= month <= 12 or not 1 <= year <= 9999:
        return None
    return f"{year:04}-{month:02}-{min(day or 31, monthrange(year, month)[1]):02}"
