"""A commitment takes the deadline of the stem above it, or deadline and actors of the act before it that shares its
subject."""

from __future__ import annotations

from datetime import date

from tests.support.samples import document

from pacta.model import Given
from pacta.pipeline import read


def deadlines(text: str) -> list[tuple[str, str]]:
    """Words and value of the deadline of each commitment; "" for none."""
    act = document(text, given=Given(date=date(2025, 5, 12)))
    promised = [one for one in read(act).statements if one.kind == "commitment"]
    return [
        (act.quote(one.deadline.span), str(one.deadline.value)) if one.deadline else ("", "") for one in promised
    ]


def test_bullets_take_the_deadline_of_their_stem() -> None:
    text = (
        "Joint Statement of Ostland and Westmark\n\nThe Presidents met in Port Ross on 12 May 2025.\n\n"
        "By 2030, the two sides will:\n\n- open a joint school of engineering in Port Ross;\n"
        "- double the number of scholarships by 2028.\n"
    )
    assert deadlines(text) == [("By 2030", "2030"), ("by 2028", "2028")]


def test_a_second_act_of_the_same_subject_shares_the_time_that_opens_the_sentence() -> None:
    text = (
        "Joint Statement of Ostland and Westmark\n\nBy the end of 2027, Ostland will close the old mine and will"
        " plant the hill with trees. The two sides agreed to hold a fair.\n"
    )
    assert deadlines(text) == [("By the end of 2027", "2027"), ("By the end of 2027", "2027"), ("", "")]


def test_a_second_act_joined_by_and_has_the_plain_subject_of_the_first() -> None:
    text = (
        "Joint Statement of Ostland and Westmark\n\nOstland will close the old mine and will plant the hill. The"
        " Ministries of Culture will exchange exhibitions.\n"
    )
    found = [one.actors for one in read(document(text)).statements]
    assert found[0] == found[1]
    assert found[2] == ("Ministries of Culture",)
