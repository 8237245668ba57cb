"""Registers that are restricted as a whole, and sessions that end while somebody types."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.web.team import PASSWORD, Browser, team_register

from pacta.app import people, queries, review, tokens
from pacta.app.restrict import restrict_register
from pacta.app.rights import LOCAL
from pacta.model import PactaError
from pacta.store import Register


@pytest.fixture
def file(register_file: Path, tmp_path: Path) -> Path:
    return team_register(register_file, tmp_path)


@pytest.fixture
def team(file: Path) -> Iterator[Register]:
    with Register.open(file) as register:
        yield register


def logged_in(file: Path, name: str) -> Browser:
    browser = Browser(file)
    assert browser.log_in(name).status_code == 303
    return browser


def test_a_restricted_register_lets_only_its_groups_in(file: Path, team: Register) -> None:
    """Neither pages nor tokens; an administrator who is shut out still manages people, and nobody else does."""
    people.set_group(team, "desk", ["cora", "ada"])
    ada, rita, cora = (logged_in(file, name) for name in ("ada", "rita", "cora"))
    secret = tokens.make_token(team, "rita", "nightly", ["read"])[1]
    assert rita.post("/people/register", {"group": "desk"}).status_code == 403
    assert ada.post("/people/register", {"group": "nobody"}, page="/people").status_code == 400
    assert ada.post("/people/register", {"group": "desk"}, page="/people").status_code == 303
    for path in ("/", "/statements", "/statements.csv", "/search?q=mission", "/plots/timeline.json"):
        assert rita.get(path).status_code == 403, path
        assert cora.get(path).status_code == 200, path
    program = Browser(file).client
    assert program.get("/statements", headers={"Authorization": f"Bearer {secret}"}).status_code == 403
    assert rita.get("/account").status_code == 200
    people.set_group(team, "desk", ["cora"])
    assert ada.get("/statements").status_code == 403 and ada.get("/people").status_code == 200
    with pytest.raises(PactaError, match="restricted to the group desk"):
        people.remove_group(team, "desk")
    restrict_register(team, LOCAL, [])
    assert rita.get("/statements").status_code == 200
    assert "register restricted" in ada.get("/people/log").text


def test_what_was_typed_outlives_the_session(file: Path, team: Register) -> None:
    """The form comes back after logging in again, with a token of the new session; a password is never kept."""
    victor = logged_in(file, "victor")
    row = queries.list_statements(team).rows[0]
    token = victor.token("/account")
    people.set_password(team, "victor", PASSWORD)  # ends every session
    form = {"form_token": token, "verdict": "comment", "reason": "half an <hour> of thought"}
    answer = victor.client.post(f"/s/{row.id}/review", data=form)
    assert answer.status_code == 401 and "Your session has ended" in answer.text
    kept = html.unescape(re.search(r'name="unsent" value="([^"]*)"', answer.text)[1])  # type: ignore[index]
    wrong = victor.post("/login", {"name": "victor", "password": "x" * 12, "unsent": kept}, page="/login")
    assert wrong.status_code == 403 and 'name="unsent"' in wrong.text
    resumed = victor.post("/login", {"name": "victor", "password": PASSWORD, "unsent": kept}, page="/login")
    assert "half an &lt;hour&gt; of thought" in resumed.text and not review.history(team, row.id)
    fresh = re.search(r'name="form_token" value="(\w+)"', resumed.text[resumed.text.index("logged in again") :])
    assert fresh is not None
    sent = victor.client.post(f"/s/{row.id}/review", data=form | {"form_token": fresh[1]})
    assert sent.status_code == 303
    assert [entry.reason for entry in review.history(team, row.id)] == ["half an <hour> of thought"]


def test_an_unsent_form_of_another_site_or_another_browser_is_not_taken(file: Path, team: Register) -> None:
    for unsent in ('["https://evil.example/x", []]', '["//evil.example", [["a", "b"]]]', "[", "{}", "[1, 2]"):
        answer = Browser(file).post(
            "/login", {"name": "rita", "password": PASSWORD, "unsent": unsent}, page="/login"
        )
        assert answer.status_code == 303 and answer.headers["location"] == "/", unsent
    stranger = Browser(file)
    answer = stranger.client.post("/s/s0/review", data={"verdict": "accept", "form_token": "0" * 80})
    assert answer.status_code in (401, 403) and "unsent" not in answer.text


def test_a_password_is_never_kept_with_what_was_typed(file: Path, team: Register) -> None:
    ada = logged_in(file, "ada")
    token = ada.token("/people")
    people.set_password(team, "ada", PASSWORD)
    form = {"form_token": token, "name": "new", "password": "secret words of mine", "role": "reader"}
    answer = ada.client.post("/people/add", data=form)
    assert answer.status_code == 401 and "secret words" not in answer.text
