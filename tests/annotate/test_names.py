"""Names: longest spans, types, codes and entities (codebook, section 9)."""

from __future__ import annotations

import pytest
from tests.support.samples import document

from pacta.annotate.names import names
from pacta.model import Annotations, Block, Config, Name, Party, Span, Structure


def read(text: str, config: Config = Config()) -> list[tuple[str, str]]:
    """(type, words) of every name."""
    return [(name.type, name.span.of(text)) for name in found(text, config)]


def found(text: str, config: Config = Config()) -> tuple[Name, ...]:
    return names(document(text), Annotations(), config).names


CASES = [
    # states
    ("Talks on Kenya-Peru relations went on.", [("STATE", "Kenya"), ("STATE", "Peru")]),
    ("The visit to the Kingdom of Norway ended.", [("STATE", "Kingdom of Norway")]),
    ("Anti-Russian and pro-Kenyan voices met.", [("STATE", "Russian"), ("STATE", "Kenyan")]),
    ("Exports grew to US$5 billion.", []),
    ("Latin American markets grew.", [("PLACE", "Latin American")]),
    # offices and persons
    (
        "We thank President of Kenya Amani Otieno for it.",
        [("OFFICE", "President of Kenya"), ("PERSON", "Amani Otieno")],
    ),
    (
        "It was signed by Deputy Prime Minister and Minister of Foreign Affairs Juan Prado.",
        [("OFFICE", "Deputy Prime Minister and Minister of Foreign Affairs"), ("PERSON", "Juan Prado")],
    ),
    (
        "The Minister of Trade of Peru, Tam Beldo, wrote to us.",
        [("OFFICE", "Minister of Trade of Peru"), ("PERSON", "Tam Beldo")],
    ),
    ("We met Peruvian President Prado.", [("OFFICE", "Peruvian President"), ("PERSON", "Prado")]),
    (
        "It was said by Prime Minister Prado of Peru.",
        [("OFFICE", "Prime Minister"), ("PERSON", "Prado"), ("STATE", "Peru")],
    ),
    ("They heard Mr. Kenji Aoyama twice.", [("PERSON", "Kenji Aoyama")]),
    (
        "We welcome Crown Prince Faisal bin Hamad al-Rashid.",
        [("OFFICE", "Crown Prince"), ("PERSON", "Faisal bin Hamad al-Rashid")],
    ),
    ("The Ministers of Trade and Industry met; so did the Foreign Ministers.", []),
    # bodies and instruments
    (
        "They recalled the Convention on the Law of Rivers and Lakes.",
        [("INSTRUMENT", "Convention on the Law of Rivers and Lakes")],
    ),
    ("Under the 1998 Lima Treaty of Friendship it was agreed.", [("INSTRUMENT", "1998 Lima Treaty of Friendship")]),
    (
        "They will sign an Arrangement on Search and Rescue and restore the West Bank Railway.",
        [("INSTRUMENT", "Arrangement on Search and Rescue"), ("PROJECT", "West Bank Railway")],
    ),
    (
        "They recalled the Treaty on Good-Neighbourliness and Trade of June 3, 1997.",
        [("INSTRUMENT", "Treaty on Good-Neighbourliness and Trade")],
    ),
    ("The Kenya-Peru Joint Commission met.", [("MECHANISM", "Kenya-Peru Joint Commission")]),
    ("The Trade and Technology Council met.", [("MECHANISM", "Trade and Technology Council")]),
    (
        "It was told by the Ministry of Industry and Trade of Peru.",
        [("ORG", "Ministry of Industry and Trade of Peru")],
    ),
    ("They plan to build a Kenya Solar Science Centre there.", [("PROJECT", "Kenya Solar Science Centre")]),
    (
        "We mark the 40th anniversary of the establishment of diplomatic relations between our countries.",
        [("EVENT", "40th anniversary of the establishment of diplomatic relations")],
    ),
    ("Under Resolution 2231 it ended.", [("INSTRUMENT", "Resolution 2231")]),
    # not names
    ("The Agreement and the Joint Statement were signed by the President.", []),
    ("Stronger ties are needed. Together we will build them. Cooperation grows.", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:40] for text, _ in CASES])
def test_names_have_the_longest_span_and_the_type_of_their_head(text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text) == expected


def test_an_acronym_in_brackets_is_a_mention_with_the_type_and_entity_of_its_name() -> None:
    text = "The Lake Basin Commission (LBC) met. Later the LBC adopted a plan."
    assert [(n.type, n.entity) for n in found(text)] == [("MECHANISM", "Lake Basin Commission")] * 3


def test_an_acronym_tells_how_far_back_its_name_reaches() -> None:
    text = "We support the Stabilisation Mission in Kenya (SMK) fully."
    assert ("PROJECT", "Stabilisation Mission in Kenya") in read(text)


def test_a_concept_with_an_acronym_is_no_name() -> None:
    assert read("They limit greenhouse gases (GHG) and report GHG every year.") == []


def test_a_surname_names_the_person_in_full() -> None:
    text = "President Juan Prado spoke. Later Prado left, and President Prado returned."
    assert {n.entity for n in found(text) if n.type == "PERSON"} == {"Juan Prado"}


def test_a_name_that_begins_with_a_function_word_is_known_at_the_start_of_a_sentence_too() -> None:
    text = "President On Binh spoke to us. On Binh thanked the hosts."
    assert [words for kind, words in read(text) if kind == "PERSON"] == ["On Binh", "On Binh"]


def test_codes_are_iso_for_states_and_acronyms_for_organisations() -> None:
    text = "Viet Nam, the USSR and the Association of Southeast Asian Nations (ASEAN) were named."
    assert [n.code for n in found(text)] == ["VNM", "SUN", "ASEAN", "ASEAN"]


def test_words_in_capitals_are_read_as_if_they_were_not() -> None:
    text = "THE REPUBLIC OF KENYA AND PERU AGREED ON TRADE"
    assert [n.code for n in found(text)] == ["KEN", "PER"]


INVENTED = (
    "The Republic of Vardania invited the Ostreli side. Vardanian exports grew. "
    "Prime Minister of Ostrel Tam Beldo praised Vardania-Ostrel relations. Vardanians rejoiced."
)


def test_a_state_that_no_list_has_is_one_entity_under_a_provisional_code_in_all_its_forms() -> None:
    states = {(n.code, n.entity) for n in found(INVENTED) if n.type == "STATE"}
    assert states == {("X-VARDANIA", "Vardania"), ("X-OSTREL", "Ostrel")}


def test_the_users_parties_file_replaces_a_provisional_code() -> None:
    config = Config(parties=(Party("VRD", "Vardania"),))
    codes = {n.code for n in found(INVENTED, config) if n.type == "STATE"}
    assert codes == {"VRD", "X-OSTREL"}


def test_the_users_organisation_keeps_its_type() -> None:
    config = Config(parties=(Party("LBX", "Lake Basin Circle", "ORG", ("Basin Circle",)),))
    assert [(n.type, n.code) for n in found("We thank the Basin Circle.", config)] == [("ORG", "LBX")]


def test_furniture_has_no_names() -> None:
    text = "Kenya\nPeru agreed."
    blocks = (Block(Span(0, 5), "furniture"), Block(Span(6, 18), "paragraph"))
    read = names(document(text), Annotations(structure=Structure(blocks)), Config()).names
    assert [name.span.of(text) for name in read] == ["Peru"]


@pytest.mark.parametrize(
    "text",
    [
        "Vardania and Ostrel met. Vardania's parliament approved it.",
        "The ambassador of Vardania wrote. The Vardanian ports are closed.",
        "He met his Vardanian counterpart on the quay; Vardania has lifted sanctions.",
        "The Prime Minister of Vardania wrote to us. Vardania is glad.",
        "Ila Rosk (Vardania) said that it rained. The delegation of Vardania agreed.",
    ],
)
def test_a_state_is_known_by_its_organs_its_envoys_its_adjective_and_what_only_states_do(text: str) -> None:
    assert ("STATE", "X-VARDANIA") in {(name.type, name.code) for name in found(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Northline and Westbank agreed on a loan; a contract between Northline and Westbank followed.",
        "Mr. Tolvane came. Tolvane's ambassador and Tolvane's parliament wrote.",
        "Costa Rica abolished its army. Rica's people are glad.",
        "The Federal government wrote to representatives from the Federal Court.",
    ],
)
def test_firms_persons_and_parts_of_names_are_no_states_of_their_own(text: str) -> None:
    assert not [name for name in found(text) if (name.code or "").startswith("X-")]


@pytest.mark.parametrize(
    "text",
    [
        "Its envoy in Accra, Tembela Orsk, wrote.",
        "We heard Tembela Orsk, a hydrologist from the coast.",
        "“It rains,” said Tembela Orsk.",
        "We heard Tembela Orsk, who leads the fleet.",
        "We heard foreign minister Tembela Orsk there.",
        "It was General Tembela Orsk.",
    ],
)
def test_a_person_is_known_by_what_the_words_around_the_name_say(text: str) -> None:
    assert [words for kind, words in read(text) if kind == "PERSON"] in (["Tembela Orsk"], ["General Tembela Orsk"])


def test_whom_the_words_call_a_person_once_is_one_by_the_surname_too() -> None:
    names_found = found("The talks with his counterpart, Tembela Orsk, ended. Orsk was glad of it.")
    assert [name.entity for name in names_found if name.type == "PERSON"] == ["Tembela Orsk"] * 2
