"""In narration a subject that is no name still says whose act it is: an office, a pronoun, both leaders, a side."""

from __future__ import annotations

import pytest

from pacta.extract.setting import Setting
from pacta.extract.subject import plain_subject
from pacta.extract.teller import Tellers
from pacta.model import Annotations, Block, Detected, Document, Kind, Name, Profile, Source, Span, Structure

OPENING = "President Anton Orr of Arland met Prime Minister Una Lind of Belmark. "
NAMES = {
    "Anton Orr": ("PERSON", None),
    "Una Lind": ("PERSON", None),
    "Arland": ("STATE", "ARL"),
    "Belmark": ("STATE", "BEL"),
    "President": ("OFFICE", None),
    "Prime Minister": ("OFFICE", None),
    "Harbour Agency": ("ORG", None),
}


def voices(words: str, kind: Kind, *cues: str, narrator: str = "Gazette") -> list[str | None]:
    """The voice of each of ``cues`` in a sentence that follows the opening, told one after another."""
    text = OPENING + words
    names = [
        Name(f"{at}", Span(at, at + len(name)), type_, name, code)  # type: ignore[arg-type]
        for name, (type_, code) in NAMES.items()
        for at in range(len(text))
        if text.startswith(name, at) and not (name == "President" and "Vice " in text[:at][-5:])
    ]
    names.sort(key=lambda name: name.span)
    sentences = (Span(0, len(OPENING) - 1), Span(len(OPENING), len(text)))
    block = Block(Span(0, len(text)), "paragraph", sentences=sentences)
    profile = Profile(
        parties=(Detected("ARL"), Detected("BEL")),
        outlet=Detected(narrator) if narrator else None,
        speaker_codes=(("Anton Orr", "ARL"), ("Una Lind", "BEL")),
    )
    document = Document("d0", text, Source("t", "0" * 64, len(text), "text/plain"))
    setting = Setting(
        document, Annotations(structure=Structure(blocks=(block,)), profile=profile, names=tuple(names))
    )
    tellers, found, start = Tellers(setting, names), [], len(OPENING)
    for words_of_cue in cues:
        at = text.index(words_of_cue, start)
        quote, cue = Span(start, len(text)), Span(at, at + len(words_of_cue))
        found.append(tellers.of(quote, cue, kind, plain_subject(setting, quote, cue)))
        start = text.find(",", cue.end) if "," in text[cue.end :] else text.find(".", cue.end) + 1
    return found


@pytest.mark.parametrize(
    ("words", "cue", "voice"),
    [
        ("The Prime Minister praised the new quay.", "praised", "Una Lind"),
        ("In turn, the President also praised the new quay.", "praised", "Anton Orr"),
        ("The leaders also welcomed the new quay.", "welcomed", "joint"),
        ("The President and Prime Minister Una Lind welcomed the new quay.", "welcomed", "joint"),
        ("Anton Orr and Una Lind welcomed the new quay.", "welcomed", "joint"),
        ("The President also stated he looks forward to a visit.", "looks forward to", "Anton Orr"),
        ("The Harbour Agency will rebuild the quay.", "will", "Gazette"),
        ("The weather pleased the crowd.", "pleased", None),
    ],
)
def test_the_words_before_a_cue_say_whose_act_it_is(words: str, cue: str, voice: str | None) -> None:
    assert voices(words, "appraisal", cue) == [voice]


def test_a_second_verb_has_the_subject_of_the_first_and_a_pronoun_the_last_subject() -> None:
    words = "The Prime Minister thanked her old hosts, and praised the harbour. She also promised more."
    assert voices(words, "appraisal", "thanked", "praised", "promised") == ["Una Lind"] * 3


def test_what_happened_is_told_by_the_narrator_unless_somebody_says_so() -> None:
    assert voices("The Prime Minister visited the quay.", "report", "visited") == ["Gazette"]
    assert voices("The Prime Minister announced the sale.", "report", "announced") == ["Una Lind"]
    assert voices("The Prime Minister said that trade grew.", "report", "grew") == ["Una Lind"]


def test_an_attribution_behind_the_act_says_whose_words_it_is() -> None:
    assert voices("The quay will be rebuilt in spring, Una Lind told reporters.", "commitment", "will") == [
        "Una Lind"
    ]
    assert voices("The quay will be rebuilt in spring, the President said.", "commitment", "will") == ["Anton Orr"]


def test_what_a_person_says_goes_on_behind_and_that() -> None:
    words = "The President said that trade grew, and that the quay will be rebuilt."
    assert voices(words, "commitment", "grew", "will") == ["Anton Orr", "Anton Orr"]
