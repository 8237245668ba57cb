"""Many texts are looked through for terms as one text is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pacta.store.search import Term, holding, holds, parse_query

LETTERS = st.text(alphabet="aAbB1 _-.’“—éÉe\u0301ſK²İ\n", max_size=12)


@given(LETTERS, LETTERS)
def test_looking_through_many_texts_finds_what_looking_through_one_finds(text: str, query: str) -> None:
    terms = parse_query(query)
    assert holding(terms)(text) == holds(text, terms)


@given(LETTERS, LETTERS, st.booleans())
def test_a_phrase_or_the_beginning_of_a_word_is_found_alike(text: str, words: str, prefix: bool) -> None:
    terms = (Term(words, prefix),)
    assert holding(terms)(text) == holds(text, terms)
