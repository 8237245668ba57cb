"""What is asked of a second reader, what of its answers counts, and how it is compared with the first."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pacta
from pacta.model import Span, Statement
from pacta.second_reader import BadAnswer, Proposal, align, compare, messages, passages_to_read, proposals_in
from pacta.second_reader.passages import MOST

TEXT = """Joint Statement of Orvelia and Kadavia

1. The two sides agreed to open a consulate in Temesh by 2027.

2. Orvelia welcomed the visit. The Kadavian side will train 60 officers.
"""


def stated(start: int, end: int, kind: str = "report", firmness: int | None = None) -> Statement:
    return Statement(f"s{start}", kind, firmness, Span(start, end), None, Span(start, end))  # type: ignore[arg-type]


def proposed(start: int, end: int, kind: str = "report", firmness: int | None = None) -> Proposal:
    cue = Span(start, end)
    return Proposal("words", "cue", kind, firmness, span=cue, cue_span=cue)  # type: ignore[arg-type]


def test_passages_cover_everything_but_furniture_and_none_is_too_long() -> None:
    long = "The sides will build a road. " * 400
    reading = pacta.read(f"Joint Statement\n\n{long}\n\nThe sides will talk.\n\nShare this page on social media\n")
    passages = passages_to_read(reading.document, reading.annotations)
    assert all(len(passage.span) <= MOST for passage in passages)
    assert [passage.number for passage in passages] == list(range(1, len(passages) + 1))
    shown = "".join(passage.span.of(reading.document.text) for passage in passages)
    assert shown.count("build a road") == 400
    furniture = [block for block in reading.annotations.structure.blocks if block.kind == "furniture"]
    assert not any(p.span.overlaps(block.span) for p in passages for block in furniture)


def test_a_sentence_that_is_longer_than_a_passage_is_cut_and_nothing_of_it_is_lost() -> None:
    reading = pacta.read("word " * 5_000)
    passages = passages_to_read(reading.document, reading.annotations)
    assert sum(passage.span.of(reading.document.text).count("word") for passage in passages) >= 4_998
    assert all(len(passage.span) <= MOST for passage in passages)


def test_a_question_holds_the_passage_verbatim_and_says_nothing_of_files() -> None:
    reading = pacta.read(TEXT, date="2025-05-20")
    (passage,) = passages_to_read(reading.document, reading.annotations)
    system, user = messages(reading.document, reading.annotations, passage)
    assert passage.span.of(TEXT) in user["content"]
    assert "text.txt" not in user["content"] + system["content"]
    assert messages(reading.document, reading.annotations, passage) == [system, user]


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ("I think there are none.", "not JSON"),
        ("[]", "list"),
        ('{"statements": 3}', "list"),
        ('{"statements": [7]}', "no object"),
        ('{"statements": [{"words": "a b", "kind": "report"}]}', "cue"),
        ('{"statements": [{"words": "a b", "cue": "a", "kind": "promise"}]}', "kind"),
        ('{"statements": [{"words": "a b", "cue": "a", "kind": "commitment"}]}', "firmness"),
        ('{"statements": [{"words": "a b", "cue": "a", "kind": "commitment", "firmness": true}]}', "firmness"),
        ("[" * 100_000, "not JSON"),
    ],
)
def test_an_answer_that_is_not_of_the_asked_form_is_refused_with_the_reason(answer: str, why: str) -> None:
    with pytest.raises(BadAnswer, match=why):
        proposals_in(answer)


def test_an_answer_in_a_code_fence_is_read_and_odd_codes_are_left_out() -> None:
    row = {"words": " a b ", "cue": "a", "kind": "report", "voice": "<script>", "actors": ["VNM", 3, "\n"]}
    (found,) = proposals_in(f"```json\n{json.dumps({'statements': [row]})}\n```")
    assert (found.words, found.voice, found.actors) == ("a b", None, ("VNM",))


@given(st.text(max_size=400))
def test_no_answer_whatever_breaks_the_reader(answer: str) -> None:
    try:
        proposals_in(answer)
    except BadAnswer as error:
        assert str(error)


@given(st.text(alphabet="ab ’'\n", max_size=60), st.text(alphabet="ab ’'\n", min_size=1, max_size=12))
def test_what_is_located_stands_in_the_text_where_its_span_says(text: str, words: str) -> None:
    found = align(Proposal(words.strip(), words.strip(), "report"), text, Span(0, len(text)))
    if found.span is not None and found.cue_span is not None:
        assert found.span.of(text) == found.words
        assert found.cue_span.of(text) == found.cue
        assert found.span.contains(found.cue_span)


def test_words_that_are_not_there_stay_unlocated_and_of_several_places_the_next_one_is_taken() -> None:
    text = "They agreed. They parted. They agreed."
    there = Proposal("They agreed.", "agreed", "report")
    everywhere = Span(0, len(text))
    assert align(Proposal("They never agreed.", "agreed", "report"), text, everywhere).span is None
    assert align(there, text, everywhere, after=5).span == Span(26, 38)
    assert align(there, text, Span(0, 25), after=5).span == Span(0, 12)
    assert align(Proposal("They agreed.", "will", "report"), text, everywhere).span is None


def test_other_quotation_marks_and_line_breaks_are_the_same_words_other_letters_are_not() -> None:
    text = "the sides’ commitment\nto “peace” – now"
    found = align(Proposal('the sides\' commitment to "peace" - now', "commitment to", "report"), text, Span(0, 40))
    assert (found.words, found.cue) == (text, "commitment\nto")
    assert align(Proposal("the side's commitment", "commitment", "report"), text, Span(0, 40)).span is None


def test_readings_are_paired_by_their_cues_and_every_difference_has_its_name() -> None:
    first = [stated(0, 6), stated(10, 16, "commitment", 4), stated(20, 26), stated(50, 56)]
    second = [
        proposed(0, 6), proposed(12, 18, "commitment", 2), proposed(30, 36), Proposal("gone", "gone", "report"),
    ]  # fmt: skip
    found = compare(first, second, [Span(0, 40)])
    assert [(one.difference, one.statement, one.fields) for one in found] == [
        ("same", "s0", ()),
        ("values", "s10", ("firmness",)),
        ("doubted", "s20", ()),
        ("missed", None, ()),
        ("unlocated", None, ()),
    ]  # fmt: skip


def test_where_the_second_reader_gave_no_answer_its_silence_means_nothing() -> None:
    assert compare([stated(0, 6)], [], []) == ()


@given(st.lists(st.integers(0, 30), max_size=8, unique=True), st.lists(st.integers(0, 30), max_size=8, unique=True))
def test_each_statement_and_each_proposal_is_told_of_once(first: list[int], second: list[int]) -> None:
    statements = [stated(start, start + 3) for start in first]
    found = compare(statements, [proposed(start, start + 2) for start in second], [Span(0, 100)])
    assert sorted(one.statement for one in found if one.statement) == sorted(one.id for one in statements)
    assert sum(one.proposal is not None for one in found) == len(second)
