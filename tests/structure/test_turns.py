"""Who speaks, from where to where, and under which full name."""

from __future__ import annotations

import pytest

TALKS = """Press statements following talks

May 10, 2025, The Palace, Arlberg

Anton Orr and Anna Lind made statements for the press.

* * *

President of Arland Anton Orr: Ladies and gentlemen,

I thank our guests. We will build a quay.

Prime Minister of South Belmark Anna Lind (retranslated): Dear friend,

I invite the President to visit us.

Question: When will the quay open?

Anton Orr: In spring.

May 10, 2025, The Palace, Arlberg
"""
TRANSCRIPT = """East Room

3:58 P.M. EDT

PRESIDENT ORR: Thank you, all. My wife, Dr. Clara Orr, is here.

PRIME MINISTER LIND: (As interpreted.) We thank President Anton Orr for his welcome.

Q    Mr. President, will you visit?

THE PRESIDENT: I will.

4:10 P.M. EDT
"""


def turns(read, text: str, **given) -> list[tuple[str, str, bool, str]]:  # type: ignore[no-untyped-def]
    document, annotations = read(text, **given)
    return [(t.speaker, t.role, t.interpreted, document.quote(t.span)[-12:]) for t in annotations.structure.turns]


def test_the_capital_that_opens_a_sentence_is_no_part_of_a_name(read) -> None:
    text = TRANSCRIPT.replace("Q    Mr. President, will you visit?", "Q    Sorry. Can Anton Orr be reached?")
    assert [speaker for speaker, *_ in turns(read, text)] == ["Anton Orr", "Lind", "Q", "Anton Orr"]


def test_turns_last_until_the_next_label_or_the_closing_dateline(read) -> None:
    assert turns(read, TALKS) == [
        ("Anton Orr", "speaker", False, "uild a quay."),
        ("Anna Lind", "speaker", True, "to visit us."),
        ("Question", "question", False, "e quay open?"),
        ("Anton Orr", "speaker", False, "In spring."),
    ]


def test_a_turn_begins_after_its_label_and_knows_the_office(read) -> None:
    document, annotations = read(TALKS)
    second = annotations.structure.turns[1]
    assert document.quote(second.span).startswith("Dear friend")
    assert document.quote(second.label) == "Prime Minister of South Belmark Anna Lind"
    assert second.office == "Prime Minister of South Belmark"


def test_labels_in_capitals_are_completed_from_what_others_say_not_from_the_speaker(read) -> None:
    """Whom the President names in his own turn, his wife, is somebody else."""
    assert [name for name, *_ in turns(read, TRANSCRIPT)] == ["Anton Orr", "Lind", "Q", "Anton Orr"]


def test_interpreters_and_journalists_are_told_apart(read) -> None:
    assert [(role, interpreted) for _, role, interpreted, _ in turns(read, TRANSCRIPT)] == [
        ("speaker", False), ("speaker", True), ("question", False), ("speaker", False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Trade: Both sides agreed to lower tariffs.\n\nPorts: Both sides agreed to widen them.\n",
        "The Prime Minister had one aim: peace for both of the ports.\n",
        "President Orr and I noted with joy that trade grew since spring: it doubled.\n",
    ],
)
def test_a_colon_alone_makes_no_speaker(read, text: str) -> None:
    assert turns(read, text) == []


@pytest.mark.parametrize(
    ("title", "speaker"),
    [
        ("Remarks by President Anton Orr on Trade", "Anton Orr"),
        ("Article by Anna Lind, The Two Ports", "Anna Lind"),
        ("Foreign Minister Anna Lind’s remarks at the plenary", "Anna Lind"),
    ],
)
def test_a_speech_is_one_turn_of_the_person_in_its_title(read, title: str, speaker: str) -> None:
    text = f"{title}\n\nI thank our hosts.\n\nWe will build a quay.\n"
    assert turns(read, text) == [(speaker, "speaker", False, "uild a quay.")]
    assert turns(read, "I thank our hosts.\n\nWe will build a quay.\n", title=title)[0][0] == speaker


@pytest.mark.parametrize(
    "title",
    [
        "Joint Statement by President Orr and Prime Minister Lind",
        "Remarks by President Orr and Prime Minister Lind",
    ],
)
def test_a_title_that_names_two_people_gives_nobody_the_whole_text(read, title: str) -> None:
    assert turns(read, f"{title}\n\nWe will build a quay.\n") == []


def test_an_article_printed_in_full_is_its_authors_turn(read) -> None:
    text = (
        "Trade grows.\n\nThe Arland Foreign Minister, Anna Lind, wrote an article. This is what she had to say:\n\n"
        "“Our ports are old. As a proverb says, “Old ships sail far.” We will widen them.\n\n"
        "We will also train pilots, as many as are needed in the years to come.”\n\nSee also\n\nOld Ports\n"
    )
    assert [name for name, *_ in turns(read, text)] == ["Anna Lind"]
    document, annotations = read(text)
    assert document.quote(annotations.structure.turns[0].span).startswith("Our ports")
    assert document.quote(annotations.structure.turns[0].span).endswith("to come.")


def test_a_name_card_repeated_inside_a_label_is_left_out(read) -> None:
    text = "President of Belmark Anna Lind Lind AnnaPresident of Belmark : Friends, I thank you.\n"
    assert [name for name, *_ in turns(read, text)] == ["Anna Lind"]


@pytest.mark.parametrize(
    "page",
    [
        "Two Ports\n\nBy Anna Lind, Ambassador of Arland\n\nOur quay is old. My government will widen it.\n",
        "Two Ports, One Sea\n\nOur quay is old. My government will widen it.\n\n"
        "The author, Anna Lind, is Ambassador of Arland.\n",
        "Two Ports, One Sea\n\nOur quay is old.\n\nMy government will widen it.\n\n"
        "Anna Lind is the Ambassador of Arland.\n",
        "Sir,\n\nOur quay is old.\n\nMy government will widen it.\n\nAnna Lind\nAmbassador of Arland in Belmark\n",
    ],
)
def test_an_article_is_the_turn_of_the_author_whom_a_byline_a_note_or_a_signature_names(read, page: str) -> None:
    assert [name for name, *_ in turns(read, page)] == ["Anna Lind"]


def test_a_reporters_byline_makes_no_speaker(read) -> None:
    text = "Quay To Be Widened\n\nBy Anna Lind\n\nThe port is old. “We will widen it,” President Orr said.\n"
    assert turns(read, text) == []


def test_the_answers_of_an_interview_are_those_of_the_person_whom_its_title_names(read) -> None:
    text = "Q: Is the quay old?\n\nA: Yes. We will widen it.\n\nQ: When?\n\nA: In spring.\n"
    spoken = turns(read, text, title="Interview with Foreign Minister Anna Lind")
    assert [name for name, role, *_ in spoken if role == "speaker"] == ["Anna Lind"] * 2


def test_a_surname_is_a_label_where_the_text_names_the_person_in_full(read) -> None:
    text = (
        "Anna Lind and Anton Orr run the port.\n\nQuestion: Is it old?\n\nLind: Yes.\n\nOrr: We will widen it.\n\n"
        "Question: Costs?\n\nTrade: None.\n"
    )
    assert [name for name, role, *_ in turns(read, text) if role == "speaker"] == ["Anna Lind", "Anton Orr"]
