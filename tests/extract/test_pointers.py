"""Voices and actors are chosen among what the setting offers, and chances for the same answer add up."""

from __future__ import annotations

import re

import numpy as np

from pacta.extract.pointers import choose_actors, choose_voice
from pacta.extract.setting import Candidate, Setting, actor_candidates, voice_candidates
from pacta.model import (
    ACTOR_CLASSES,
    COLUMNS,
    HEADS,
    Annotations,
    Detected,
    Document,
    Name,
    Profile,
    Source,
    Span,
    Structure,
    Turn,
    Window,
)

TEXT = "Ana Belo: We will help. Arland, Borland and Corland agreed. Cora Dahl left."
ANA = Turn(Span(10, len(TEXT)), Span(0, 9), "Ana Belo")


def setting(joint: bool = False) -> Setting:
    names = [
        ("Ana Belo", "PERSON", None),
        ("Cora Dahl", "PERSON", None),
        ("Arland", "STATE", "ARL"),
        ("Borland", "STATE", "BRL"),
        ("Corland", "STATE", "CRL"),
    ]
    found = tuple(Name(n, Span(TEXT.index(n), TEXT.index(n) + len(n)), t, n, c) for n, t, c in names)  # type: ignore[arg-type]
    profile = Profile(
        parties=(Detected("ARL"), Detected("BRL")),
        joint=joint,
        speaker_codes=(("Ana Belo", "ARL"),),
        outlet=Detected("Gazette"),
    )
    structure = Structure(turns=() if joint else (ANA,))
    document = Document("d0", TEXT, Source("t", "0" * 64, len(TEXT), "text/plain"))
    return Setting(document, Annotations(structure=structure, profile=profile, names=found))


def window() -> Window:
    spans = [m.span() for m in re.finditer(r"\w+|[^\w\s]", TEXT)]
    return Window(tuple(range(len(spans))), tuple(spans), (0,) * len(spans), (0, len(spans)))


def output(head: str, chosen: int) -> np.ndarray:
    scores = np.zeros((len(window().ids), COLUMNS), np.float32)
    scores[:, HEADS[f"{head} class"].start + chosen] = 6
    return scores


def test_words_in_a_turn_are_the_speakers_and_outside_it_the_outlets() -> None:
    assert setting().base_voice(12) == "Ana Belo"
    assert setting().base_voice(3) == "Gazette"
    assert setting(joint=True).base_voice(12) == "joint"


def test_the_speakers_state_acts_where_the_reader_says_so() -> None:
    actors = choose_actors(setting(), output("actor", ACTOR_CLASSES.index("speaker")), (3, 3), "Ana Belo", [])
    assert actors == ("ARL",)


def test_all_parties_act_where_the_reader_says_so() -> None:
    assert choose_actors(setting(), output("actor", 0), (3, 3), "Ana Belo", []) == ("ARL", "BRL")


def test_coordinated_names_are_one_candidate() -> None:
    values = [c.value for c in actor_candidates(setting(), window())]
    assert ("ARL", "BRL", "CRL") in values and ("CRL",) in values


def test_persons_are_candidates_for_the_voice() -> None:
    assert [c.value for c in voice_candidates(setting(), window())] == [("Ana Belo",), ("Cora Dahl",)]


def test_chances_for_the_same_actors_add_up() -> None:
    scores = np.zeros((len(window().ids), COLUMNS), np.float32)
    scores[:, HEADS["actor class"]] = np.log([0.3, 0.25, 0.45])
    named = [Candidate(0, 0, ("ARL",)), Candidate(7, 7, ("BRL",))]
    assert choose_actors(setting(), scores, (3, 3), "Ana Belo", named) == ("ARL",)


def test_without_any_name_the_voice_is_the_structures() -> None:
    assert choose_voice(setting(), output("voice", 2), (3, 3), 12, []) == "Ana Belo"


def test_a_speaker_whose_state_is_not_told_acts_in_person() -> None:
    chosen = output("actor", ACTOR_CLASSES.index("speaker"))
    assert choose_actors(setting(), chosen, (4, 5), "Cora Dahl", ()) == ("Cora Dahl",)
    assert choose_actors(setting(), chosen, (4, 5), "Ana Belo", ()) == ("ARL",)
    assert choose_actors(setting(), chosen, (4, 5), "The Mayor", ()) == ("ARL", "BRL"), "an office is nobody"
