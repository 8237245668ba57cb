"""What kind of document it is: every answer with its evidence, and what was given first."""

from __future__ import annotations

from datetime import date

import pytest

ARTICLE = """Arland and Belmark open a second quay

ANA - Ministers of both states opened a second quay in Port Ross.

May 12, 2025 4:05 PM GMT+7

"We will train forty pilots every single year," said President Anton Orr.

Trade had grown since June 3, 2019.
"""


def profile_of(read, text: str, **given):  # type: ignore[no-untyped-def]
    document, annotations = read(text, **given)
    return document, annotations.profile


def test_title_date_and_place_come_with_the_words_that_say_so(read) -> None:
    top = "News   /\n\nPress statements following talks\n\nMay 10, 2025, The Palace, Arlberg"
    text = f"{top}\n\nThey met on June 3, 2024.\n"
    document, profile = profile_of(read, text)
    found = {name: getattr(profile, name) for name in ("title", "date", "place")}
    assert {name: detected.value for name, detected in found.items()} == {
        "title": "Press statements following talks", "date": "2025-05-10", "place": "The Palace, Arlberg",
    }  # fmt: skip
    assert [document.quote(detected.span) for detected in found.values()] == [
        "Press statements following talks", "May 10, 2025", "The Palace, Arlberg",
    ]  # fmt: skip


def test_a_date_in_the_body_is_not_the_documents(read) -> None:
    assert profile_of(read, ARTICLE)[1].date.value == "2025-05-12"
    assert profile_of(read, "The quay opened on June 3, 2019, after long talks of both sides.\n")[1].date is None


def test_what_was_given_outranks_what_is_found(read) -> None:
    given = {"title": "Quay", "date": date(2024, 1, 2), "doc_type": "plan", "language": "fr", "outlet": "ANA",
             "place": "Fell", "speakers": ("Anna Lind",), "origins": (("title", "sidecar"),)}  # fmt: skip
    _, profile = profile_of(read, ARTICLE, **given)
    fields = ("title", "date", "doc_type", "language", "outlet", "place")
    assert [getattr(profile, name).value for name in fields] == ["Quay", "2024-01-02", "plan", "fr", "ANA", "Fell"]
    assert [getattr(profile, name).span for name in fields] == [None] * 6
    assert (profile.title.origin, profile.date.origin) == ("given:sidecar", "given:option")
    assert [speaker.value for speaker in profile.speakers] == ["Anna Lind"]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Joint Statement on the Two Ports", "joint statement"), ("PORT ROSS SUMMIT COMMUNIQUÉ", "communiqué"),
        ("Declaration of Port Ross", "declaration"), ("Agreement between Arland and Belmark", "agreement"),
        ("Readout of President Orr’s Call with Prime Minister Lind", "readout"),
        ("FACT SHEET: The Quay", "fact sheet"),
        ("Remarks by President Orr on the Joint Statement", "remarks"), ("Address to the Assembly", "speech"),
        ("Press statements following talks", "press statement"), ("Resolution 12 on the Sea", "resolution"),
        ("Master Plan for the Two Ports", "plan"), ("Article by Anna Lind", "article"),
    ],
)  # fmt: skip
def test_the_title_says_what_kind_of_document_it_is(read, title: str, kind: str) -> None:
    assert profile_of(read, f"{title}\n\nTrade grew in spring.\n")[1].doc_type.value == kind


@pytest.mark.parametrize(
    ("opening", "kind"),
    [
        ("We, the Leaders of Arland and Belmark, met in Port Ross.", "joint statement"),
        ("President Anton Orr spoke today with Prime Minister Anna Lind of Belmark.", "readout"),
        ("“We will train forty pilots every year,” said President Anton Orr.", "article"),
        ("Trade grew in spring.", "other"),
    ],
)
def test_without_a_title_the_opening_and_the_voices_say_it(read, opening: str, kind: str) -> None:
    assert profile_of(read, f"{opening}\n")[1].doc_type.value == kind


@pytest.mark.parametrize(
    ("text", "given", "outlet"),
    [
        ("VGP - Both sides met.\n", {}, "VGP"),
        ("PORT ROSS (ANA News) - Both sides met.\n", {}, "ANA News"),
        ("Official website of the President of Arland\n\nBoth sides met.\n", {}, "President of Arland"),
        ("Both sides met.\n", {"url": "https://www.whitehouse.gov/briefings/1"}, "White House"),
        ("Both sides met.\n\n© 2025 Belmark Times. All rights reserved.\n", {}, "Belmark Times"),
        ("Both sides met.\n", {"outlet": "The White House"}, "White House"),
        ("Both sides met.\n", {"url": "http://[broken"}, None),
    ],
)
def test_the_outlet_is_told_by_address_header_or_agency_mark(
    read, text: str, given: dict, outlet: str | None
) -> None:
    found = profile_of(read, text, **given)[1].outlet
    assert (found and found.value) == outlet


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The two sides met in the port and agreed on the tariff for the year.", "en"),
        ("Стороны встретились в порту и договорились о тарифе.", "ru"),
        ("Hai bên đã gặp nhau và đồng ý về hợp tác trong những năm này.", "vi"),
        ("Les deux parties se sont réunies dans le port et ont signé pour les années.", "fr"),
        ("Las dos partes se reunieron en el puerto y firmaron para los años.", "es"),
        ("Die beiden Seiten trafen sich in dem Hafen und sprachen mit den Gästen.", "de"),
        ("双方在港口会面并签署了协议。", "zh"),
        ("التقى الجانبان في الميناء ووقعا الاتفاق.", "ar"),
        ("Lorem ipsum dolor sit amet consectetur adipiscing elit sed eiusmod.", "other"),
    ],
)
def test_the_language_is_told_by_script_and_small_words(read, text: str, language: str) -> None:
    assert profile_of(read, text)[1].language.value == language


def test_speakers_are_those_who_hold_a_turn_once_each_without_journalists(read) -> None:
    text = "President Anton Orr: Friends.\n\nQuestion: Why?\n\nAnna Lind: Well.\n\nPresident Anton Orr: So.\n"
    assert [speaker.value for speaker in profile_of(read, text)[1].speakers] == ["Anton Orr", "Anna Lind"]
