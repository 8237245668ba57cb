"""Judgements in a register: both values are kept, nobody is overwritten, and re-reading loses nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError

from pacta.app import add, queries, review
from pacta.app.agreement import agreement
from pacta.app.assess import add_evidence, assessed_set, found_nothing, score
from pacta.app.facets import facets
from pacta.app.linking import judged
from pacta.app.review import Conflict, Said
from pacta.app.review_exchange import export_log, import_log
from pacta.app.review_links import decisions_on_findings, judge_entities, judge_finding
from pacta.app.review_queue import carry, counts, lost_places, queue
from pacta.app.views import EntityRow, Filters, StatementRow
from pacta.link import Evidence, Finding
from pacta.model import PactaError, Span
from pacta.review import BadEntry, Judgement
from pacta.store import Register
from support.plain import plain_stages

TEXT = "We will build a bridge by 2030. We will open a road and a school.\nThey hope to meet. We will talk.\n"
ANA, BORIS = Said("ana"), Said("boris")
pytestmark = pytest.mark.usefixtures("plain_reading")


@pytest.fixture
def file(tmp_path: Path, register: Register) -> Path:
    path = tmp_path / "talks.txt"
    write(register, path, TEXT)
    return path


def write(register: Register, path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    assert not add.add_inputs(register, [str(path)]).failures


def rows(register: Register, **filters: Any) -> tuple[StatementRow, ...]:
    return queries.list_statements(register, Filters(**filters)).rows


def at(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def test_a_correction_shows_both_values_and_filters_count_the_one_that_stands(
    register: Register, file: Path
) -> None:
    first = rows(register)[0]
    review.judge(register, first.id, "correct", ANA, {"kind": "report", "actors": ["VNM"]})
    row = queries.get_statement(register, first.id)
    assert (row.kind, row.firmness, row.actors, row.review) == ("report", None, ("VNM",), "corrected")
    assert (row.machine["kind"], row.machine["firmness"], row.machine["actors"]) == ("commitment", 4, ())
    assert [one.id for one in rows(register, kind=("report",))] == [first.id]
    assert [one.id for one in rows(register, actor="vnm")] == [first.id]
    assert dict(facets(register).counts["kind"]) == {"commitment": 2, "report": 1}


def test_the_machines_reading_stays_as_it_was_whatever_is_judged(register: Register, file: Path) -> None:
    first, second, third = rows(register)
    review.judge(register, first.id, "correct", ANA, {"kind": "report", "content": at("a bridge")})
    review.judge(register, third.id, "reject", ANA)
    review.split(register, second.id, ANA, [{"words": at("a road")}, {"words": at("a school")}])
    review.add_statement(register, first.document, at("They hope to meet"), ANA, {"kind": "report"}, at("hope"))
    view = queries.get_document(register, first.document)
    assert view.annotations == plain_stages(view.document)
    if register.engine.dialect.name == "sqlite":
        with register.reading() as connection:
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []


def test_corrections_of_one_statement_add_up_and_coming_back_to_the_machine_accepts(
    register: Register, file: Path
) -> None:
    id_ = rows(register)[0].id
    review.judge(register, id_, "correct", ANA, {"kind": "report"})
    review.judge(register, id_, "correct", BORIS, {"voice": "joint"})
    row = queries.get_statement(register, id_)
    assert (row.kind, row.voice) == ("report", "joint")
    review.judge(register, id_, "correct", BORIS, {"kind": "commitment", "firmness": 4, "voice": ""})
    row = queries.get_statement(register, id_)
    assert (row.review, row.kind, dict(row.machine)) == ("accepted", "commitment", {})


def test_a_rejected_statement_leaves_the_lists_and_can_be_asked_for(register: Register, file: Path) -> None:
    first = rows(register)[0]
    review.judge(register, first.id, "reject", ANA, {})
    assert first.id not in {one.id for one in rows(register)}
    assert [one.id for one in rows(register, review="rejected")] == [first.id]
    assert len(rows(register, review="any")) == 3 and len(rows(register, review="open")) == 2
    assert queries.overview(register).statements["commitment"] == 2
    with pytest.raises(PactaError, match="no review"):
        rows(register, review="liked")


def test_added_and_split_statements_are_listed_in_text_order_and_found_by_search(
    register: Register, file: Path
) -> None:
    _, second, _ = rows(register)
    review.split(register, second.id, ANA, [{"words": at("a road")}, {"words": at("a school"), "firmness": 3}])
    entry = review.add_statement(
        register, second.document, at("They hope to meet"), ANA, {"kind": "report"}, at("hope")
    )
    listed = rows(register)
    assert [one.quote for one in listed] == [
        "We will build a bridge by 2030.", "We will open a road", "We will open a road and a school",
        "They hope to meet", "We will talk.",
    ]  # fmt: skip
    assert [one.by_hand for one in listed] == [None, "ana", "ana", "ana", None]
    assert [one.id for one in rows(register, text="hope")] == [entry.target]
    review.undo(register, entry.id, BORIS)
    assert entry.target not in {one.id for one in rows(register, review="any")}


def test_merged_statements_are_one(register: Register, file: Path) -> None:
    first, second, _ = rows(register)
    review.merge(register, [first.id, second.id], ANA)
    assert [one.review for one in rows(register)] == ["corrected", None]
    assert queries.get_statement(register, second.id).review == "merged"
    assert len(review.history(register, second.id)) == 1
    with pytest.raises(BadEntry):
        review.merge(register, [first.id], ANA)


def test_who_has_not_seen_the_others_entry_gets_it_instead_of_overwriting_it(
    register: Register, file: Path
) -> None:
    first = rows(register)[0]
    theirs = review.judge(register, first.id, "accept", Said("ana", expecting=first.judgement))
    with pytest.raises(Conflict) as caught:
        review.judge(register, first.id, "reject", Said("boris", expecting=first.judgement))
    assert caught.value.theirs == theirs and caught.value.advice
    assert len(review.history(register, first.id)) == 1
    seen = queries.get_statement(register, first.id).judgement
    review.judge(register, first.id, "reject", Said("boris", expecting=seen))
    assert queries.get_statement(register, first.id).review == "rejected"


def test_two_who_read_independently_stand_side_by_side_until_a_curator_decides(
    register: Register, file: Path
) -> None:
    first, second, _ = rows(register)
    for one in (first, second):
        review.judge(register, one.id, "accept", Said("ana", independent=True))
    review.judge(register, first.id, "reject", Said("boris", independent=True))
    review.judge(register, second.id, "accept", Said("boris", independent=True))
    assert [one.id for one in queue(register, Filters(review="disputed")).rows] == [first.id]
    found = agreement(register)
    assert (found.units, found.pairs[0].units, len(found.pairs[0].differences)) == (2, 2, 1)
    review.judge(register, first.id, "reject", Said("cleo", role="curator"))
    assert queries.get_statement(register, first.id).review == "rejected"
    assert agreement(register).pairs == found.pairs, "a curator's word is no independent reading"


def test_undoing_brings_back_what_stood_before(register: Register, file: Path) -> None:
    id_ = rows(register)[0].id
    review.judge(register, id_, "accept", ANA)
    wrong = review.judge(register, id_, "correct", BORIS, {"kind": "report"})
    undone = review.undo(register, wrong.id[:9], Said("ana", reason="see paragraph 2"))
    row = queries.get_statement(register, id_)
    assert (row.review, row.kind) == ("accepted", "commitment")
    assert [entry.verdict for entry in review.history(register, id_)] == ["accept", "correct", "undo"]
    review.undo(register, undone.id, BORIS)
    assert queries.get_statement(register, id_).kind == "report"


def test_judgements_survive_reading_again(register: Register, file: Path) -> None:
    first, second, _ = rows(register)
    review.judge(register, first.id, "correct", ANA, {"kind": "report"})
    review.judge(register, second.id, "reject", ANA)
    review.add_statement(register, first.document, at("They hope to meet"), ANA, {"kind": "report"}, at("hope"))
    before = rows(register, review="any")
    add.reread(register, everything=True)
    assert rows(register, review="any") == before


def test_judgements_go_over_to_a_new_version_or_are_reported_as_lost(register: Register, file: Path) -> None:
    first, second, third = rows(register)
    for one in (first, second):
        review.judge(register, one.id, "accept", ANA)
    review.judge(register, third.id, "reject", ANA)
    write(register, file, "A new preamble.\n" + TEXT.replace("2030", "2031"))
    now = rows(register, review="any")
    assert [one.review for one in now] == [None, "accepted", "rejected"]
    assert len(review.history(register, now[1].id)) == 1
    [lost] = lost_places(register).rows
    assert lost.entry.target == first.id and lost.likely is not None and lost.likely.id == now[0].id
    assert "not in the current version" in lost.why and counts(register)["lost"] == 1
    carry(register, lost.entry.id, now[0].id, BORIS)
    assert queries.get_statement(register, now[0].id).review == "accepted"
    assert counts(register)["lost"] == 0


def test_a_judgement_on_the_new_version_is_seen_as_newer_by_who_saw_the_old_one(
    register: Register, file: Path
) -> None:
    old = rows(register)[1]
    review.judge(register, old.id, "accept", ANA)
    write(register, file, "A new preamble.\n" + TEXT)
    new = rows(register)[1]
    assert new.id != old.id and new.judgement is not None
    with pytest.raises(Conflict):
        review.judge(register, new.id, "reject", Said("boris", expecting=None))
    review.judge(register, new.id, "reject", Said("boris", expecting=new.judgement))
    assert queries.get_statement(register, new.id).review == "rejected"


def test_a_version_that_is_shown_again_has_what_was_judged_meanwhile(register: Register, file: Path) -> None:
    write(register, file, "A new preamble.\n" + TEXT)
    second = rows(register)[1]
    review.judge(register, second.id, "reject", ANA)
    write(register, file, TEXT)
    assert [one.review for one in rows(register, review="any")] == [None, "rejected", None]


def test_the_queue_has_the_most_doubtful_first_and_knows_who_is_to_look(register: Register, file: Path) -> None:
    ids = [one.id for one in rows(register)]
    with register.writing() as connection:
        for id_, chance in zip(ids, (0.9, 0.51, 0.7), strict=True):
            connection.exec_driver_sql(f"UPDATE statements SET score = {chance} WHERE id = '{id_}'")
    assert [one.id for one in queue(register).rows] == [ids[1], ids[2], ids[0]]
    review.judge(register, ids[0], "assign", ANA, {"to": "boris"})
    assert [one.id for one in queue(register, Filters(assignee="boris")).rows] == [ids[0]]
    review.judge(register, ids[1], "accept", ANA)
    assert [one.id for one in queue(register).rows] == [ids[2], ids[0]]
    assert [one.id for one in queue(register, reviewer="ana").rows] == [ids[2], ids[0]]
    assert len(queue(register, reviewer="boris").rows) == 3
    assert counts(register, "boris") == {"unsure": 2, "disputed": 0, "lost": 0, "assigned": 1}


def test_the_log_is_only_appended_to(register: Register, file: Path) -> None:
    review.judge(register, rows(register)[0].id, "accept", ANA)
    for change in ("UPDATE judgements SET reviewer = 'boris'", "DELETE FROM judgements"):
        with pytest.raises(DBAPIError, match="only appended to"), register.writing() as connection:
            connection.exec_driver_sql(change)


def test_logs_sent_by_mail_come_together_the_same_in_any_order_and_twice_is_once(
    register: Register, file: Path, tmp_path: Path
) -> None:
    first, second, _ = rows(register)
    review.judge(register, first.id, "correct", ANA, {"kind": "report"})
    review.judge(register, second.id, "reject", BORIS)
    review.add_statement(register, first.document, at("They hope to meet"), ANA, {"kind": "report"}, at("hope"))
    lines = {name: list(export_log(register, name)) for name in ("ana", "boris")}
    here = rows(register, review="any")
    for number, order in enumerate((("ana", "boris", "ana"), ("boris", "ana", "boris"))):
        with Register.open(tmp_path / f"{number}.db") as other:
            elsewhere = import_log(other, lines[order[0]])
            assert elsewhere.elsewhere == elsewhere.new, "its documents are not there yet"
            add.add_inputs(other, [str(file)])
            taken = [import_log(other, lines[name]) for name in order]
            assert sum(one.new for one in taken) + elsewhere.new == 3
            assert rows(other, review="any") == here


def test_a_log_that_was_tampered_with_is_refused_as_a_whole(register: Register, file: Path) -> None:
    first, second, _ = rows(register)
    review.judge(register, first.id, "accept", ANA)
    review.judge(register, second.id, "accept", ANA)
    good, other = export_log(register)
    with Register.open(file.with_name("other.db")) as empty:
        for bad in (other.replace("accept", "reject"), "{}\n", "[" * 100_000, "nonsense\n"):
            with pytest.raises(BadEntry, match="Line 2"):
                import_log(empty, [good, bad])
        assert list(export_log(empty)) == []


def finding(document: str, *places: Span) -> Finding:
    a, b = (Evidence(document, "talks.txt", None, place, place.of(TEXT)) for place in places)
    return Finding("q1", "date", "high", "Two dates.", a, b)


def test_a_dismissed_finding_stays_dismissed_when_it_is_made_again_under_another_id(
    register: Register, file: Path
) -> None:
    document = rows(register)[0].document
    found = finding(document, at("a bridge by 2030"), at("a road"))
    with pytest.raises(BadEntry):
        judge_finding(register, found, "dismiss", ANA)
    entry = judge_finding(register, found, "dismiss", Said("ana", reason="two bridges"))
    again = Finding("q2", "date", "high", "Two dates.", found.b, found.a)  # type: ignore[arg-type]
    other = Finding("q3", "figure", "high", "Two figures.", found.a, found.b)
    assert states_of(register, found, again, other) == ["dismissed", "dismissed", None]
    review.undo(register, entry.id, ANA)
    assert states_of(register, found, again, other) == [None, None, None]


def states_of(register: Register, *findings: Finding) -> list[str | None]:
    """What stands on each finding."""
    with register.reading() as connection:
        decisions = decisions_on_findings(connection)
    passages = ([(told.document, told.span) for told in (one.a, one.b) if told] for one in findings)
    stand = (decisions.on(one.id, one.kind, where) for one, where in zip(findings, passages, strict=True))
    return [one.state if one else None for one in stand]


def test_the_latest_word_on_two_names_counts_and_a_curators_more(register: Register) -> None:
    a, b = (
        EntityRow(id_, "ORG", None, name, 1, 1) for id_, name in (("e1", "Harbour Board"), ("e2", "Port Board"))
    )
    judge_entities(register, a, b, "same", ANA)
    judge_entities(register, b, a, "different", Said("cleo", role="curator"))
    judge_entities(register, a, b, "same", BORIS)
    with register.reading() as connection:
        said = judged(connection)
    assert (said.merged, said.split) == (frozenset(), frozenset({("e1", "e2")}))


def test_a_set_is_averaged_over_what_reviewers_scored_and_nothing_else(register: Register, file: Path) -> None:
    first, second, third = rows(register)
    score(register, first.id, "+1", ANA, actor="VNM")
    score(register, first.id, "0", ANA, actor="RUS")
    score(register, second.id, "n/a", ANA)
    add_evidence(register, third.id, "They talked", ANA, document=third.document, place=at("We will talk"))
    found_nothing(register, second.id, "this register", "2025-01-01", ANA)
    found = assessed_set(register)
    assert (found.total, found.scored, found.average) == (3, 2, 75)
    assert found.by_actor["VNM"] == 100 and found.by_actor["RUS"] == 50
    write(register, file, "A new preamble.\n" + TEXT)
    assert assessed_set(register).average == 75, "assessments go over to a new version as well"


def test_what_cannot_be_done_is_said_with_what_to_do(register: Register, file: Path) -> None:
    first = rows(register)[0]
    attempts = [
        lambda: review.judge(register, "s000", "accept", ANA),
        lambda: review.judge(register, first.id, "accept", Said("  ")),
        lambda: review.judge(register, first.id, "correct", ANA, {"kind": "promise"}),
        lambda: review.judge(register, first.id, "correct", ANA, {"content": [9, 3]}),
        lambda: review.judge(register, first.id, "correct", ANA, {"content": Span(10_000, 10_001)}),
        lambda: review.add_statement(register, first.document, Span(31, 32), ANA, {"kind": "report"}),
        lambda: review.add_statement(register, first.document, at("They hope"), ANA, {"kind": "report"}, at("We")),
        lambda: review.split(register, first.id, ANA, [{"words": at("a bridge")}]),
        lambda: review.undo(register, "j000", ANA),
    ]
    for attempt in attempts:
        with pytest.raises(PactaError) as caught:
            attempt()
        assert caught.value.message and caught.value.advice
    assert list(export_log(register)) == []


def test_an_entry_made_elsewhere_can_be_recorded_as_it_is(register: Register, file: Path) -> None:
    made = review.judge(register, rows(register)[0].id, "accept", ANA)
    with Register.open(file.with_name("other.db")) as other:
        assert review.record(other, made) == made
        assert review.record(other, made) == made
        assert [entry for _, entry in review.changes(other)] == [made]
        with pytest.raises(BadEntry):
            review.record(other, Judgement("s1", made.anchors, "accept", "", made.at))
