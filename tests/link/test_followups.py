"""Follow-ups: what was promised and not heard of again, and what is missing from a restatement. Each with the words
that it rests on; none where a later text, in whatever words, comes back to it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pacta.link import Finding, ReadDocument, link
from pacta.model.structure import Detected
from support.linking import labelled

TERMINAL = (
    "Kenya and Finland will open the Lake Orsa Ferry Terminal Project by 2022 at a cost of 40 million dollars."
)


def joint(date: str, text: str, *, actors: tuple[str, ...] = (), deadline: str | None = None) -> ReadDocument:
    """A joint text of Kenya and Finland with one outright promise."""
    made = labelled({"date": date, "kind": "commitment", "firmness": 4, "text": text, "deadline": deadline})
    [statement] = made.annotations.statements
    parties = tuple(Detected(code, "test") for code in ("FIN", "KEN"))
    profile = replace(made.annotations.profile, joint=True, parties=parties)
    statements = (replace(statement, actors=actors),)
    return ReadDocument(made.document, replace(made.annotations, profile=profile, statements=statements))


def findings(*reads: ReadDocument, as_of: str | None = None) -> list[Finding]:
    return list(link(reads, as_of=as_of).findings)


OTHER = joint("2024-03-01", "Kenya and Finland will plant beech forests in the Arctic hills.")


def test_a_deadline_that_passed_while_the_same_parties_spoke_of_other_things() -> None:
    promise = joint("2020-03-01", TERMINAL, deadline="2022")
    [found] = findings(promise, OTHER)
    assert (found.kind, found.severity, found.since) == ("overdue", "high", "2022-12-31")
    assert found.a.quote + "." == TERMINAL and found.b is None
    assert "2022" in found.sentence and found.sentence.endswith(".")


def test_nothing_is_overdue_before_its_day() -> None:
    assert findings(joint("2020-03-01", TERMINAL, deadline="2022"), OTHER, as_of="2022-06-01") == []


def test_a_promise_on_a_named_project_to_which_no_joint_text_returns_within_a_year() -> None:
    text = "Kenya and Finland will build the Lake Orsa Ferry Terminal Project."
    [found] = findings(joint("2020-03-01", text), OTHER)
    assert (found.kind, found.severity) == ("silent", "low") and "2024-03-01" in found.sentence


@pytest.mark.parametrize(
    "later",
    [
        joint("2024-03-01", "Kenya and Finland will speak of the Lake Orsa Ferry Terminal Project."),
        joint("2024-03-01", "Kenya and Finland will paint the ferry terminal of Orsa."),
        joint("2020-09-01", "Kenya and Finland will plant beech forests in the Arctic hills."),
    ],
)
def test_a_promise_that_is_spoken_of_or_is_young_is_not_silent(later: ReadDocument) -> None:
    text = "Kenya and Finland will build the Lake Orsa Ferry Terminal Project."
    assert [found.kind for found in findings(joint("2020-03-01", text), later)] == []


def test_a_restatement_without_the_deadline() -> None:
    promise = joint(
        "2020-03-01", "Kenya and Finland will open the Lake Orsa ferry terminal by 2030.", deadline="2030"
    )
    later = joint("2022-03-01", "Kenya and Finland will open the Lake Orsa ferry terminal.")
    [found] = findings(promise, later)
    assert (found.kind, found.severity) == ("dropped", "medium")
    assert found.b is not None and found.b.date == "2022-03-01"


def test_a_restatement_without_one_of_the_parties() -> None:
    both = joint("2020-03-01", "Kenya and Finland will open the Lake Orsa ferry terminal.", actors=("FIN", "KEN"))
    one = joint("2022-03-01", "Kenya will open the Lake Orsa ferry terminal.", actors=("KEN",))
    [found] = findings(both, one)
    assert (found.kind, found.severity) == ("missing-party", "medium")
    assert found.sentence.endswith("without FIN.") and found.b is not None


def test_a_text_told_as_signed_and_later_as_under_negotiation() -> None:
    a = labelled({"date": "2020-03-01", "kind": "report", "text": "The Treaty of Samar was signed in 2019."})
    b = labelled({"date": "2022-03-01", "kind": "report", "text": "The Treaty of Samar is under negotiation."})
    [found] = [one for one in findings(a, b) if one.kind == "status"]
    assert found.severity == "medium" and "signed" in found.sentence and "under negotiation" in found.sentence


def test_like_words_of_other_partners_do_not_break_a_silence() -> None:
    text = "Kenya and Finland will build the Lake Orsa Ferry Terminal Project for rail freight."
    promise = joint("2020-03-01", text)
    others = labelled({
        "date": "2023-03-01", "kind": "report", "text": "Peru and Morocco discussed rail freight and ferry prices.",
    })  # fmt: skip
    profile = replace(others.annotations.profile, parties=tuple(Detected(code, "test") for code in ("MAR", "PER")))
    elsewhere = ReadDocument(others.document, replace(others.annotations, profile=profile))
    assert [one.kind for one in findings(promise, elsewhere, OTHER)] == ["silent"]


def test_the_commitment_of_one_party_misses_no_other() -> None:
    text = "Kenya and Finland reaffirmed the Kenyan commitment to dredge the Lake Orsa ferry channel."
    both, one = joint("2020-03-01", text, actors=("FIN", "KEN")), joint("2022-03-01", text + " ", actors=("KEN",))
    assert findings(both, one) == []
