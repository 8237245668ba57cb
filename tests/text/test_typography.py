"""Plain typography keeps every offset."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pacta.text.typography import plain_typography


@given(st.text(st.sampled_from(list("ab \u00a0\u2013\u2019\r\n\t\ufeffİ")), max_size=60))
def test_the_plain_text_is_as_long_as_the_text(text: str) -> None:
    assert len(plain_typography(text)) == len(text)


def test_a_line_break_is_a_space_and_an_empty_line_stays() -> None:
    assert plain_typography("May\r\n12\r\n\r\n2025") == "May  12 \n \n2025"


def test_dashes_and_apostrophes_are_ascii() -> None:
    assert plain_typography("8\u201311 May, women\u2019s") == "8-11 May, women's"
