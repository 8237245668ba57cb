"""Look-ups of states and organisations by all the names that texts use."""

from __future__ import annotations

import pytest

from pacta.lexicon.states import (
    load_gazetteer,
    organisation_code,
    organisation_name,
    state_adjectives,
    state_codes,
    state_forms,
    state_name,
    state_of_seat,
)


@pytest.mark.parametrize(
    ("phrase", "code"),
    [
        ("Viet Nam", "VNM"),
        ("the Socialist Republic of Viet Nam", "VNM"),
        ("Vietnamese", "VNM"),
        ("RUSSIA", "RUS"),
        ("the Russian Federation’s", "RUS"),
        ("Soviet Union", "SUN"),
        ("People’s Republic of China", "CHN"),
        ("Republic of China", "TWN"),
        ("Republic of Korea", "KOR"),
        ("Hashemite Kingdom of Jordan", "JOR"),
        ("U.S.", "USA"),
        ("us", None),
        ("polish", None),
        ("Vardania", None),
        ("Hanoi", None),
        ("", None),
    ],
)
def test_a_state_is_known_by_name_adjective_and_official_form(phrase: str, code: str | None) -> None:
    assert state_codes(phrase) == code


def test_seats_of_government_are_a_category_of_their_own() -> None:
    assert [state_of_seat(seat) for seat in ("the Kremlin", "Hanoi", "the White House", "Peru")] == [
        "RUS", "VNM", "USA", None,
    ]  # fmt: skip


def test_organisations_are_known_by_acronym_and_name() -> None:
    assert organisation_code("Eurasian Economic Union") == organisation_code("EAEU") == "EAEU"
    assert organisation_name("ASEAN") == "Association of Southeast Asian Nations"


def test_every_code_is_three_capitals_and_has_a_name() -> None:
    assert all(len(code) == 3 and code.isupper() and state_name(code) for code in state_forms().values())


def test_no_form_belongs_to_two_states() -> None:
    table = load_gazetteer("states")
    rows = {**table["state"], **table["former"]}
    forms = [
        form
        for row in rows.values()
        for form in {row["name"], *row.get("variants", ()), *row.get("adjectives", ())}
    ]
    assert sorted({form for form in forms if forms.count(form) > 1}) == []
    assert "Russian" in state_adjectives() and "Russia" not in state_adjectives()


@pytest.mark.parametrize(
    "name", ["states", "organisations", "persons", "heads", "function_words", "leaders", "groups"]
)
def test_every_data_table_names_its_source(name: str) -> None:
    assert load_gazetteer(name)["source"]
