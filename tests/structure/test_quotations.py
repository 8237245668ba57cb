"""Which words in quotation marks are speech, and whose."""

from __future__ import annotations

import pytest

INTRO = "President Anton Orr met Prime Minister Anna Lind in Port Ross. "


def quotations(read, text: str) -> list[tuple[str | None, str]]:
    document, annotations = read(text)
    return [(q.speaker, document.quote(q.span)) for q in annotations.structure.quotations]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“We will widen the harbour before winter,” said President Orr.", "Anton Orr"),
        ("“We will widen the harbour before winter,” Prime Minister Anna Lind added.", "Anna Lind"),
        ("President Orr said: “We will widen the harbour before winter.”", "Anton Orr"),
        ('In her remarks, Prime Minister Lind said, "We will widen the harbour before winter."', "Anna Lind"),
        ("“We will widen the harbour before winter,” she said.", "Anna Lind"),
        ("“We will widen the harbour before winter,” the President stressed.", "Anton Orr"),
    ],
)
def test_the_speaker_is_named_before_or_after_by_name_office_or_pronoun(read, text: str, speaker: str) -> None:
    words = "We will widen the harbour before winter"
    found = quotations(read, f"{INTRO}\n\n{text}\n")
    assert [(who, what.rstrip(",.")) for who, what in found] == [(speaker, words)]


@pytest.mark.parametrize(
    "text",
    ["The ship “Star of the Sea” sailed.", "They call it a “win-win” for both.",
     "He called the “Port Ross Plan” good.",
     'The "old guard" met its "new wave" again.'],
)  # fmt: skip
def test_names_and_scare_quotes_are_no_quotations(read, text: str) -> None:
    assert quotations(read, f"{INTRO}\n\n{text}\n") == []


def test_a_sentence_nobody_is_said_to_speak_is_a_quotation_without_speaker(read) -> None:
    text = "“The harbour of Port Ross is wide and deep enough.” So it stands on the wall.\n"
    assert quotations(read, text) == [(None, "The harbour of Port Ross is wide and deep enough.")]


def test_paragraphs_that_each_open_with_a_mark_are_one_quotation(read) -> None:
    text = (
        "President Anton Orr said:\n\n“We will widen the harbour.\n\n“We will train forty pilots.\n\n"
        "“We will not rest until it is done.”\n\nThe talks then ended for the day.\n"
    )
    assert quotations(read, text) == [
        (
            "Anton Orr",
            "We will widen the harbour.\n\n“We will train forty pilots.\n\n“We will not rest until it is done.",
        )
    ]


def test_an_adjective_of_state_tells_two_presidents_apart(read) -> None:
    text = (
        "The Arland President Anton Orr met the Belmark President Anna Lind.\n\n"
        "“We will widen the harbour before winter,” the Arland President said.\n"
    )
    assert [who for who, _ in quotations(read, text)] == ["Anton Orr"]


def test_marks_that_are_never_closed_do_no_harm(read) -> None:
    assert quotations(read, "“We will sail.\n\nThey left “the port.\n\nPresident Orr said “yes.\n") == []


def test_speech_goes_on_behind_the_words_that_say_who_speaks(read) -> None:
    text = "“We kept our word,” Lind told reporters. “And next year we will open a consulate in Halden.”"
    found = quotations(read, f"{INTRO}\n\n{text}\n")
    assert [who for who, _ in found] == ["Anna Lind", "Anna Lind"]


def test_a_pronoun_points_to_whom_the_paragraph_names_if_only_by_surname(read) -> None:
    text = "Orr was more careful. “We need new equipment at the border first,” he said through an interpreter."
    assert [who for who, _ in quotations(read, f"{INTRO}\n\n{text}\n")] == ["Anton Orr"]


def test_somebody_named_for_the_first_time_with_a_role_in_small_letters_is_quoted(read) -> None:
    text = "“We expect to string the first cable in the spring,” chief executive Berta Aune said."
    assert [who for who, _ in quotations(read, f"{INTRO}\n\n{text}\n")] == ["Berta Aune"]


def test_a_pronoun_is_the_person_who_acted_last_and_nobody_of_whom_the_other_was_said(read) -> None:
    text = (
        "“We will widen the harbour before winter,” he said after talks with his counterpart, Una Sand.\n\n"
        "Sand said that her port was full. “We shall not pay for somebody else's harbour,” she said.\n\n"
        "“Nobody asks them to pay for what is ours,” he replied.\n"
    )
    speakers = [who for who, _ in quotations(read, f"President Anton Orr spoke.\n\n{text}")]
    assert speakers == ["Anton Orr", "Una Sand", "Anton Orr"]
