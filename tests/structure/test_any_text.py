"""Whatever the text: blocks in order, nothing lost, sentences inside, the same answer twice, no crash."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pacta.model import Annotations, Config, Document, Structure
from pacta.structure import profile, structure
from support import samples

WORDS = """President of Arland Anton Orr: |PRESIDENT ORR: |Q  |9. |(a) |- |• |IV. |We will:|* * *|“|”|"|said |
he said. |May 12, 2025, Port Ross|6:33 P.M.|Further Reading|Photo: A|Joint Statement|by |Anna Lind |the President |
x.jpg|###|agreed to sail. |…|(|)|[|:|,|.|Đ|中。|𝔸"""
SPACES = ["\n", "\n\n", "\r\n", "\t", "\u00a0", "\u202f", "\x00", "\x0c", "\u2028", "\x1c", "e\u0301"]
PIECES = st.sampled_from([*WORDS.split("|"), *SPACES])
TEXTS = st.lists(PIECES | st.characters(exclude_categories=["Cs"]), max_size=40).map("".join)


def read(text: str) -> tuple[Document, Structure]:
    document = samples.document(text)
    return document, structure(document, Annotations(), Config()).structure


@settings(deadline=None)
@given(TEXTS)
def test_blocks_are_sorted_disjoint_and_cover_everything_but_white_space(text: str) -> None:
    found = read(text)[1].blocks
    covered = {i for block in found for i in range(block.span.start, block.span.end)}
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert [
        text[i]
        for i in range(len(text))
        if i not in covered and not text[i].isspace() and text[i] not in "\ufeff\u200b"
    ] == []


@settings(deadline=None)
@given(TEXTS)
def test_sentences_lie_in_their_blocks_and_cover_them(text: str) -> None:
    for block in read(text)[1].blocks:
        assert all(block.span.contains(sentence) for sentence in block.sentences)
        assert bool(block.sentences) == (block.kind not in ("furniture", "separator"))


@settings(deadline=None)
@given(TEXTS)
def test_stems_and_headings_point_back_to_blocks_that_can_be_such(text: str) -> None:
    blocks = read(text)[1].blocks
    for i, block in enumerate(blocks):
        assert block.stem is None or (block.stem < i and blocks[block.stem].kind in ("paragraph", "bullet"))
        assert block.heading is None or (block.heading < i and blocks[block.heading].kind in ("heading", "title"))


@settings(deadline=None)
@given(TEXTS)
def test_turns_are_sorted_and_disjoint_and_quotations_lie_in_the_text(text: str) -> None:
    found = read(text)[1]
    assert all(a.span.end <= b.span.start for a, b in pairwise(found.turns))
    assert all(
        turn.label.end <= turn.span.start <= turn.span.end <= len(text) and turn.speaker for turn in found.turns
    )
    assert all(q.span.end <= len(text) for q in found.quotations)
    assert list(found.quotations) == sorted(found.quotations, key=lambda q: q.span.start)


@settings(deadline=None)
@given(TEXTS)
def test_reading_again_gives_the_same(text: str) -> None:
    document = samples.document(text)
    once = profile(document, structure(document, Annotations(), Config()), Config())
    assert profile(document, structure(document, once, Config()), Config()) == once


@pytest.mark.parametrize(
    "unit", ["word ", "Word ", ".", "“", "- ", "A. ", "X.", "a\r", "9. x\n", "• a\n", "中。", "\x00"]
)
def test_a_long_line_of_anything_goes_through(unit: str) -> None:
    """Each of these took quadratic time with an earlier regular expression or could have."""
    text = unit * 20_000
    found = read(text)[1]
    assert found.blocks or not text.strip()
