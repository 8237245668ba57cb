"""Where sentences end; every text here is invented."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pacta.model import Span
from pacta.text.sentences import split_sentences


def sentences(text: str) -> list[str]:
    return [span.of(text) for span in split_sentences(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met. They agreed.", ["They met.", "They agreed."]),
        ("Mr. Orr met Dr. Lind in St. Anne.", ["Mr. Orr met Dr. Lind in St. Anne."]),
        ("Chairman S. M. Sedov and A. S. Orlov spoke.", ["Chairman S. M. Sedov and A. S. Orlov spoke."]),
        ("Resolution No. 12 was read. Art. 4 too.", ["Resolution No. 12 was read.", "Art. 4 too."]),
        ("They met in the U.S. They agreed.", ["They met in the U.S.", "They agreed."]),
        ("The U.S. Congress met at 4 p.m. on Monday.", ["The U.S. Congress met at 4 p.m. on Monday."]),
        ("“Is it so?” he asked. “Yes.” Then they left.", ["“Is it so?” he asked.", "“Yes.”", "Then they left."]),
        ("It grew by 5.2 percent (see 4.) It will.", ["It grew by 5.2 percent (see 4.)", "It will."]),
        ("They paused... and then signed... Nobody spoke.", ["They paused... and then signed...", "Nobody spoke."]),
        ("The talks ended./. The text follows.", ["The talks ended./.", "The text follows."]),
        ("9. Both sides agreed. They left.", ["9. Both sides agreed.", "They left."]),
        ("Thank you. (Applause.) We go on.", ["Thank you. (Applause.)", "We go on."]),
        ("One paragraph that\r\nis wrapped. Two.", ["One paragraph that\r\nis wrapped.", "Two."]),
        ("A line without a stop\n\nAnother", ["A line without a stop", "Another"]),
        ("双方同意。会谈结束。", ["双方同意。", "会谈结束。"]),
    ],
)  # fmt: skip
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@settings(deadline=None)
@given(st.text(alphabet='aA.!? "”“\n\r\t(9)\u00a0中。', max_size=80), st.integers(0, 20), st.integers(0, 20))
def test_sentences_are_trimmed_disjoint_and_cover_all_that_is_not_white_space(
    text: str, left: int, right: int
) -> None:
    span = Span(min(left, len(text)), max(min(left, len(text)), len(text) - right))
    found = split_sentences(text, span)
    covered = {i for sentence in found for i in range(sentence.start, sentence.end)}
    assert all(s.of(text).strip() == s.of(text) and s.of(text) for s in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert {i for i in range(span.start, span.end) if not text[i].isspace()} <= covered
    assert all(span.contains(sentence) for sentence in found)


@settings(deadline=None)
@given(st.text(alphabet="aA.!? ”“\n(9)", max_size=60))
def test_splitting_a_sentence_again_leaves_it_whole_or_in_its_own_parts(text: str) -> None:
    """Splitting looks at no more than the words around a stop, so a part never grows."""
    for sentence in split_sentences(text, Span(0, len(text))):
        assert all(sentence.contains(part) for part in split_sentences(text, sentence))


@pytest.mark.parametrize("unit", [".", "word ", "A. ", "“", ". ", "!?”", "\n"])
def test_a_long_line_of_anything_goes_through(unit: str) -> None:
    text = unit * 30_000
    assert sum(len(span) for span in split_sentences(text, Span(0, len(text)))) <= len(text)
