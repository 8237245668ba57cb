"""What holds of the names of any text, however odd."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from tests.support.samples import document

from pacta.annotate.names import names
from pacta.annotate.names.tokens import tokens
from pacta.annotate.parties import parties
from pacta.model import Annotations, Config

SENTENCE = "President of the Kenya Peru and , . ( ) - – ’s ' Alpha Beta AB (AB) Commission on Trade between U.S."
PHRASES = "A. al- The bin Joint Statement 1982 80th anniversary Victory in Mr Comrade said To Republic Vardania é"
ODDITIES = ["X-Y", "$", ":", "\x00", "\r\n", "\n"]
WORDS = st.sampled_from([*SENTENCE.split(), *PHRASES.split(), *ODDITIES])
TEXTS = st.lists(WORDS, max_size=40).map(" ".join) | st.lists(WORDS, max_size=40).map("".join)


@given(TEXTS)
def test_names_are_in_order_do_not_overlap_and_quote_the_text(text: str) -> None:
    found = names(document(text), Annotations(), Config()).names
    assert all(0 <= name.span.start < name.span.end <= len(text) for name in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all(name.span.of(text).strip() == name.span.of(text) for name in found)
    assert all(name.code for name in found if name.type == "STATE")


@given(TEXTS)
def test_reading_again_changes_nothing(text: str) -> None:
    once = names(document(text), Annotations(), Config())
    assert names(document(text), once, Config()) == once
    read = parties(document(text), once, Config())
    assert parties(document(text), read, Config()) == read


@given(st.text(max_size=80) | TEXTS)
def test_tokens_lie_in_order_within_the_text(text: str) -> None:
    found = tokens(text, 0, len(text))
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(token.key for token in found)


def test_time_grows_with_the_text_and_not_faster() -> None:
    """Counted in tokens read, not seconds: no name, and so no backward look, is longer than its bound."""
    text = "Alpha Beta " * 5000
    found = names(document(text), Annotations(), Config()).names
    assert max((len(name.span) for name in found), default=0) < 400
