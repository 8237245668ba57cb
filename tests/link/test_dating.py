"""What a text without a date says of when it was written, and what follows for the order of mentions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pacta.link import ReadDocument, link
from pacta.link.dating import dated_within
from pacta.link.facts import facts_of
from support.linking import labelled, read, undated

MADE = "Kenya and Finland will open the Lake Orsa ferry terminal by 2030."


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("The ferry was opened on 4 June 2021.", "2021-06-04/.."),
        ("The ministers will meet in Castelmar in May 2024.", "../2024-04-30"),
        ("The forthcoming regatta on 3 July 2024 draws crowds.", "2023-07-03/2024-07-02"),
        ("The upcoming Days of Song from July 1 to 7, 2024, draw crowds.", "2023-07-01/2024-06-30"),
        ("As the Joint Statement of 12 May 2025 says, trade grows.", "2025-05-12/.."),
        (
            "This year both mark the 40th anniversary of the Treaty of Samar (4 June 1985). "
            "January 30 marked the start. Guests will come in May.",
            "2025-01-30/2025-04-30",
        ),
        ("The ferry was opened on 4 June 2021. The port will be opened on 1 May 2023.", "2021-06-04/2023-04-30"),
    ],
)
def test_what_is_told_as_past_or_to_come_bounds_the_writing(text: str, interval: str) -> None:
    found = dated_within(undated(text))
    assert found is not None and found.interval == interval


@pytest.mark.parametrize(
    "text",
    [
        "Trade is to reach 5 billion dollars by 2030.",
        "The Vision 2040 guides both.",
        "The leaders welcomed the opening of a fair in 2031.",
        "The ferry was opened on 4 June 2021. The same ferry will be opened on 1 May 2019.",
        "They sang.",
    ],
)
def test_goals_reports_and_contradictions_say_nothing_of_it(text: str) -> None:
    assert dated_within(undated(text)) is None


def test_each_clue_is_a_sentence_with_the_words_of_its_date() -> None:
    made = undated("They sang. The ferry was opened on 4 June 2021.")
    found = dated_within(made)
    assert found is not None
    assert [made.document.quote(clue.words) for clue in found.clues] == ["4 June 2021"]
    assert all(clue.sentence.contains(clue.words) for clue in found.clues)


def test_a_document_with_a_date_keeps_it_and_gets_no_other() -> None:
    made = read("The ferry was opened on 4 June 2021.", "2020-01-01")
    assert all(mention.evidence.inferred is None for mention in facts_of(made).mentions)


def _undated(sentence: str) -> ReadDocument:
    """The labelled promise, with a sentence behind it, in a text whose date nobody says."""
    made = labelled({"date": "2020-01-01", "kind": "commitment", "firmness": 4, "text": f"{MADE} {sentence}"})
    end = len(MADE) - 1
    [statement] = made.annotations.statements
    statement = replace(statement, quote=replace(statement.quote, end=end), content=None)
    profile = replace(made.annotations.profile, date=None)
    given = replace(made.document.given, date=None)
    return ReadDocument(
        replace(made.document, given=given), replace(made.annotations, statements=(statement,), profile=profile)
    )


@pytest.mark.parametrize(
    ("sentence", "relation", "inferred"),
    [
        ("The port of Orsa was opened on 4 June 2023.", "restates", True),
        ("The port of Orsa was opened on 4 June 2001.", None, False),
        ("The port of Orsa is fine.", None, False),
    ],
)
def test_a_relation_rests_on_an_inferred_date_only_where_the_whole_range_lies_behind(
    sentence: str, relation: str | None, inferred: bool
) -> None:
    first = labelled({"date": "2022-05-01", "kind": "commitment", "firmness": 4, "text": MADE})
    [thread] = [one for one in link([first, _undated(sentence)]).threads if len(one.mentions) > 1]
    assert [(m.relation, m.inferred) for m in thread.mentions] == [("first", False), (relation, inferred)]
    assert thread.mentions[1].mention.evidence.date is None
