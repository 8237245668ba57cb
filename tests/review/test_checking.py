"""What makes no sense does not enter the log, and the reviewer is told what would."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacta.review import Anchor, BadEntry, Judgement, check, of_plain

GOOD = Judgement("s1", (Anchor("We will", "", "", "d1", 0),), "accept", "ana", "2025-01-01T10:00:00+00:00")
WORDS = {"exact": "a road", "prefix": "", "suffix": ""}


@pytest.mark.parametrize(
    "change",
    [
        {"reviewer": " "},
        {"verdict": "approve"},
        {"verdict": "dismiss", "reason": "since", "values": {"kind": "date"}},
        {"about": "finding", "verdict": "dismiss"},
        {"about": "finding", "verdict": "accept"},
        {"at": "yesterday"},
        {"anchors": ()},
        {"verdict": "undo"},
        {"verdict": "comment"},
        {"verdict": "correct"},
        {"verdict": "correct", "values": {"kind": "promise"}},
        {"verdict": "correct", "values": {"firmness": 5}},
        {"verdict": "correct", "values": {"firmness": True}},
        {"verdict": "correct", "values": {"actors": "VNM"}},
        {"verdict": "correct", "values": {"content": "a road"}},
        {"verdict": "correct", "values": {"content": {"exact": ""}}},
        {"verdict": "correct", "values": {"cue": {"exact": "will", "start": "4"}}},
        {"verdict": "correct", "values": {"cue": {"exact": "will", "cue": [0, 9]}}},
        {"verdict": "correct", "values": {"score": 1.0}},
        {"verdict": "split", "values": {"parts": [{"words": WORDS, "id": "s2"}]}},
        {"verdict": "score", "values": {"score": "+2"}},
        {"verdict": "score"},
        {"verdict": "search", "values": {"searched": "the web"}},
        {"reason": "x" * 20_001},
    ],
)
def test_what_makes_no_sense_is_refused_with_advice(change: dict[str, Any]) -> None:
    with pytest.raises(BadEntry) as caught:
        check(replace(GOOD, **change))
    assert caught.value.message and caught.value.advice


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"verdict": "correct", "values": {"kind": "report", "actors": [], "content": None, "items": [WORDS]}},
        {"verdict": "split", "values": {"parts": [{"words": WORDS, "id": "s2"}, {"words": WORDS, "id": "s3"}]}},
        {"verdict": "score", "values": {"score": "n/a", "actor": "VNM"}},
        {
            "about": "finding",
            "verdict": "dismiss",
            "reason": "same day, other time zone",
            "values": {"kind": "date"},
        },
    ],
)
def test_what_makes_sense_may_enter_and_comes_back_as_it_was(change: dict[str, Any]) -> None:
    entry = replace(GOOD, **change)
    check(entry)
    assert of_plain(entry.plain()) == entry


def test_an_entry_that_was_changed_on_its_way_is_refused() -> None:
    plain = GOOD.plain() | {"verdict": "reject"}
    with pytest.raises(BadEntry, match="not what it was"):
        of_plain(plain)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(st.sampled_from(sorted(GOOD.plain())), JSON)
def test_no_json_at_all_breaks_the_reading_of_a_log(field: str, value: Any) -> None:
    plain = {**GOOD.plain(), "id": None, field: value}
    try:
        check(of_plain(plain))
    except BadEntry as refused:
        assert refused.advice
