"""What threads propose as evidence: later texts only, each event once, and never a status."""

from __future__ import annotations

from typing import Any

from pacta.app.assess import proposals
from pacta.app.link_views import Passage, ThreadMention
from pacta.model import Span


def mention(id_: str, date: str | None, **values: Any) -> ThreadMention:
    passage = Passage("d1", "Talks", "talks.txt", date, Span(0, 4), "We will", statement=id_)
    given: dict[str, Any] = {"kind": "report", "stage": None, "relation": "restates"} | values
    return ThreadMention(
        passage, firmness=None, actors=(), deadline=None, stage_words=None, changes=(), before=None, **given
    )


PROMISE = mention("s1", "2023-01-01", kind="commitment", relation="first")


def test_only_what_comes_later_and_tells_of_doing_is_proposed() -> None:
    thread = (
        mention("s0", "2022-01-01", stage="completed"),
        PROMISE,
        mention("s2", "2023-06-01", kind="commitment"),
        mention("s3", "2024-01-01", relation="fulfils", stage="signed"),
        mention("s4", "2024-09-01", kind="commitment", stage="in force"),
        mention("s5", "2025-01-01", stage="under way"),
    )
    found = proposals(thread, "s1")
    assert [one.mention.passage.statement for one in found] == ["s3", "s5"]
    assert found[0].why == "fulfils, signed"


def test_texts_that_tell_of_one_event_are_one_proposal() -> None:
    thread = (
        PROMISE,
        mention("s2", "2024-05-09", stage="signed"),
        mention("s3", "2024-05-11", stage="signed"),
        mention("s4", "2025-05-11", stage="completed"),
    )
    assert [(one.mention.passage.statement, len(one.also)) for one in proposals(thread, "s1")] == [
        ("s2", 1),
        ("s4", 0),
    ]


def test_a_commitment_outside_the_thread_gets_no_proposal() -> None:
    assert proposals((PROMISE,), "s9") == () and proposals((), "s1") == ()
