"""One name of a person goes to the full name that it fits, if that is one; of several a reviewer decides."""

from __future__ import annotations

import pytest

from pacta.link import Judged
from pacta.link.names import NameForm, name_form
from pacta.link.resolving import resolve_all


def person(name: str) -> NameForm:
    return name_form(name, "PERSON")


ORR, DAVIT, LENA = person("Orr"), person("Davit Orr"), person("Lena Orr")


@pytest.mark.parametrize("name", ["Davit Orr", "ORR Davit", "Davit Petrovich Orr"])
def test_a_family_name_goes_to_the_one_person_who_has_it(name: str) -> None:
    full = person(name)
    assert resolve_all([ORR, full]).leader[ORR.id] == full.id


def test_a_family_name_of_two_goes_to_neither_and_is_listed() -> None:
    found = resolve_all([ORR, DAVIT, LENA])
    assert found.leader[ORR.id] == ORR.id
    assert {frozenset((one.a, one.b)) for one in found.unsure} == {
        frozenset((ORR.id, DAVIT.id)), frozenset((ORR.id, LENA.id)),
    }  # fmt: skip


def test_two_spellings_of_one_person_are_no_two_persons() -> None:
    longer = person("Davit Petrovich Orr")
    found = resolve_all([ORR, DAVIT, longer])
    assert found.leader[ORR.id] == found.leader[DAVIT.id] == found.leader[longer.id]
    assert found.unsure == ()


def test_the_word_of_a_reviewer_outranks_the_fit() -> None:
    merged = Judged(merged=frozenset({(ORR.id, LENA.id)}))
    assert resolve_all([ORR, DAVIT, LENA], judged=merged).leader[ORR.id] == LENA.id
    split = Judged(split=frozenset({(DAVIT.id, ORR.id)}))
    assert resolve_all([ORR, DAVIT, LENA], judged=split).leader[ORR.id] == LENA.id
    assert resolve_all([ORR, DAVIT], judged=split).leader[ORR.id] == ORR.id


def test_initials_keep_a_name_from_being_taken_for_anybody_with_its_rest() -> None:
    assert resolve_all([person("S. Orr"), DAVIT]).leader[person("S. Orr").id] != DAVIT.id


def test_a_name_that_nobody_has_stays_by_itself() -> None:
    assert resolve_all([person("Vance"), DAVIT]).leader[person("Vance").id] == person("Vance").id
