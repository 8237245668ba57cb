"""Codebooks filter statements by their labels and say why; a user may add one."""

from __future__ import annotations

from pathlib import Path

import pytest

from pacta.extract.codebooks import Specificity, load_codebooks, specificity, verdicts
from pacta.model import Annotations, DateMention, Detected, Figure, Kind, Name, PactaError, Profile, Span, Statement

OWN = """
id = "own"
name = "Own"
description = "What we ask of others, and firm promises."
source = "Our ministry"
kinds = ["commitment", "request"]
firmness = [2, 4]
"""
TARGET = Specificity(Span(3, 9), "instrument: Charter of the Lakes")
PARTIES = ("ORV", "TAL")


def statement(kind: Kind = "commitment", firmness: int | None = 4, actors: tuple[str, ...] = PARTIES) -> Statement:
    return Statement("s", kind, firmness, Span(0, 2), Span(3, 9), Span(0, 9), actors=actors)


def included(one: Statement, specific: Specificity = Specificity()) -> dict[str, bool]:  # noqa: B008 - frozen
    found = verdicts(one, specific=specific, parties=PARTIES, codebooks=load_codebooks())
    return {verdict.codebook: verdict.included for verdict in found}


@pytest.mark.parametrize(
    ("firmness", "specific", "expected"),
    [
        (1, False, (True, False, False)),
        (1, True, (True, True, False)),
        (2, False, (True, True, False)),
        (3, False, (True, True, False)),
        (3, True, (True, True, True)),
        (4, True, (True, True, True)),
    ],
)
def test_the_shipped_codebooks_follow_section_7(firmness: int, specific: bool, expected: tuple[bool, ...]) -> None:
    answer = included(statement(firmness=firmness), TARGET if specific else Specificity())
    assert answer == dict(zip(("broad", "g20-practice", "g20-strict"), expected, strict=True))


@pytest.mark.parametrize("kind", ["position", "request", "appraisal", "report"])
def test_no_shipped_codebook_includes_what_is_no_commitment(kind: Kind) -> None:
    assert not any(included(statement(kind, None), TARGET).values())


@pytest.mark.parametrize(
    ("actors", "strict"), [(PARTIES, True), (("TAL",), True), (("TAL", "UN"), False), ((), False)]
)
def test_the_strict_codebook_wants_the_parties_themselves_to_act(actors: tuple[str, ...], strict: bool) -> None:
    assert included(statement(actors=actors), TARGET)["g20-strict"] is strict


def test_unknown_parties_are_said_to_be_unknown() -> None:
    found = verdicts(statement(), specific=TARGET, parties=(), codebooks=load_codebooks())
    assert (found[2].included, found[2].reason) == (False, "the document's parties are not known")


def test_every_verdict_gives_a_reason() -> None:
    reasons = [
        verdict.reason
        for one in (statement(firmness=1), statement(firmness=3), statement("report", None))
        for verdict in verdicts(one, specific=Specificity(), parties=PARTIES, codebooks=load_codebooks())
    ]
    assert reasons[0] == "firmness 1 (acknowledged need); included: 1 to 4"
    assert reasons[1] == "firmness 1 without a named instrument, body, event, quantity or date"
    assert reasons[2] == "firmness 1 (acknowledged need); included: 3 to 4"
    assert reasons[5] == "firmness 3 without a named instrument, body, event, quantity or date"
    assert reasons[6] == "report; included: commitment"
    strict = verdicts(statement(), specific=TARGET, parties=PARTIES, codebooks=load_codebooks())[2]
    assert strict.reason == "firmness 4 (decided), with instrument: Charter of the Lakes; included: 3 to 4"


def annotations(**found: tuple[object, ...]) -> Annotations:
    return Annotations(profile=Profile(parties=tuple(map(Detected, PARTIES))), **found)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("found", "what"),
    [
        ({"names": (Name("n", Span(4, 8), "INSTRUMENT", "Charter"),)}, "instrument: Charter"),
        ({"names": (Name("n", Span(4, 8), "MECHANISM", "Lake Dialogue"),)}, "body: Lake Dialogue"),
        ({"names": (Name("n", Span(4, 8), "ORG", "United Nations", "UN"),)}, "body: United Nations"),
        ({"figures": (Figure("f", Span(4, 8), 6_000_000, "USD"),)}, "figure: 6,000,000 USD"),
        ({"figures": (Figure("f", Span(4, 8), (2.5, 3), "percent"),)}, "figure: 2.5 to 3 percent"),
        ({"dates": (DateMention("d", Span(4, 8), "DATE", "2030", "r"),)}, "date: 2030"),
        ({"names": (Name("n", Span(4, 8), "ORG", "Talvian Union", "TAL"),)}, None),
        ({"names": (Name("n", Span(4, 8), "STATE", "Sweden", "SWE"),)}, None),
        ({"names": (Name("n", Span(40, 48), "EVENT", "Lake Summit"),)}, None),
        ({"names": (Name("n", Span(8, 14), "EVENT", "Lake Summit"),)}, None),
        ({"dates": (DateMention("d", Span(4, 8), "DATE", "PRESENT_REF", "r"),)}, None),
        ({"dates": (DateMention("d", Span(4, 8), "DURATION", "P3Y", "r"),)}, None),
    ],
)
def test_a_name_figure_or_date_is_a_target(found: dict[str, tuple[object, ...]], what: str | None) -> None:
    answer = specificity(Span(2, 10), annotations(**found))
    assert (answer.what, bool(answer)) == (what, what is not None)
    assert answer.span == (Span(4, 8) if what else None)


def test_the_first_target_in_the_text_is_named() -> None:
    names = (Name("n", Span(20, 24), "EVENT", "Lake Summit"),)
    dates = (DateMention("d", Span(5, 9), "DATE", "2031", "r"),)
    assert specificity(Span(0, 30), annotations(names=names, dates=dates)).what == "date: 2031"


def write(tmp_path: Path, text: str) -> str:
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_user_adds_a_codebook(tmp_path: Path) -> None:
    own = load_codebooks((write(tmp_path, OWN),))[-1:]
    answers = [
        verdicts(one, specific=Specificity(), parties=(), codebooks=own)[0]
        for one in (statement("request", None), statement(firmness=2), statement(firmness=3))
    ]
    assert [answer.included for answer in answers] == [True, True, False]
    assert answers[2].reason == "firmness 3 (promised effort); included: 2, 4"


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (("firmness", "hardness"), "unknown column 'hardness'"),
        (('"request"', '"wish"'), "'kinds' is not a list of commitment"),
        (("[2, 4]", "[2, 5]"), "'firmness' is not a list of grades"),
        (("[2, 4]", "[true]"), "'firmness' is not a list of grades"),
        (('name = "Own"', ""), "'name' is missing"),
        (('id = "own"', 'id = "broad"'), "Two codebooks have the id 'broad'"),
        (("id =", "id"), "is not TOML"),
    ],
)
def test_a_wrong_codebook_is_a_clear_error(tmp_path: Path, change: tuple[str, str], complaint: str) -> None:
    with pytest.raises(PactaError) as error:
        load_codebooks((write(tmp_path, OWN.replace(*change)),))
    assert complaint in str(error.value)


def test_a_codebook_that_is_not_there_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(PactaError, match="cannot be read"):
        load_codebooks((str(tmp_path / "absent.toml"),))
