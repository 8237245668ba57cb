"""What reviewers settle beside statements: lost places, names that may be one, assessments; two at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from tests.web.team import Browser, team_register

from pacta.app import assess, linked, queries, review
from pacta.app.add import add_inputs
from pacta.app.linked_threads import thread_of
from pacta.app.views import Filters
from pacta.store import Register

JOINT = """Joint statement

13 May 2024

The two sides agreed to open a {what} by 2030.

They will train 40 pilots.

They will open a consulate in Castelmar.
"""
LATER = """Readout

2 March 2026

The consulate in Castelmar was opened on 1 March 2026.
"""
NAMES = ("Maria Petrova", "Maria Ivanovna Petrova", "Maria Stepanovna Petrova")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register in which a judged statement was reworded, three names are in doubt, and two texts differ."""
    folder = tmp_path_factory.mktemp("settling")
    texts = folder / "texts"
    texts.mkdir()
    (texts / "joint.txt").write_text(JOINT.format(what="rail tunnel"), encoding="utf-8")
    (texts / "later.txt").write_text(LATER, encoding="utf-8")
    for number, name in enumerate(NAMES, 1):
        words = f"Readout\n\n{number} June 2024\n\n{name} met the press in Castelmar.\n"
        (texts / f"readout{number}.txt").write_text(words, encoding="utf-8")
    with Register.open(folder / "register.db") as register:
        add_inputs(register, [str(texts)])
    return team_register(folder / "register.db", folder)


@pytest.fixture(scope="module")
def people_in(file: Path) -> dict[str, Browser]:
    found = {}
    for name in ("rita", "victor", "cora"):
        found[name] = Browser(file)
        assert found[name].log_in(name).status_code == 303
    return found


@pytest.fixture
def register(file: Path) -> Iterator[Register]:
    with Register.open(file) as opened:
        yield opened


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found is not None, name
    return found[1]


def test_a_judgement_that_lost_its_place_is_carried_over(
    people_in: dict[str, Browser], register: Register, file: Path
) -> None:
    row = next(row for row in queries.list_statements(register).rows if "tunnel" in row.quote)
    judged = review.judge(register, row.id, "accept", review.Said("victor", reason="as in the text"))
    text = file.parent / "texts" / "joint.txt"
    text.write_text(JOINT.format(what="long bridge over the strait"), encoding="utf-8")
    add_inputs(register, [str(text)])
    victor = people_in["victor"]
    page = victor.get("/review/lost").text
    assert "as in the text" in page and "The words are not in the current version" in page
    assert people_in["rita"].post("/review/lost", {"entry": judged.id}).status_code == 403
    answer = victor.post("/review/lost", {"entry": judged.id, "document": hidden(page, "document"), "words": "the"})
    assert answer.status_code == 400 and "statements of this document hold these words" in answer.text
    assert 'value="the"' in answer.text, "what was typed stays"
    there = {"entry": judged.id, "document": hidden(page, "document"), "words": "long bridge"}
    assert victor.post("/review/lost", there).headers["location"] == "/review/lost?done=carried"
    assert "Every judgement stands where it was made" in victor.get("/review/lost").text
    again = people_in["cora"].post("/review/lost", there)
    assert again.status_code == 400 and "somebody answered it meanwhile" in again.text
    now = queries.list_statements(register, Filters(review="accepted")).rows
    assert [("bridge" in row.quote, row.review) for row in now] == [(True, "accepted")]


def test_names_are_joined_or_kept_apart_with_a_reason_and_taken_back(
    people_in: dict[str, Browser], register: Register
) -> None:
    before = len(linked.abstentions(register))
    assert before
    victor, page = people_in["victor"], people_in["victor"].get("/review/names").text
    pair = {"a": hidden(page, "a"), "b": hidden(page, "b"), "expecting": hidden(page, "expecting")}
    sent = victor.post("/review/names", pair | {"verdict": "different", "reason": "another father"})
    assert sent.headers["location"].endswith("different")
    assert len(linked.abstentions(register)) < before
    late = people_in["cora"].post("/review/names", pair | {"verdict": "same", "reason": "one person"})
    assert late.status_code == 409 and "another father" in late.text
    page = victor.get("/review/names").text
    assert "another father" in page
    back = {name: hidden(page, name) for name in ("target", "entry")} | {"back": "/review/names"}
    assert people_in["rita"].post("/review/log/undo", back).status_code == 403
    assert victor.post("/review/log/undo", back).headers["location"] == "/review/names"
    assert len(linked.abstentions(register)) == before


def test_what_a_thread_proposes_is_taken_as_evidence_with_one_click(
    people_in: dict[str, Browser], register: Register
) -> None:
    row = next(row for row in queries.list_statements(register).rows if "open a consulate" in row.quote)
    page = people_in["victor"].get(f"/s/{row.id}/assess").text
    [form] = re.findall(r"<form(?:(?!</form>).)*Take it as evidence.*?</form>", page, re.DOTALL)
    fields = {name: unescape(value) for name, value in re.findall(r'name="(\w+)" value="([^"]*)"', form)}
    assert people_in["victor"].post(f"/s/{row.id}/assess", fields).status_code == 303
    [event] = assess.assessment(register, row.id).assessment.events
    assert event.items[0].values["words"]["exact"] in LATER and event.date == "2026-03-02"
    assert "Take it as evidence" not in people_in["victor"].get(f"/s/{row.id}/assess").text


def test_who_assesses_second_sees_the_first_and_decides(people_in: dict[str, Browser], register: Register) -> None:
    row = next(row for row in queries.list_statements(register).rows if "pilots" in row.quote)
    path = f"/s/{row.id}/assess"
    seen = hidden(people_in["victor"].get(path).text, "expecting")
    form = {"what": "score", "score": "+1", "reason": "trained", "expecting": seen}
    assert people_in["victor"].post(path, form).status_code == 303
    answer = people_in["cora"].post(path, form | {"score": "-1", "reason": "none were"})
    assert answer.status_code == 409 and "victor" in answer.text and "none were" in answer.text
    form |= {"score": "-1", "reason": "none were", "expecting": hidden(answer.text, "expecting")}
    assert people_in["cora"].post(path, form).status_code == 303
    assert queries.get_statement(register, row.id).assessed == "disputed"


def test_unknown_entries_and_pairs_are_told_and_nothing_is_entered(people_in: dict[str, Browser]) -> None:
    victor = people_in["victor"]
    for path, form in (
        ("/review/lost", {"entry": "j0", "statement": "s0"}),
        ("/review/names", {"a": "e0", "b": "e1", "verdict": "same"}),
        ("/review/names", {"a": "e0", "b": "e1", "verdict": "melt"}),
        ("/review/log/undo", {"target": "s0", "entry": "j0"}),
    ):
        assert victor.post(path, form).status_code in (400, 404), path


def test_a_mention_is_moved_to_another_thread_and_back(people_in: dict[str, Browser], register: Register) -> None:
    rows = queries.list_statements(register).rows
    moving = next(row for row in rows if "pilots" in row.quote)
    other = next(row for row in rows if "bridge" in row.quote or "tunnel" in row.quote)
    home, goal = thread_of(register, moving.id), thread_of(register, other.id)
    assert home and goal and home != goal
    victor, path = people_in["victor"], f"/s/{moving.id}/move"
    title = linked.thread(register, goal).row.title
    page = victor.get(path, params={"words": title.split()[-1]}).text
    assert f'value="{goal}"' in page, title
    assert people_in["rita"].get(path).status_code == 403
    form = {"to": goal, "reason": "one promise", "expecting": hidden(page, "expecting")}
    assert victor.post(path, {"reason": "whereto?"}).status_code == 400
    sent = victor.post(path, form)
    thread = victor.get(sent.headers["location"], follow_redirects=True).text
    assert title in thread and "pilots" in thread
    assert thread_of(register, moving.id) == thread_of(register, other.id)
    late = people_in["cora"].post(path, form | {"to": "own", "reason": "two promises"})
    assert late.status_code == 409 and "one promise" in late.text and "two promises" in late.text
    page = victor.get(path).text
    back = {name: hidden(page, name) for name in ("target", "entry")} | {"back": path}
    assert victor.post("/review/log/undo", back).status_code == 303
    assert thread_of(register, moving.id) != thread_of(register, other.id)
    assert "moved" in victor.get("/review/log").text
