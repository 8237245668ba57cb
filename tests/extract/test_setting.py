"""What a setting says of any place: for whom a body acts, and which dates are told there."""

from __future__ import annotations

import pytest

from pacta.extract.setting import Setting
from pacta.model import Annotations, DateMention, Detected, Document, Name, Profile, Source, Span

TEXT = "The Republic of Arland, the Arlander side and others"


def actor(entity: str) -> tuple[str, ...]:
    document = Document("d0", TEXT, Source("t", "0" * 64, len(TEXT), "text/plain"))
    states = [("Republic of Arland", "Republic of Arland"), ("Arlander", "Republic of Arland")]
    names = tuple(
        Name(words, Span(at := TEXT.index(words), at + len(words)), "STATE", full, "X-ARLAND")
        for words, full in states
    )
    setting = Setting(document, Annotations(names=names))
    return setting.actor_of(Name("g", Span(0, 1), "ORG", entity))


@pytest.mark.parametrize(
    ("entity", "state"),
    [
        ("Government of Kenya", "KEN"),
        ("Government of the Republic of Kenya", "KEN"),
        ("Royal Government of Bhutan", "BTN"),
        ("Vietnamese Government", "VNM"),
        ("Government of Arland", "X-ARLAND"),
        ("Arlander Government", "X-ARLAND"),
    ],
)
def test_a_government_acts_for_its_state_listed_or_not(entity: str, state: str) -> None:
    assert actor(entity) == (state,)


@pytest.mark.parametrize(
    "entity",
    ["Government of Alberta", "National Unity Government of Myanmar", "Ministry of Health of Kenya", "Northline"],
)
def test_a_body_that_is_no_states_government_acts_under_its_own_name(entity: str) -> None:
    assert actor(entity) == (entity,)


def test_the_day_in_a_dateline_is_no_date_that_the_text_tells() -> None:
    text = "PORT ROSS, 14 March 2026 – Talks will go on in April."
    document = Document("d0", text, Source("t", "0" * 64, len(text), "text/plain"))
    told = {words: Span(text.index(words), text.index(words) + len(words)) for words in ("14 March 2026", "April")}
    dates = tuple(DateMention(words, span, "DATE", "2026", "r") for words, span in told.items())
    profile = Profile(date=Detected("2026-03-14", told["14 March 2026"]))
    found = Setting(document, Annotations(dates=dates, profile=profile)).dates_in(0, len(text))
    assert [document.quote(date.span) for date in found] == ["April"]
