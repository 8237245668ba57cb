# ruff: noqa: E501 - long lists of values and addresses
"""Reviewing through the pages: entries, conflicts, queues, words that are added, and what others may not do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from httpx import Response
from tests.web.team import Browser, team_register

from pacta.app import people, queries, review
from pacta.app.restrict import restrict
from pacta.app.rights import LOCAL
from pacta.app.views import Filters, StatementRow
from pacta.store import Register

EVIL = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
HTMX = {"hx-request": "true"}


@pytest.fixture(scope="module")
def team_file(register_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return team_register(register_file, tmp_path_factory.mktemp("review"))


@pytest.fixture
def team(team_file: Path) -> Iterator[Register]:
    with Register.open(team_file) as register:
        yield register


@pytest.fixture(scope="module")
def people_in(team_file: Path) -> dict[str, Browser]:
    """A browser for each, logged in once."""
    found = {}
    for name in ("rita", "victor", "cora", "ada"):
        found[name] = Browser(team_file)
        assert found[name].log_in(name).status_code == 303
    return found


def said(register: Register, words: str) -> StatementRow:
    return next(
        row for row in queries.list_statements(register, Filters(review="any"), size=200).rows if words in row.quote
    )


class Panel:
    """A statement's panel as a browser has it open, with the entry that it has seen last."""

    def __init__(self, browser: Browser, row: StatementRow) -> None:
        self.browser, self.address = browser, f"/s/{row.id}/review"
        self.page = browser.get(f"/s/{row.id}/evidence").text
        self.seen = re.search(r'name="expecting" value="(\w*)"', self.page)

    def send(self, verdict: str, **fields: str) -> Response:
        expecting = {"expecting": self.seen[1]} if self.seen else {}
        return self.browser.post(self.address, {"verdict": verdict} | expecting | fields, headers=HTMX)


def test_accepting_is_in_the_panel_the_list_and_the_log(people_in: dict[str, Browser], team: Register) -> None:
    row = said(team, "study a second tunnel")
    answer = Panel(people_in["victor"], row).send("accept", reason="as it stands")
    assert answer.status_code == 200 and 'data-done="accept"' in answer.text
    assert queries.get_statement(team, row.id).review == "accepted"
    log = people_in["rita"].get("/review/log").text
    assert "victor" in log and "as it stands" in log and "study a second tunnel" in log


def test_a_correction_shows_both_what_was_read_and_what_stands(
    people_in: dict[str, Browser], team: Register
) -> None:
    row = said(team, "supports a free river")
    fields = {"kind": "commitment", "firmness": "2", "actors": "X-OSTRANY, X-VELMORA", "voice": row.voice,
              "content": "a free river", "reason": "they mean to act"}  # fmt: skip
    answer = Panel(people_in["victor"], row).send("correct", **fields)
    assert answer.status_code == 200, answer.text
    now = queries.get_statement(team, row.id)
    assert (now.review, now.kind, now.firmness, now.actors) == (
        "corrected",
        "commitment",
        2,
        ("X-OSTRANY", "X-VELMORA"),
    )
    assert "read by Pacta as Position" in answer.text
    assert now.machine["kind"] == "position"


def test_taking_back_is_a_new_entry(people_in: dict[str, Browser], team: Register) -> None:
    row = said(team, "send a trade mission")
    Panel(people_in["victor"], row).send("reject")
    entry = review.history(team, row.id)[-1]
    fields = {"statement": row.id, "entry": entry.id}
    assert people_in["victor"].post("/review/undo", fields, headers=HTMX).status_code == 200
    assert [one.verdict for one in review.history(team, row.id)] == ["reject", "undo"]
    assert queries.get_statement(team, row.id).review is None


def test_entries_of_others_are_taken_back_by_curators_only(people_in: dict[str, Browser], team: Register) -> None:
    row = said(team, "lower its lock tolls")
    Panel(people_in["victor"], row).send("accept")
    fields = {"statement": row.id, "entry": review.history(team, row.id)[-1].id}
    assert people_in["rita"].post("/review/undo", fields).status_code == 403
    assert people_in["cora"].post("/review/undo", fields, headers=HTMX).status_code == 200


def test_who_comes_second_sees_the_first_and_decides(people_in: dict[str, Browser], team: Register) -> None:
    """Concurrent edits: nothing is entered, what was typed stays, and sending again answers the other's entry."""
    row = said(team, "will buy 40 locomotives")
    first, second = Panel(people_in["victor"], row), Panel(people_in["cora"], row)
    assert first.send("accept", reason="quite right").status_code == 200
    answer = second.send("correct", kind="commitment", firmness="3", reason="only an effort")
    assert answer.status_code == 409
    assert "victor accepted this while you looked at it" in answer.text and "quite right" in answer.text
    assert 'value="only an effort"' in answer.text and '<option value="3"' in answer.text
    assert len(review.history(team, row.id)) == 1
    second.seen = re.search(r'name="expecting" value="(\w+)"', answer.text)
    assert second.send("correct", kind="commitment", firmness="3", reason="only an effort").status_code == 200
    assert queries.get_statement(team, row.id).firmness == 3


def test_a_wrong_value_comes_back_with_what_was_typed(people_in: dict[str, Browser], team: Register) -> None:
    row = said(team, "open a consulate")
    answer = Panel(people_in["victor"], row).send(
        "correct", kind="commitment", firmness="4", content="words that are not there"
    )
    assert answer.status_code == 400 and "does not stand in the document" in answer.text
    assert "words that are not there" in answer.text
    assert review.history(team, row.id) == ()


def test_splitting_merging_assigning_and_commenting(people_in: dict[str, Browser], team: Register) -> None:
    whole = said(team, "exchange archives, maps and survey records")
    assert Panel(people_in["victor"], whole).send("assign", to="cora").status_code == 200
    assert queries.get_statement(team, whole.id).assignee == "cora"
    assert "exchange archives" in people_in["cora"].get("/review?queue=mine").text
    assert Panel(people_in["victor"], whole).send("comment", reason="three things").status_code == 200
    assert Panel(people_in["victor"], whole).send("split", parts="exchange archives").status_code == 400
    assert (
        Panel(people_in["victor"], whole)
        .send("split", parts="exchange archives\nmaps and survey records")
        .status_code
        == 200
    )
    assert "split" in people_in["victor"].get("/review/log").text
    one, other = said(team, "underlined the need"), said(team, "called on the Basin States")
    assert Panel(people_in["victor"], one).send("merge", other=other.id).status_code == 200


def test_readers_may_look_but_not_judge(people_in: dict[str, Browser], team: Register) -> None:
    row = said(team, "run two trains a day")
    panel = people_in["rita"].get(f"/s/{row.id}/evidence").text
    assert "Review" in panel and 'value="accept"' not in panel
    data = {"verdict": "accept", "expecting": ""}
    assert people_in["rita"].post(f"/s/{row.id}/review", data).status_code == 403
    assert people_in["rita"].post(f"/d/{row.document}/add", {"words": "x", "kind": "report"}).status_code == 403
    assert people_in["rita"].post(f"/s/{row.id}/assess", {"what": "score", "score": "+1"}).status_code == 403
    assert people_in["victor"].post(f"/s/{row.id}/review", data | {"as": "curator"}).status_code == 403
    assert review.history(team, row.id) == ()


def test_a_missed_statement_is_added_from_its_words(people_in: dict[str, Browser], team: Register) -> None:
    document = said(team, "run two trains a day").document
    path = f"/d/{document}/add"
    fields = {"words": "it shortens the  journey to four hours", "cue": "shortens", "kind": "report", "actors": ""}
    answer = people_in["victor"].post(path, fields)
    assert answer.status_code == 303, answer.text
    made = said(team, "it shortens the journey to four hours")
    row = next(r for r in queries.list_statements(team, Filters(document=document), size=99).rows if r.by_hand)
    assert (row.quote, row.by_hand, row.review) == ("it shortens the journey to four hours", "victor", "added")
    assert made is not None
    for wrong, told in (({"words": "not in it"}, "do not stand"), ({"words": "Velmora"}, "more than once"),
                        ({"kind": ""}, "needs a kind"), ({"cue": "agreed"}, "cue is not among")):  # fmt: skip
        answer = people_in["victor"].post(path, fields | wrong)
        assert answer.status_code == 400 and told in answer.text


def test_the_ends_of_a_selection_lead_to_its_words(people_in: dict[str, Browser], team: Register) -> None:
    row = said(team, "run two trains a day")
    view = queries.get_document(team, row.document)
    page = people_in["victor"].get(f"/d/{row.document}").text
    block = next(
        m for m in re.finditer(r'<(?:p|li) id="(p-\d+)"[^>]*>(.*?)</(?:p|li)>', page) if "study a second" in m[2]
    )
    text = re.sub(r"<[^>]+>", "", block[2])
    start = text.index("study")
    found = (
        people_in["victor"].get(f"/d/{row.document}/add?from={block[1]}:{start}&to={block[1]}:{start + 14}").text
    )
    at = view.document.text.index("study a second")
    assert "study a second</textarea>" in found and f'value="{at}-{at + 14}"' in found


def test_a_queue_gives_one_after_the_other(people_in: dict[str, Browser], team: Register) -> None:
    """Accept: one form, and the answer is the next statement."""
    browser = people_in["ada"]
    page, order = browser.get("/review").text, []
    for _ in range(3):
        shown = re.search(r'data-review="(\w+)"', page)
        assert shown
        order.append(shown[1])
        data = {"verdict": "accept", "expecting": "", "queue": "/review?queue=unsure"}
        page = browser.post(f"/s/{shown[1]}/review", data, headers=HTMX).text
    assert len(set(order)) == 3
    first = re.search(r'data-review="(\w+)"', page)
    skipped = re.search(r'data-review="(\w+)"', browser.get("/review?queue=unsure&at=1").text)
    assert first and skipped and first[1] != skipped[1]


def test_a_second_reader_does_not_see_what_the_first_said(people_in: dict[str, Browser], team: Register) -> None:
    row = said(team, "pledged 12 million crowns")
    Panel(people_in["victor"], row).send("reject", reason="a secret thought")
    page = people_in["cora"].get("/review?queue=second&document=" + row.document).text
    assert "pledged 12 million" in page and "a secret thought" not in page
    data = {"verdict": "accept", "blind": "1", "queue": "/review?queue=second"}
    assert people_in["cora"].post(f"/s/{row.id}/review", data, headers=HTMX).status_code == 200
    assert queries.get_statement(team, row.id).review == "disputed"
    page = people_in["ada"].get("/review?queue=disputed").text
    assert "Decide for victor" in page and "Decide for cora" in page and "a secret thought" in page
    entry = next(one for one in review.history(team, row.id) if one.reviewer == "victor")
    data = {"verdict": "take", "entry": entry.id, "as": "curator"}
    assert people_in["victor"].post(f"/s/{row.id}/review", data).status_code == 403
    assert people_in["ada"].post(f"/s/{row.id}/review", data, headers=HTMX).status_code == 200
    assert queries.get_statement(team, row.id).review == "rejected"
    assert "kappa" in people_in["rita"].get("/review/agreement").text


def test_assessment_says_who_set_what(people_in: dict[str, Browser], team: Register) -> None:
    row = said(team, "continue to strengthen cooperation")
    path = f"/s/{row.id}/assess"
    assert "Not assessed" in people_in["rita"].get(path).text
    browser = people_in["victor"]
    for fields in (
        {"what": "guideline", "reason": "a joint crew by 2026"},
        {"what": "search", "searched": "all documents", "until": "2025-12-31"},
        {
            "what": "evidence",
            "reason": "a crew was named",
            "date": "2025-06-01",
            "link": "javascript:alert(1)",
            "bearing": "for",
        },
        {"what": "score", "score": "+1", "actor": "X-VELMORA", "reason": "done"},
    ):
        assert browser.post(path, fields).status_code == 303, fields
    page = people_in["rita"].get(path).text
    for words in ("a joint crew by 2026", "a crew was named", "+1", "set by victor", "1 June 2025"):
        assert words in page
    assert 'href="javascript' not in page
    for wrong in (
        {"what": "score", "score": "+5"},
        {"what": "evidence", "reason": ""},
        {"what": "search"},
        {"what": "x"},
    ):
        assert browser.post(path, wrong).status_code == 400


def test_what_reviewers_type_is_never_markup(people_in: dict[str, Browser], team: Register) -> None:
    """Stored XSS through reasons, comments, names, guidelines, evidence."""
    row = said(team, "welcomed the opening")
    browser = people_in["victor"]
    Panel(browser, row).send("comment", reason=EVIL)
    Panel(browser, row).send("assign", to=EVIL)
    Panel(browser, row).send("correct", voice=EVIL, actors=EVIL, reason=EVIL)
    for what in (
        {"what": "guideline", "reason": EVIL},
        {"what": "evidence", "reason": EVIL, "link": EVIL, "date": EVIL},
    ):
        browser.post(f"/s/{row.id}/assess", what)
    wrong = Panel(browser, row).send("correct", content=EVIL, deadline=EVIL, reason=EVIL)
    pages = [wrong.text]
    for path in (f"/s/{row.id}/evidence", f"/s/{row.id}/assess", f"/d/{row.document}?statement={row.id}",
                 "/review/log", "/statements", "/", "/review/agreement"):  # fmt: skip
        pages.append(people_in["ada"].get(path).text)
    for text in pages:
        assert "<script>alert" not in text and "<img" not in text


def test_a_restricted_document_cannot_be_judged_by_others(team_file: Path, team: Register) -> None:
    row = said(team, "lower its lock tolls")
    people.set_group(team, "desk", ["cora"])
    restrict(team, LOCAL, row.document, ["desk"])
    try:
        outsider = Browser(team_file)
        outsider.log_in("victor")
        forms: list[tuple[str, dict[str, Any]]] = [
            (f"/s/{row.id}/review", {"verdict": "accept"}),
            (f"/s/{row.id}/assess", {"what": "score", "score": "0"}),
            (f"/d/{row.document}/add", {"words": "lock tolls", "kind": "report"}),
            ("/review/undo", {"statement": row.id, "entry": "j1"}),
        ]  # fmt: skip
        before = len(review.history(team, row.id))
        for path, data in forms:
            answer = outsider.post(path, data)
            assert answer.status_code in (400, 404) and "tolls" not in answer.text.replace("lock tolls", ""), path
        assert len(review.history(team, row.id)) == before
        for path in ("/review", "/review?queue=second", "/review?queue=disputed", "/review/log", f"/s/{row.id}/evidence",
                     f"/s/{row.id}/assess", "/review/agreement", "/threads", "/findings", "/names", "/indicators",
                     "/mechanisms"):  # fmt: skip
            assert "lock tolls" not in outsider.get(path).text, path
    finally:
        restrict(team, LOCAL, row.document, [])
