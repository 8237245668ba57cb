"""Marked texts give back the text and its statements, and say where marks do not fit."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

TRAINING = Path(__file__).parents[2] / "training"
spec = importlib.util.spec_from_file_location("marks", TRAINING / "reader" / "marks.py")
assert spec is not None and spec.loader is not None
marks = importlib.util.module_from_spec(spec)
spec.loader.exec_module(marks)

SENTENCE = (
    "The Ministers <a>welcomed</a> <x>the ferry</x> and <c4>agreed to</c4> <x><i>open a consulate</i> "
    '<d v="2027">by the end of 2027</d> and <i>issue joint visas</i></x>, <p>recalling</p> <x>their friendship</x>.'
)


def quoted(text: str, span: list[int]) -> str:
    return text[span[0] : span[1]]


def test_the_marks_are_taken_out_and_told_as_offsets() -> None:
    text, labels = marks.unmarked(SENTENCE)
    assert "<" not in text
    assert [(x["kind"], x["firmness"], quoted(text, x["cue"])) for x in labels] == [
        ("appraisal", None, "welcomed"), ("commitment", 4, "agreed to"), ("position", None, "recalling"),
    ]  # fmt: skip
    promise = labels[1]
    assert [quoted(text, item) for item in promise["items"]] == ["open a consulate", "issue joint visas"]
    assert promise["deadline"]["value"] == "2027"
    assert quoted(text, promise["deadline"]["span"]) == "by the end of 2027"


def test_a_cue_may_stand_in_the_content_of_another() -> None:
    text, labels = marks.unmarked("He <r>said</r> <x>that they <c4>will</c4> <x>pay</x></x>.")
    assert [quoted(text, x["content"]) for x in labels] == ["that they will pay", "pay"]


def test_a_time_outside_a_content_is_the_deadline_of_the_next_cue_only() -> None:
    text, labels = marks.unmarked(
        '<d v="2030">By 2030</d> the Union <c4>will</c4> <x>open a port</x> and <c4>will</c4> <x>dredge it</x>.'
    )
    assert [x["deadline"] and x["deadline"]["value"] for x in labels] == ["2030", None]
    assert quoted(text, labels[0]["deadline"]["span"]) == "By 2030"


@pytest.mark.parametrize(
    "wrong",
    [
        "<c4>will go",
        "<c4>will</p> go",
        "<x>go</x>",
        "they <c4>will</c4> <i>go</i>",
        "<c4>will</c4> <x>go</x> <x>far</x>",
    ],
)
def test_marks_that_do_not_fit_are_refused(wrong: str) -> None:
    with pytest.raises(marks.MarkError):
        marks.unmarked(wrong)


@pytest.mark.parametrize("file", sorted((TRAINING / "written").glob("*.txt")), ids=lambda path: path.stem)
def test_every_written_document_has_a_head_and_marks_that_fit(file: Path) -> None:
    for head, marked in marks.documents(file.read_text(encoding="utf-8")):
        assert head["title"] and len(head["date"]) == 10
        _, labels = marks.unmarked(marked)
        assert labels, head["title"]
        assert all(label["cue"][0] < label["cue"][1] for label in labels)


def test_a_head_that_names_the_usual_voice_and_actors_gives_every_act_its_own() -> None:
    head = {"voice": "joint", "actors": "KEN; PER"}
    _, labels = marks.unmarked(
        'They <p>hold</p> <x>so</x>. <r voice="Ana Prado" actors="PER">Left</r> <x>it</x>.', head
    )
    assert [(one["voice"], one["actors"]) for one in labels] == [("joint", ["KEN", "PER"]), ("Ana Prado", ["PER"])]
    assert "voice" not in marks.unmarked("They <p>hold</p> <x>so</x>.")[1][0]
