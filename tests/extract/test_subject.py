"""A plain subject decides who acts; anything more is left to the encoder."""

from __future__ import annotations

import pytest

from pacta.extract.setting import Setting
from pacta.extract.subject import plain_subject
from pacta.model import Annotations, Detected, Document, Name, Profile, Source, Span

NAMES = {
    "Arlander": ("STATE", "Arland", "ARL"),
    "Arland": ("STATE", "Arland", "ARL"),
    "Belmark": ("STATE", "Belmark", "BEL"),
    "President": ("OFFICE", "President", None),
    "Ana Belo": ("PERSON", "Ana Belo", None),
    "Northline": ("ORG", "Northline", None),
}


def subject_of(
    text: str, parties: tuple[str, ...] = ("ARL", "BEL"), *, joint: bool = False
) -> tuple[str, ...] | None:
    """The actors of the plain subject before " agreed" in ``text``."""
    found = []
    for words, (kind, entity, code) in NAMES.items():
        at = text.find(words)
        if at >= 0 and not any(n.span.contains(Span(at, at + 1)) for n in found):
            found.append(Name(words, Span(at, at + len(words)), kind, entity, code))  # type: ignore[arg-type]
    codes = (("Ana Belo", "ARL"),)
    profile = Profile(joint=joint, parties=tuple(map(Detected, parties)), speaker_codes=codes)
    document = Document("d0", text, Source("t", "0" * 64, len(text), "text/plain"))
    names = tuple(sorted(found, key=lambda n: n.span))
    setting = Setting(document, Annotations(profile=profile, names=names))
    cue = Span(text.index("agreed"), text.index("agreed") + 6)
    subject = plain_subject(setting, Span(0, len(text)), cue)
    return subject.actors if subject else None


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("The Arlander side agreed to pay", ("ARL",)),
        ("Arland and Belmark agreed to pay", ("ARL", "BEL")),
        ("President Ana Belo agreed to pay", ("ARL",)),
        ("They said that the Arlander side also agreed to pay", ("ARL",)),
        ("Northline agreed to pay", ("Northline",)),
        ("Northline said in a statement that it agreed to pay", ("Northline",)),
        ("Both sides agreed to pay", ("ARL", "BEL")),
        ("They said that our two countries also agreed to pay", ("ARL", "BEL")),
    ],
)
def test_names_and_what_joins_them_or_all_parties_by_one_word_are_a_plain_subject(
    text: str, actors: tuple[str, ...]
) -> None:
    assert subject_of(text) == actors


@pytest.mark.parametrize(
    "text",
    [
        "The friends of Arland agreed to pay",
        "The sides of the road agreed to pay",
        "In Arland the miners agreed to pay",
        "agreed to pay",
    ],
)
def test_anything_more_is_left_to_the_encoder(text: str) -> None:
    assert subject_of(text) is None


def test_which_two_of_three_parties_are_meant_is_left_open() -> None:
    assert subject_of("Both sides agreed to pay", ("ARL", "BEL", "CIR")) is None
    assert subject_of("Our countries agreed to pay", ("ARL", "BEL", "CIR")) == ("ARL", "BEL", "CIR")


@pytest.mark.parametrize(
    "who", ["The Foreign Ministers", "the Ministers of Foreign Affairs", "and their Ministers also"]
)
def test_the_ministers_of_a_joint_text_are_those_of_all_parties(who: str) -> None:
    assert subject_of(f"{who} agreed to pay", joint=True) == ("ARL", "BEL")


def test_whose_ministers_others_tell_of_is_left_open() -> None:
    assert subject_of("The Ministers agreed to pay") is None
