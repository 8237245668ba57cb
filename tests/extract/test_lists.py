"""Of the lists that a content allows, the one is chosen that looks most like a list, or none."""

from __future__ import annotations

import itertools
import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from pacta.extract.items import FIRST, FURTHER, OUT
from pacta.extract.lists import best_items, list_weights, possible_lists, signs

SURE, UNSURE = 4.0, 0.5


def scored(content: str, strength: float = SURE) -> tuple[list[str], NDArray[np.float32]]:
    """Words, and log chances as of a reader that would tag what stands in brackets more or less surely, the rest as
    surely as can be."""
    words: list[str] = []
    tags: list[int] = []
    inside = False
    for word in content.replace("[", " [ ").replace("]", " ] ").split():
        if word in "[]":
            inside = word == "["
            continue
        tags.append(OUT if not inside else FURTHER if tags and tags[-1] != OUT else FIRST)
        words.append(word)
    logits = np.zeros((len(words), 3), np.float32)
    logits[np.arange(len(words)), tags] = [SURE if tag == OUT else strength for tag in tags]
    return words, (logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))).astype(np.float32)


def chosen(content: str, strength: float = SURE) -> list[str]:
    words, logs = scored(content, strength)
    return [" ".join(words[a : b + 1]) for a, b in best_items(words, logs)]


def test_what_the_reader_is_sure_of_is_the_list() -> None:
    assert chosen("cooperate in [ rail ] , [ ports ] and [ air traffic ]") == ["rail", "ports", "air traffic"]


def test_where_the_reader_sees_no_item_there_is_no_list() -> None:
    assert chosen("strengthen the friendship between the two peoples , old and young") == []


def test_one_item_alone_is_no_list() -> None:
    assert chosen("open [ a consulate in Lakeport ] next year") == []


def test_measures_that_open_alike_need_no_sure_reader() -> None:
    expected = ["open a port", "hold joint drills", "lift all duties"]
    assert chosen("[ open a port ] , [ hold joint drills ] , and [ lift all duties ]", UNSURE) == expected


def test_no_list_is_always_among_the_possible_ones_and_first() -> None:
    words, logs = scored("cooperate in [ rail ] , [ ports ] and [ air traffic ]")
    found = possible_lists(words, logs)
    assert found[0] == () and len(found) > 1 and found == sorted(set(found))


@pytest.mark.parametrize(
    ("content", "sign"),
    [
        ("improve links such as [ rail ] and [ air traffic ]", "behind such as"),
        ("cooperate in [ rail ] and [ air traffic ]", "behind in"),
        ("cooperate in [ rail ] , and [ air traffic ]", "joined by , and"),
        ("[ open a port ] and [ lift duties ]", "verbs open alike"),
        ("[ open a port ] and [ air traffic ]", "verbs and nouns"),
        ("[ the port ] and [ the railway ]", "opens with determiner"),
    ],
)
def test_a_list_shows_what_leads_to_it_what_joins_it_and_how_it_opens(content: str, sign: str) -> None:
    words, logs = scored(content)
    (items,) = [items for items in possible_lists(words, logs) if len(items) == content.count("[")][:1]
    assert signs(words, logs, items).get(sign), signs(words, logs, items)


WORDS = ["expand", "open", "trade", "to", "and", ",", "(", ")", "ports", "##s", "jointly", "such", "as"]


@given(st.lists(st.sampled_from(WORDS)), st.randoms(use_true_random=False))
def test_items_lie_within_the_content_in_order_and_apart(words: list[str], random) -> None:  # type: ignore[no-untyped-def]
    chances = np.array([[random.random() + 0.01 for _ in range(3)] for _ in words], np.float32).reshape(-1, 3)
    found = best_items(words, np.log(chances / chances.sum(axis=1, keepdims=True)))
    edges = [edge for pair in found for edge in pair]
    assert all(0 <= a <= b < len(words) for a, b in found) and len(found) != 1
    assert all(b < c for (_, b), (c, _) in itertools.pairwise(found)) and edges == sorted(edges)


@pytest.mark.parametrize("fast", [True, False])
def test_each_sign_of_a_table_can_show_in_a_list_and_weighs_something(fast: bool) -> None:
    weights = json.loads(list_weights(fast).read_text(encoding="utf-8"))
    shown = {"no list", "no list, length", "no list, tags"}
    for content in ("[a port] and [a road]", "to [expand trade] ; [open ports] , and [build roads]"):
        words, logs = scored(content)
        shown |= {name for items in possible_lists(words, logs) if items for name in signs(words, logs, items)}
    families = ("opens with ", "joined by ", "behind ")
    assert all(name in shown or name.startswith(families) for name in weights)
    assert any(weights.values()) and shown & set(weights)


def test_which_table_decides_depends_on_the_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pacta.extract.lists._weights", lambda fast: {"no list": 9.0 if fast else -9.0})
    words, logs = scored("[a port] and [a road]")
    assert best_items(words, logs) and not best_items(words, logs, fast=True)
