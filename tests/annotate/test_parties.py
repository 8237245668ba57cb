"""Parties, joint voice, and for whom a speaker speaks."""

from __future__ import annotations

from datetime import date

import pytest
from tests.support.samples import document

from pacta.annotate.names import names
from pacta.annotate.parties import parties
from pacta.model import Annotations, Config, Detected, Given, Party, Profile, Span, Structure, Turn
from pacta.text.speakers import Speakers

BODY = "The talks were held in a friendly atmosphere."


def profile(
    text: str, given: Given = Given(), config: Config = Config(), start: Annotations | None = None
) -> Profile:
    page, start = document(text, given=given), start or Annotations()
    return parties(page, names(page, start, config), config).profile


def codes(title: str, text: str = BODY, day: date | None = date(2024, 3, 1)) -> list[str]:
    return [party.value for party in profile(text, Given(title=title, date=day)).parties]


TITLES = [
    ("Kenya-Peru Joint Statement on Trade with Chile", ["KEN", "PER"]),
    ("Joint Statement from Kenya, Peru, and the Republic of Korea on Fisheries", ["KEN", "KOR", "PER"]),
    ("Joint Statement of the Leaders of Kenya and Peru", ["KEN", "PER"]),
    ("U.S.-EU Summit Statement", ["EU", "USA"]),
    ("G7 Leaders’ Communiqué", ["G7"]),
    ("Joint Leaders Statement on AUKUS", ["AUS", "GBR", "USA"]),
    ("C5+1 Leaders’ Joint Statement", ["KAZ", "KGZ", "TJK", "TKM", "USA", "UZB"]),
    ("Press statements following Kenyan-Peruvian talks", ["KEN", "PER"]),
    ("Readout of President Biden’s Call with President Prado of Peru", ["PER", "USA"]),
    ("Joint Statement ofKenya and Peru", ["KEN", "PER"]),
]


@pytest.mark.parametrize(("title", "expected"), TITLES)
def test_a_title_names_the_parties(title: str, expected: list[str]) -> None:
    assert codes(title) == expected


def test_the_opening_lists_the_parties_where_the_title_tells_a_topic_only() -> None:
    text = "Today the Governments of Kenya, Peru and the Kingdom of Norway reaffirm their support for Chile."
    assert codes("Joint Statement on Chile", text) == ["KEN", "NOR", "PER"]


def test_members_who_speak_as_a_group_are_the_group() -> None:
    text = "We, the leaders of Australia, India, Japan and the United States, met. The Quad stands together."
    assert codes("Joint Statement by the Leaders of Australia, India, Japan and the United States", text) == [
        "QUAD"
    ]


def test_a_state_before_a_sign_of_money_is_no_party() -> None:
    assert codes("Talks on trade", "Trade reached US$2 billion. Exports were worth US$1 billion.") == []


def test_what_is_given_outranks_what_is_detected() -> None:
    given = Given(title="Kenya-Peru Joint Statement", parties=("CHL", "BOL"))
    assert [(p.value, p.span) for p in profile(BODY, given).parties] == [("BOL", None), ("CHL", None)]


def test_evidence_quotes_the_title_where_the_text_holds_it() -> None:
    title = "Kenya-Peru Joint Statement"
    found = profile(f"{title}\n\n{BODY}", Given(title=title)).parties
    assert [(party.value, party.span) for party in found] == [("KEN", Span(0, 5)), ("PER", Span(6, 10))]


def test_states_that_no_list_has_can_be_parties() -> None:
    text = "The Vardanian side thanked the Ostreli side. Prime Minister of Ostrel Tam Beldo agreed."
    title = "Joint Statement of the Republic of Vardania and the Kingdom of Ostrel"
    assert codes(title, f"{title}\n\n{text}") == ["X-OSTREL", "X-VARDANIA"]
    config = Config(parties=(Party("VRD", "Republic of Vardania", aliases=("Vardania",)),))
    found = profile(f"{title}\n\n{text}", Given(title=title), config).parties
    assert [party.value for party in found] == ["VRD", "X-OSTREL"]


@pytest.mark.parametrize(
    ("title", "joint"),
    [
        ("Kenya-Peru Joint Statement", True),
        ("G20 Leaders’ Declaration", True),
        ("Joint news conference of the Presidents of Kenya and Peru", False),
        ("Readout of the call between Kenya and Peru", False),
        ("Statement by the Foreign Minister of Kenya on the Lima Declaration", False),
    ],
)
def test_a_text_is_joint_where_several_speak_in_it_as_one(title: str, joint: bool) -> None:
    assert profile(BODY, Given(title=title)).joint is joint


SPEAKERS = [
    ("President of Kenya Amani Otieno: Thank you.", "Amani Otieno", "KEN"),
    ("Prime Minister Tam Beldo of Peru took the floor.", "Tam Beldo", "PER"),
    ("Tam Beldo, Minister of Trade of Peru, took the floor.", "TAM BELDO", "PER"),
    ("Kenya's Foreign Minister Amani Otieno arrived.", "Otieno", "KEN"),
    ("Then the Minister of Trade of Peru, Tam Beldo, wrote to us.", "Tam Beldo", "PER"),
    ("Nobody knows Amani Otieno here.", "Amani Otieno", None),
]


@pytest.mark.parametrize(("text", "speaker", "code"), SPEAKERS)
def test_the_text_says_for_whom_a_speaker_speaks(text: str, speaker: str, code: str | None) -> None:
    assert Speakers(profile(text).speaker_codes).code(speaker) == code


def test_the_text_outranks_the_table_of_leaders() -> None:
    text = "Foreign Minister of Kenya Joe Biden spoke."
    assert Speakers(profile(text, Given(date=date(2022, 1, 1))).speaker_codes).code("Joe Biden") == "KEN"


def test_a_leader_is_known_by_the_date_where_the_text_is_silent() -> None:
    text = "PRESIDENT TRUMP: Thank you."
    assert Speakers(profile(text, Given(date=date(2018, 5, 1))).speaker_codes).code("Trump") == "USA"


def test_without_a_title_those_who_take_turns_are_the_parties() -> None:
    text = "President of Kenya Amani Otieno: Welcome.\nPrime Minister of Peru Tam Beldo: Thank you."
    second = text.index("Prime")
    turns = (
        Turn(Span(33, 41), Span(0, 31), "Amani Otieno"),
        Turn(Span(second + 35, len(text)), Span(second, second + 33), "Tam Beldo"),
    )
    start = Annotations(structure=Structure(turns=turns), profile=Profile(outlet=Detected("Peru Today")))
    assert [party.value for party in profile(text, start=start).parties] == ["KEN", "PER"]


@pytest.mark.parametrize(
    "text",
    [
        "He met his Peruvian counterpart, Tembela Orsk.",
        "Peru's envoy in Nairobi, Tembela Orsk, wrote.",
        "Tembela Orsk, the Peruvian ambassador, wrote.",
        "Tembela Orsk (Peru) said that it rained.",
        "Kenya was silent. For Peru, Secretary Tembela Orsk spoke.",
        "Peru welcomed the offer. Its ambassador, Tembela Orsk, wrote.",
        "Her colleague from Peru, Tembela Orsk, wrote.",
        "The Peruvian delegation was led by Minister Tembela Orsk.",
        "Mr. Tembela Orsk is Peru's ambassador in Nairobi.",
    ],
)
def test_a_person_speaks_for_the_state_that_the_words_around_the_name_tell(text: str) -> None:
    assert (
        dict(profile(text, Given(title="Talks on Fish", date=date(2024, 3, 1))).speaker_codes)["Tembela Orsk"]
        == "PER"
    )


def test_a_minister_without_a_state_is_of_the_capital_in_the_dateline() -> None:
    text = "NAIROBI, March 3 – Transport Minister Tembela Orsk met the Peruvian envoy, Ana Prado."
    assert dict(profile(text).speaker_codes)["Tembela Orsk"] == "KEN"
    assert dict(profile(text).speaker_codes)["Ana Prado"] == "PER"


def test_of_two_parties_a_counterpart_acts_for_the_other() -> None:
    text = "Kenya's minister, Ana Prado, met her counterpart, Tembela Orsk."
    assert dict(profile(text, Given(title="Kenya-Peru talks")).speaker_codes)["Tembela Orsk"] == "PER"
