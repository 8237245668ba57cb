"""A promise of a year gone by is told; one of now, or of which the time has not come yet, is made."""

from __future__ import annotations

from datetime import date

import pytest

from pacta.ingest import read_bytes
from pacta.model import Config, Given
from pacta.pipeline import read


def kind_of_agreed(words: str, day: date | None = date(2024, 3, 5)) -> str:
    (document,) = read_bytes(f"Joint Statement\n\n{words}\n".encode(), "statement.txt", Given(date=day))
    (kind,) = {one.kind for one in read(document, Config()).statements if "agreed" in document.quote(one.cue)}
    return kind


@pytest.mark.parametrize(
    "words",
    [
        "In 2019 the two governments agreed to open a joint laboratory in Temesh.",
        "Back in May 2021, our leaders agreed to double the number of scholarships.",
    ],
)
def test_what_was_agreed_in_a_year_gone_by_is_a_report(words: str) -> None:
    assert kind_of_agreed(words) == "report"


@pytest.mark.parametrize(
    "words",
    [
        "On 3 March 2024 the two governments agreed to open a joint laboratory in Temesh.",
        "In 2022 the two governments agreed to double the number of scholarships by 2027.",
        "By 2019 standards this is little, and the two governments agreed to open a laboratory.",
        "The two governments agreed to open the laboratory that they had planned in 2019.",
    ],
)
def test_what_is_agreed_now_or_not_due_yet_is_a_commitment(words: str) -> None:
    assert kind_of_agreed(words) == "commitment"
