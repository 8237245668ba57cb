"""A judgement finds its statement again by its quotation, in whatever order the log arrives."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pacta.model import Document, Span, Statement
from pacta.review import Judgement, Settled, Text, anchor, settle_document
from support import samples

TEXT = "1. The sides will build a bridge.\n2. The sides will open a road and a school.\n3. They meet often.\n"


def read(text: str) -> tuple[Document, list[Statement]]:
    """A document in which every line with "will" is a commitment, its cue this word."""
    document = samples.document(text)
    found, start = [], 0
    for line in text.splitlines(keepends=True):
        at = line.find("will ")
        if at >= 0:
            quote = Span(start + line.index(" ") + 1, start + len(line.rstrip()))
            cue = Span(start + at, start + at + 4)
            found.append(
                Statement(f"s{document.id}{cue.start}", "commitment", 4, cue, Span(cue.end + 1, quote.end), quote)
            )
        start += len(line)
    return document, found


def entry(document: Document, one: Statement, verdict: str = "accept", **values: Any) -> Judgement:
    where = anchor(document.text, one.quote, document.id, one.cue)
    made = Judgement(one.id, (where,), verdict, "ana", "2025-01-01T10:00:00+00:00")  # type: ignore[arg-type]
    return replace(made, **values)


def settled(log: list[Judgement], document: Document, statements: list[Statement]) -> Settled:
    return settle_document(log, statements, Text(document.id, document.text))


def states(found: Settled) -> dict[str, str | None]:
    return {id_: one.state for id_, one in found.standings.items()}


def lost(found: Settled) -> list[str]:
    return [place.entry for place in found.places if place.statement is None and place.standing]


def test_in_the_very_text_a_judgement_stands_on_its_statement() -> None:
    document, statements = read(TEXT)
    assert states(settled([entry(document, statements[1])], document, statements)) == {statements[1].id: "accepted"}


def test_a_statement_that_moved_is_found_in_the_new_version() -> None:
    document, statements = read(TEXT)
    log = [entry(document, one) for one in statements]
    newer, now = read("Preamble: they will talk.\n" + TEXT)
    assert states(settled(log, newer, now)) == {one.id: "accepted" for one in now[1:]}


def test_a_judgement_on_words_that_were_edited_has_lost_its_place() -> None:
    document, statements = read(TEXT)
    log = [entry(document, one) for one in statements]
    newer, now = read(TEXT.replace("a bridge", "two bridges"))
    found = settled(log, newer, now)
    assert lost(found) == [log[0].id]
    assert states(found) == {now[1].id: "accepted"}


def test_a_judgement_on_words_that_are_gone_is_reported_and_not_dropped() -> None:
    document, statements = read(TEXT)
    log = [entry(document, statements[0])]
    newer, now = read("".join(TEXT.splitlines(keepends=True)[1:]))
    assert lost(settled(log, newer, now)) == [log[0].id]


def test_words_that_stand_twice_are_told_apart_by_their_surroundings_or_not_at_all() -> None:
    document, statements = read(TEXT)
    log = [entry(document, statements[0])]
    newer, now = read(TEXT + "4. The sides will build a bridge.\n")
    assert states(settled(log, newer, now)) == {now[0].id: "accepted"}
    line = "The sides will build a bridge.\n"
    alone, first = read("1. " + line)
    bare = replace(anchor(alone.text, first[0].quote, alone.id, first[0].cue), prefix="", suffix="")
    twice, both = read("1. " + line + "2. " + line)
    log = [entry(alone, first[0], anchors=(bare,))]
    found = settled(log, twice, both)
    assert lost(found) == [log[0].id] and not found.standings


def test_a_statement_whose_cue_is_read_wider_keeps_its_judgement() -> None:
    document, statements = read(TEXT)
    wider = replace(statements[0], id="swider", cue=Span(statements[0].cue.start, statements[0].cue.end + 6))
    assert states(settled([entry(document, statements[0])], document, [wider])) == {"swider": "accepted"}


def test_a_rejected_statement_that_is_not_read_any_more_is_no_loss_but_an_accepted_one_is() -> None:
    document, statements = read(TEXT)
    assert lost(settled([entry(document, statements[0], "reject")], document, [])) == []
    accepted = entry(document, statements[0])
    assert lost(settled([accepted], document, [])) == [accepted.id]


def test_a_judgement_that_was_undone_or_answered_is_not_reported_as_lost() -> None:
    document, statements = read(TEXT)
    first = entry(document, statements[0])
    undone = entry(document, statements[0], "undo", replaces=first.id, at="2025-01-02T10:00:00+00:00")
    newer, now = read("Nothing is left.\n")
    assert lost(settled([first, undone], newer, now)) == []
    elsewhere = entry(newer, Statement("sother", "report", None, Span(0, 7), None, Span(0, 16)), replaces=first.id)
    assert lost(settled([first, elsewhere], newer, now)) == [elsewhere.id]


def test_a_correction_lays_its_values_over_the_reading_and_leaves_the_rest() -> None:
    document, statements = read(TEXT)
    at = TEXT.index("a road")
    values = {"kind": "report", "actors": ["VNM"], "content": anchor(TEXT, Span(at, at + 6), document.id).plain()}
    found = settled([entry(document, statements[1], "correct", values=values)], document, statements)
    one = found.statements[statements[1].id]
    assert (one.kind, one.firmness, one.actors, one.cue) == ("report", None, ("VNM",), statements[1].cue)
    assert one.content is not None and document.quote(one.content) == "a road"


def test_a_correction_whose_words_are_gone_changes_nothing_and_is_reported() -> None:
    document, statements = read(TEXT)
    where = anchor("elsewhere, in another text", Span(0, 9)).plain()
    log = [entry(document, statements[0], "correct", values={"kind": "report", "content": where})]
    found = settled(log, document, statements)
    assert not found.statements and lost(found) == [log[0].id]


def test_a_statement_that_a_reviewer_added_is_found_in_the_new_version_with_what_was_said_of_it() -> None:
    document, _ = read(TEXT)
    at = TEXT.index("They meet often")
    where = anchor(TEXT, Span(at, at + 15), document.id, Span(at + 5, at + 9))
    added = Judgement("sadded", (where,), "add", "ana", "2025-01-01T10:00:00+00:00", values={"kind": "report"})
    corrected = Judgement(
        "sadded",
        (where,),
        "correct",
        "ana",
        "2025-01-02T10:00:00+00:00",
        values={"voice": "joint"},
        replaces=added.id,
    )
    newer, now = read("Preamble.\n" + TEXT)
    found = settled([added, corrected], newer, now)
    [(id_, who)] = found.by_hand.items()
    assert who == "ana" and found.standings[id_].state == "corrected"
    one = found.statements[id_]
    assert (newer.quote(one.quote), newer.quote(one.cue)) == ("They meet often", "meet")
    assert (one.kind, one.voice) == ("report", "joint")


def test_a_statement_is_split_and_taking_that_back_brings_the_whole_again() -> None:
    document, statements = read(TEXT)
    parts = []
    for number, words in enumerate(("a road", "a school")):
        span = Span(TEXT.index(words), TEXT.index(words) + len(words))
        parts.append({"words": anchor(TEXT, span, document.id).plain(), "id": f"spart{number}"})
    split = entry(document, statements[1], "split", values={"parts": parts})
    on_part = entry(document, statements[1], "reject", at="2025-01-02T10:00:00+00:00")
    on_part = replace(on_part, target="spart1")
    found = settled([split, on_part], document, statements)
    contents = {id_: document.quote(found.statements[id_].content or Span(0, 0)) for id_ in found.by_hand}
    assert sorted(contents.values()) == ["a road", "a school"]
    assert sorted(filter(None, states(found).values())) == ["rejected", "split"]
    undo = entry(document, statements[1], "undo", replaces=split.id, at="2025-01-03T10:00:00+00:00")
    found = settled([split, on_part, undo], document, statements)
    assert not found.by_hand and not lost(found) and states(found)[statements[1].id] is None


def test_of_merged_statements_the_first_has_the_content_of_all() -> None:
    document, statements = read(TEXT)
    anchors = tuple(anchor(TEXT, one.quote, document.id, one.cue) for one in statements)
    found = settled([entry(document, statements[0], "merge", anchors=anchors)], document, statements)
    assert states(found) == {statements[0].id: "corrected", statements[1].id: "merged"}
    content = found.statements[statements[0].id].content
    assert content is not None and content.end == statements[1].quote.end


DOCUMENT, STATEMENTS = read(TEXT)


@st.composite
def logs(draw: st.DrawFn) -> list[Judgement]:
    """Logs of two reviewers and a curator who accept, reject, correct, answer each other and take back."""
    log: list[Judgement] = []
    for minute in range(draw(st.integers(1, 8))):
        one = STATEMENTS[draw(st.integers(0, 1))]
        verdict = draw(st.sampled_from(["accept", "reject", "correct", "undo", "comment", "assign"]))
        before = draw(st.sampled_from([None, *(e.id for e in log)]))
        if verdict == "undo" and before is None:
            continue
        made = entry(
            DOCUMENT, one, verdict, at=f"2025-01-01T10:{minute:02}:00+00:00", reason="why",
            reviewer=draw(st.sampled_from(["ana", "boris"])), role=draw(st.sampled_from(["reviewer", "curator"])),
            values={"kind": "report"} if verdict == "correct" else {}, replaces=before,
        )  # fmt: skip
        log.append(made)
    return log


@given(logs(), st.randoms(use_true_random=False))
def test_what_stands_does_not_hang_on_the_order_in_which_entries_arrive_nor_on_doubles(
    log: list[Judgement], random: Any
) -> None:
    mixed = log + log[: len(log) // 2]
    random.shuffle(mixed)
    unique = list({one.id: one for one in mixed}.values())
    first, second = (settled(each, DOCUMENT, STATEMENTS) for each in (log, unique))
    assert first.statements == second.statements
    assert set(first.places) == set(second.places)
    for id_, one in first.standings.items():
        assert replace(one, last=None) == replace(second.standings[id_], last=None)


@given(logs())
def test_what_the_machine_read_is_never_changed(log: list[Judgement]) -> None:
    before = list(STATEMENTS)
    settled(log, DOCUMENT, STATEMENTS)
    assert before == STATEMENTS
