"""Codes become words that no reader can misread."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import QueryParams

from pacta.app.views import Filters
from pacta.model import KINDS, PactaError
from pacta.web.addresses import SORTS, Query, parse_query
from pacta.web.names import code_name
from pacta.web.words import date_words, kind_tag, kind_words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2025-05-12", "12 May 2025"),
        ("2025-05", "May 2025"),
        ("2025", "2025"),
        ("2026/2030", "2026–2030"),
        ("2025-05-08/2025-05-11", "8 May 2025 – 11 May 2025"),
        ("2025-23", "autumn 2025"),
        ("../2030", "until 2030"),
        ("2027/..", "from 2027"),
        (None, ""),
        ("PRESENT_REF", "PRESENT_REF"),
        ("2025-99", "2025-99"),
    ],
)
def test_dates_are_written_out(value: str | None, words: str) -> None:
    assert date_words(value) == words


@given(st.text())
def test_no_date_value_breaks_a_page(value: str) -> None:
    assert isinstance(date_words(value), str)


def test_a_highlight_is_labelled_in_words_and_not_by_colour_alone() -> None:
    assert kind_tag("commitment", 4) == "com\N{NO-BREAK SPACE}4"
    assert kind_words("commitment", 4) == "Commitment, firmness 4: decided or binding"
    assert kind_words("request", None) == "Request"


def test_codes_have_names() -> None:
    assert code_name("VNM") == "Vietnam"
    assert code_name("X-OLD-REPUBLIC") == "Old Republic"
    assert code_name("Some Company") == "Some Company"


words = st.none() | st.text(st.characters(codec="utf-8"), min_size=1, max_size=40).map(str.strip).filter(bool)
days = st.none() | st.sampled_from(["2024", "2024-05", "2024-05-13"])
filters = st.builds(
    Filters,
    document=words, kind=st.sets(st.sampled_from(KINDS)).map(lambda s: tuple(k for k in KINDS if k in s)),
    firmness=st.sets(st.sampled_from([1, 2, 3, 4])).map(lambda s: tuple(sorted(s, reverse=True))),
    actor=words, voice=words, codebook=words, pillar=words, doc_type=words, party=words, deadline=words,
    since=days, until=days, text=words,
)  # fmt: skip


@given(filters, st.sampled_from(SORTS), st.integers(1, 999))
def test_an_address_holds_the_whole_state_of_a_list(chosen: Filters, sort: str, page: int) -> None:
    """What is written into an address is read from it again, to the character."""
    query = Query(chosen, sort, page)
    address = query.address("/statements", page=page)
    assert parse_query(QueryParams(address.partition("?")[2])) == query


@pytest.mark.parametrize("bad", ["kind=promise", "firmness=5", "sort=colour", "page=-1", "page=²", "since=soon"])
def test_a_filter_that_means_nothing_is_refused_and_named(bad: str) -> None:
    with pytest.raises(PactaError):
        parse_query(QueryParams(bad))
