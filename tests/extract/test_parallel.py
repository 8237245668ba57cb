"""Measures are the conjuncts that open with the same form of a verb as the content does."""

from __future__ import annotations

import pytest

from pacta.extract.parallel import parallel_starts, whole_measures


def measures(content: str) -> list[str]:
    words = content.replace(",", " ,").replace("(", "( ").replace(")", " )").split()
    starts = parallel_starts(words)
    return [" ".join(words[a : b + 1]) for a, b in whole_measures(words, starts)] if starts else []


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            "expand trade in fish, hold talks in May and open a consulate",
            ["expand trade in fish", "hold talks in may", "open a consulate"],
        ),
        (
            "strengthening the pact, as well as opening two ports",
            ["strengthening the pact", "opening two ports"],
        ),
        (
            "deepen ties with Lind and jointly respond to floods",
            ["deepen ties with lind", "jointly respond to floods"],
        ),
        (
            "build a port, and to sign and ratify the pact",
            ["build a port", "to sign and ratify the pact"],
        ),
        (
            "work to end the feud, strengthen the pact and open a consulate",
            ["work to end the feud", "strengthen the pact", "open a consulate"],
        ),
        ("work with partners to detect and stop the flows", []),
        ("help firms to sell ships and buy grain", []),
        (
            "open a port, build a road, and help firms to sell ships and buy grain",
            ["open a port", "build a road", "help firms to sell ships and buy grain"],
        ),
        (
            "open a port, help firms to sell ships and buy grain",
            ["open a port", "help firms to sell ships", "buy grain"],
        ),
        (
            "deepening ties in trade, including opening a bank and lifting duties",
            ["opening a bank", "lifting duties"],
        ),
        (
            "deepening ties in fields such as opening banks and lifting duties",
            ["opening banks", "lifting duties"],
        ),
        ("build on the pact to both open a port and lift duties", ["open a port", "lift duties"]),
        ("join efforts for a free and open sea", []),
        ("build a port, to attract ships", []),
        ("keep the tariff low, as set forth in the pact", []),
        ("strengthen and deepen the pact", []),
        ("expand cooperation in trade, fish and tourism", []),
        ("hold talks (and open a port) in May", []),
        ("the reform of the council and open trade", []),
    ],
)
def test_measures_open_alike(content: str, expected: list[str]) -> None:
    assert measures(content.lower()) == expected


def test_what_follows_a_purpose_by_and_alone_belongs_to_it() -> None:
    words = ["simplify", "rules", "to", "attract", "firms", "and", "create", "jobs"]
    assert not parallel_starts(words)
    assert parallel_starts([*words[:5], ",", *words[5:]]) == {0, 7}


def test_pieces_of_a_word_are_read_together() -> None:
    words = ["expand", "trade", "and", "mod", "##erni", "##se", "ports"]
    assert parallel_starts(words) == {0, 3}
