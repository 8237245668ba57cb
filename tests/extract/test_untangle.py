"""No statement stands inside the content of another: one of the two yields."""

from __future__ import annotations

from dataclasses import replace

from pacta.extract.decode import RawCue
from pacta.extract.untangle import untangled
from pacta.model import CUE_CLASSES, Span


def raw(text: str, cue: str, content: str, chance: float) -> RawCue:
    def span(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    chances = (chance, *(0.0,) * (len(CUE_CLASSES) - 1))
    return RawCue(0, (0, 0), span(cue), span(content), (), chances)


def words(text: str, found: list[RawCue]) -> list[tuple[str, str | None]]:
    return [(r.cue.of(text), r.content.of(text) if r.content else None) for r in found]


def test_a_content_ends_before_the_next_strong_act() -> None:
    text = "welcomed the opening of the bridge; agreed to build a second one"
    outer = raw(text, "welcomed", text[9:], 0.99)
    inner = raw(text, "agreed to", "build a second one", 0.99)
    found = list(untangled(text, [outer, inner]))
    assert words(text, found) == [("welcomed", "the opening of the bridge"), ("agreed to", "build a second one")]


def test_a_weak_cue_inside_a_content_is_part_of_it() -> None:
    text = "agreed to support those who will build the bridge"
    outer, inner = raw(text, "agreed to", text[10:], 0.99), raw(text, "will", "build the bridge", 0.6)
    assert words(text, list(untangled(text, [outer, inner]))) == [("agreed to", text[10:])]


def test_an_empty_reporting_verb_leaves_the_act_to_speak() -> None:
    text = "said that we will build the bridge"
    outer, inner = raw(text, "said", text[5:], 0.98), raw(text, "will", "build the bridge", 0.99)
    assert words(text, list(untangled(text, [outer, inner]))) == [("will", "build the bridge")]


def test_acts_side_by_side_stay_as_they_are() -> None:
    text = "welcomed the bridge; agreed to wait"
    pair = [raw(text, "welcomed", "the bridge", 0.9), raw(text, "agreed to", "wait", 0.9)]
    assert list(untangled(text, pair)) == pair


def test_of_two_acts_at_one_cue_the_likelier_stays() -> None:
    text = "the commission will meet in spring"
    twice = [raw(text, "will", "meet in spring", chance) for chance in (0.7, 0.9)]
    bare = [replace(twice[0], content=None), twice[1]]
    assert [one.chances[0] for one in untangled(text, twice)] == [0.9]
    assert [one.chances[0] for one in untangled(text, bare)] == [0.9]
