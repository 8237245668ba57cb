"""Statements are put under the fields they name, by a taxonomy that a user can replace."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacta.extract.pillars import load_taxonomy, pillars_of
from pacta.lexicon.taxonomy import Pillar
from pacta.model import PactaError

SHIPPED = load_taxonomy()
OWN = """
[[pillar]]
id = "rivers"
label = "Rivers"
definition = "Use and care of shared rivers."
strong = ["river*"]
weak = ["dam*", "bank"]
not = ["bank account"]
"""


@pytest.mark.parametrize("pillar", SHIPPED.pillars, ids=lambda p: p.id)
def test_examples_name_the_pillar_and_counterexamples_do_not(pillar: Pillar) -> None:
    assert pillar.examples and pillar.counterexamples
    assert [e for e in pillar.examples if pillar.id not in pillars_of(e, SHIPPED)] == []
    assert [e for e in pillar.counterexamples if pillar.id in pillars_of(e, SHIPPED)] == []


def test_every_pillar_maps_to_a_major_topic() -> None:
    assert [p.id for p in SHIPPED.pillars if not p.cap] == []


def test_a_statement_may_have_several_pillars_or_none() -> None:
    assert pillars_of("to trade in wheat and to train teachers", SHIPPED) == (
        "trade-finance", "education", "industry-agriculture",
    )  # fmt: skip
    assert pillars_of("to do so again", SHIPPED) == ()


def write(tmp_path: Path, text: str) -> str:
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_users_taxonomy_replaces_the_shipped_one(tmp_path: Path) -> None:
    own = load_taxonomy(write(tmp_path, OWN))
    assert pillars_of("trade along the RIVERS", own) == ("rivers",)
    assert pillars_of("dams on the left bank", own) == ("rivers",), "two weak terms suffice"
    assert pillars_of("dams, dams", own) == (), "one weak term, said twice, does not"
    assert pillars_of("dams and a bank account", own) == (), "words of a barred phrase do not count"


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (("weak =", "week ="), "unknown column 'week'"),
        (('id = "rivers"', 'id = "Big Rivers"'), "not small letters"),
        (('label = "Rivers"', ""), "'label' is missing"),
        (('["river*"]', '"river*"'), "'strong' is not a list"),
        (('["river*"]', '["(a+)+$"]'), "is not words"),
        (('"dam*"', '"dam*", "River*"'), "the term 'river*' stands there twice"),
        (("[[pillar]]", "[[pilar]]"), "has no [[pillar]] row"),
        (("[[pillar]]", "[[pillar"), "is not TOML"),
    ],
)
def test_a_wrong_taxonomy_is_a_clear_error(tmp_path: Path, change: tuple[str, str], complaint: str) -> None:
    with pytest.raises(PactaError) as error:
        load_taxonomy(write(tmp_path, OWN.replace(*change)))
    assert complaint in str(error.value)


def test_two_pillars_with_one_id_and_a_missing_file_are_clear_errors(tmp_path: Path) -> None:
    with pytest.raises(PactaError, match="two pillars have the id 'rivers'"):
        load_taxonomy(write(tmp_path, OWN + OWN))
    with pytest.raises(PactaError, match="cannot be read"):
        load_taxonomy(str(tmp_path / "absent.toml"))


@given(st.text(max_size=200))
def test_any_text_is_answered_in_the_taxonomys_order(text: str) -> None:
    ids = [p.id for p in SHIPPED.pillars]
    answer = pillars_of(text, SHIPPED)
    assert list(answer) == [i for i in ids if i in answer]


def test_a_very_long_sentence_goes_through() -> None:
    assert pillars_of("bilateral relation of trade " * 5_000, SHIPPED)[0] == "politics"
