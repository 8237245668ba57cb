"""The same event told at two places, or with two hosts, is a finding; what can both be so is none."""

from __future__ import annotations

import pytest

from pacta.link import Finding, link
from support.linking import read


def found(a: str, b: str) -> list[Finding]:
    return list(link([read(a, "2021-01-01"), read(b, "2022-01-01")]).findings)


@pytest.mark.parametrize(
    ("a", "b", "kind"),
    [
        ("The Treaty of Samar was signed in Nairobi.", "The Treaty of Samar, signed in Helsinki, is old.", "place"),
        (
            "The Treaty of Samar was signed on 4 June 1985 in Nairobi.",
            "The Treaty of Samar was signed on 4 June 1985 in Mombasa.", "place",
        ),
        (
            "The 2019 Coral Summit was held in Nairobi.",
            "The 2019 Coral Summit took place in Helsinki.", "place",
        ),
        (
            "The 2024 Coral Summit will be hosted by Kenya.",
            "Finland will host the 2024 Coral Summit.", "other",
        ),
    ],
)  # fmt: skip
def test_one_event_at_two_places_or_with_two_hosts(a: str, b: str, kind: str) -> None:
    [finding] = found(a, b)
    assert finding.kind == kind and finding.severity == "medium"
    assert finding.b is not None and {finding.a.quote, finding.b.quote} == {a.strip(), b.strip()}
    assert finding.a.date == "2021-01-01" and finding.sentence.count("(202") == 2


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("The Treaty of Samar was signed in Nairobi.", "The Treaty of Samar was signed in Nairobi in 1985."),
        ("The Treaty of Samar was signed in Nairobi.", "The Treaty of Samar was signed in Kenya."),
        ("The Treaty of Samar was signed in Moscow.", "The Treaty of Samar was signed in the Kremlin."),
        ("The Treaty of Samar was signed in Nairobi.", "The Treaty of Orsa was signed in Helsinki."),
        ("The Coral Summit was held in Nairobi.", "The Coral Summit was held in Helsinki."),
        ("The 2019 Coral Summit was held in Nairobi.", "The 2020 Coral Summit was held in Helsinki."),
        ("The 2024 Coral Summit will be hosted by Kenya.", "Kenya will host the 2024 Coral Summit."),
        (
            "The 2024 Coral Summit will be hosted by Kenya and Finland.",
            "Finland will host the 2024 Coral Summit.",
        ),
    ],
)
def test_what_can_both_be_so_is_no_finding(a: str, b: str) -> None:
    assert found(a, b) == []
