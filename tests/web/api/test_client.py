# ruff: noqa: E501 - tables of requests
"""The client against a server that really runs: the same verbs and values as the library, and errors with names."""

from __future__ import annotations

import inspect
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.web.api.conftest import HOSTILE, TEXTS, World
from tests.web.conftest import serving

import pacta
from pacta.app.library.local import LocalRegister
from pacta.client import AnyRegister, Client, errors
from pacta.client import http as client_http
from pacta.model import PactaError

MODULES = re.compile(r"\b(?:verbs|across|records)\.|os\.")
VERBS = [name for name in vars(AnyRegister) if not name.startswith("_")]


@dataclass(frozen=True)
class Both:
    local: LocalRegister
    remote: Client


@pytest.fixture(scope="module")
def both(make_world: Callable[[], World]) -> Iterator[Both]:
    world = make_world()
    with serving(world.file) as address, Client(address, world.tokens["cora"]) as remote, \
            pacta.open(world.file, reviewer="cora") as local:  # fmt: skip
        yield Both(local, remote)


QUESTIONS: dict[str, list[dict[str, Any]]] = {
    "documents": [{}, {"party": "PER"}, {"kind": "commitment", "sort": "title"}, {"title": "bank"}],
    "statements": [{}, {"kind": ["commitment", "report"]}, {"actor": "PER", "sort": "-score"}, {"text": "seed"}],
    "threads": [{}, {"fewest": 1}, {"type": "project"}, {"stage": "agreed"}, {"sort": "title"}],
    "findings": [{}, {"kind": "date"}, {"dismissed": False}, {"as_of": "2030-01-01"}, {"severity": ["high", "low"]}],
    "figures": [{}, {"sort": "-value"}, {"text": "trade"}],
    "indicators": [{}, {"sort": "-name"}],
    "mechanisms": [{}, {"as_of": "2025-06-01", "sort": "name"}],
    "entities": [{}, {"type": "STATE"}, {"sort": "-name"}],
    "assessments": [{}, {"actor": "NOR"}],
    "log": [{}],
}  # fmt: skip


def test_both_have_all_the_verbs_with_the_same_arguments() -> None:
    for name in VERBS:
        wanted = str(inspect.signature(getattr(AnyRegister, name)))
        for kind in (LocalRegister, Client):
            found = str(inspect.signature(getattr(kind, name)))
            assert MODULES.sub("", found) == MODULES.sub("", wanted), (kind, name)


@pytest.mark.parametrize("verb", sorted(QUESTIONS))
def test_lists_are_equal_here_and_there(both: Both, verb: str) -> None:
    for filters in QUESTIONS[verb]:
        here, there = (getattr(one, verb)(**filters) for one in (both.local, both.remote))
        assert list(here) == list(there), filters
        assert len(here) == len(there) == len(list(there))
        assert here.to_dicts() == there.to_dicts()


def test_things_are_equal_here_and_there(both: Both) -> None:
    local, remote = both.local, both.remote
    assert list(local.search("seed bank")) == list(remote.search("seed bank")) != []
    assert local.facets(kind="commitment") == remote.facets(kind="commitment")
    for row in local.documents():
        assert local.document(row.id) == remote.document(row.id[:8]) == row
        assert local.text(row.id) == remote.text(row.id)
        assert local.text(row.id, 3, 10) == remote.text(row.id, 3, 10)
        assert list(local.passages(row.id)) == list(remote.passages(row.id)) != []
        assert local.versions(row.id) == remote.versions(row.id) == (row,)
    for kind in ("thread", "finding", "indicator", "mechanism", "entity"):
        rows = getattr(local, {"entity": "entities"}.get(kind, f"{kind}s"))()
        assert rows, kind
        for row in rows.first(3):
            assert getattr(local, kind)(row.id) == getattr(remote, kind)(row.id), kind
    statement = local.statements(kind="commitment")[0]
    assert local.statement(statement.id) == remote.statement(statement.id) == statement
    assert local.assessment(statement.id) == remote.assessment(statement.id)
    assert local.compare("2021", "2023") == remote.compare("2021", "2023")
    assert local.status().documents == remote.status().documents == len(TEXTS)


@pytest.mark.parametrize("verb", ["local", "remote"])
def test_what_is_entered_on_one_side_is_seen_on_the_other(both: Both, verb: str) -> None:
    one, other = (both.local, both.remote) if verb == "local" else (both.remote, both.local)
    row = one.statements(kind="commitment", review="open")[0]
    made = one.judge(row.id, "correct", values={"firmness": 2 if row.firmness != 2 else 3}, expecting=row.judgement)
    assert (made.verdict, made.reviewer, made.target) == ("correct", "cora", row.id)
    assert other.statement(row.id).review == "corrected" and other.judgements(row.id) == one.judgements(row.id)
    with pytest.raises(errors.Changed) as told:
        other.judge(row.id, "reject", expecting=row.judgement)
    assert told.value.current == one.statement(row.id)
    assert other.undo(made.id).verdict == "undo" and one.statement(row.id).review is None
    other.judge(row.id, "comment", reason="why so?")
    other.judge(row.id, "assign", values={"to": "victor"})
    assert one.statement(row.id).assignee == "victor"
    one.set_guideline(row.id, "Done once it is open.")
    evidence = one.add_evidence(row.id, "It opened.", date="2024-05-01", bearing="for")
    one.found_nothing(row.id, "press", "2025-01-01")
    one.score(row.id, "+1", actor="PER")
    assert other.assessment(row.id) == one.assessment(row.id)
    assert evidence in [item for event in other.assessment(row.id).evidence for item in event.items]
    finding = other.findings(dismissed=False)[0]
    other.judge_finding(finding.id, "dismiss", reason="two treaties")
    assert one.finding(finding.id).dismissed
    assert list(one.log()) == list(other.log())
    document = one.documents(title="seeds")[0]
    words = one.text(document.id).text.index(HOSTILE)
    added = other.add_statement(
        document.id, words, words + 8, {"kind": "report" if verb == "local" else "position"}
    )
    assert one.statement(added.target).by_hand == "cora"
    other.undo(added.id)
    one.undo(one.judgements(finding.id)[-1].id)


def test_documents_are_added_here_and_there(both: Both, tmp_path: Path) -> None:
    for number, one in enumerate((both.local, both.remote)):
        file = tmp_path / f"{number}.txt"
        file.write_text(f"Joint Statement\n\nLima, 5 May 2025\n\nPeru will open school {number} by 2028.\n")
        made = one.add(file, title=f"On school {number}", parties=["PER"])
        assert (made.outcome, made.document.title, made.document.parties) == (
            "added",
            f"On school {number}",
            ("PER",),
        )
        assert one.add(file, title=f"On school {number}", parties=["PER"]).outcome == "unchanged"
        assert both.local.document(made.document.id) == both.remote.document(made.document.id) == made.document
        with pytest.raises(errors.BadRequest):
            one.add(tmp_path / "missing.txt")
        with pytest.raises(errors.BadRequest, match="inside this machine"):
            one.add("http://127.0.0.1:9/")


@pytest.mark.parametrize(("verb", "arguments", "kind"), [
    ("document", ("dffffffff",), errors.NotThere), ("statement", ("sffffffff",), errors.NotThere),
    ("thread", ("tffffffff",), errors.NotThere), ("finding", ("qffffffff",), errors.NotThere),
    ("indicator", ("kffff",), errors.NotThere), ("mechanism", ("effffffff",), errors.NotThere),
    ("entity", ("effffffff",), errors.NotThere), ("undo", ("jffffffff",), errors.NotThere),
    ("compare", ("1066", "2021"), errors.NotThere), ("judge", ("sffffffff", "accept"), errors.NotThere),
])  # fmt: skip
def test_the_same_goes_wrong_under_the_same_name(both: Both, verb: str, arguments: Any, kind: Any) -> None:
    for one in (both.local, both.remote):
        with pytest.raises(kind) as told:
            getattr(one, verb)(*arguments)
        assert told.value.message and told.value.advice


def test_filters_that_mean_nothing_are_refused_on_both_sides(both: Both) -> None:
    for one in (both.local, both.remote):
        for filters in (
            {"kind": "promise"},
            {"since": "yesterday"},
            {"firmness": 9},
            {"colour": "red"},
            {"sort": "x"},
        ):
            with pytest.raises(errors.BadRequest):
                list(one.statements(**filters))  # type: ignore[arg-type]


def test_an_id_cannot_lead_to_another_address(both: Both) -> None:
    for id_ in ("../people", "x/../../..", "%2e%2e", "a?b=c", "", "é"):
        with pytest.raises(errors.NotThere):
            both.remote.document(id_)


def test_notebooks_show_words_as_words(both: Both) -> None:
    for one in (both.local, both.remote):
        rows = one.documents(title="seeds")
        shown = rows._repr_html_() + rows[0]._repr_html_()
        assert "<script" not in shown and "&lt;script&gt;" in shown
        assert "<script" not in one.statements(text="delay")._repr_html_()
    assert "pacta_" not in repr(both.remote)


def test_lists_become_data_frames_with_types(both: Both) -> None:
    for rows in (both.remote.statements(), both.local.statements(text="nowhere"), both.remote.log()):
        frame, table = rows.to_polars(), rows.to_pandas()
        names = [field.name for field in fields(rows.kind)]
        assert list(frame.columns) == list(table.columns) == names
        assert frame.height == len(table) == len(rows)
    frame, table = both.remote.statements().to_polars(), both.remote.statements().to_pandas()
    kinds = {name: str(kind) for name, kind in frame.schema.items()}
    assert (kinds["firmness"], kinds["actors"], kinds["score"]) == ("Int64", "List(String)", "Float64")
    assert str(table["firmness"].dtype) == "Int64" and table["quote"].tolist() == frame["quote"].to_list()
    for verb in (
        "threads",
        "findings",
        "figures",
        "indicators",
        "mechanisms",
        "entities",
        "assessments",
        "documents",
    ):
        assert getattr(both.remote, verb)().to_polars().height == len(getattr(both.remote, verb)())


def test_without_the_package_a_data_frame_says_what_to_install(both: Both, monkeypatch: pytest.MonkeyPatch) -> None:
    for package in ("polars", "pandas"):
        monkeypatch.setitem(sys.modules, package, None)
        with pytest.raises(PactaError, match=f"Install {package}"):
            getattr(both.remote.documents(), f"to_{package}")()


def test_the_client_loads_no_part_of_the_server() -> None:
    """It can be installed where no register is read."""
    code = (
        "import sys, pacta; pacta.Client('http://localhost:1'); "
        "print([name for name in sys.modules if name.startswith(('pacta.app', 'pacta.store', 'fastapi', 'sqlalchemy'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def answering(*answers: httpx.Response, **options: Any) -> tuple[Client, list[httpx.Request], list[float]]:
    """A client of a server that gives these answers one after the other."""
    waiting, asked, slept = list(answers), [], []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        found = waiting.pop(0)
        if isinstance(found, Exception):
            raise found
        return found

    client = Client("http://localhost:1", "pacta_x", transport=httpx.MockTransport(answer), **options)
    client._http.sleep = slept.append
    return client, asked, slept


STATUS = {"version": "1", "documents": 0, "statements": 0, "since": None, "until": None, "name": "", "may": []}


def test_a_busy_server_is_asked_again_when_it_says() -> None:
    busy = httpx.Response(429, headers={"Retry-After": "7"}), httpx.Response(503)
    client, asked, slept = answering(*busy, httpx.ConnectError("no"), httpx.Response(200, json=STATUS))
    assert client.status().documents == 0
    assert len(asked) == 4 and slept[0] == 7.0 and 0.5 < slept[1] < slept[2] < 5


def test_patience_ends() -> None:
    client, asked, _ = answering(*[httpx.Response(429, headers={"Retry-After": "1"})] * 3, tries=3)
    with pytest.raises(errors.TooMany):
        client.status()
    assert len(asked) == 3
    client, _, slept = answering(httpx.Response(503, headers={"Retry-After": "99999999"}),
                                 httpx.Response(200, json=STATUS))  # fmt: skip
    client.status()
    assert slept == [client_http.LONGEST_WAIT]


def test_what_writes_is_not_sent_twice_when_it_may_have_been_done() -> None:
    client, asked, _ = answering(httpx.ReadTimeout("slow"))
    with pytest.raises(errors.Unavailable):
        client.undo("j0000")
    assert len(asked) == 1


def test_an_answer_is_asked_for_by_its_tag() -> None:
    client, asked, _ = answering(
        httpx.Response(200, json=STATUS, headers={"ETag": '"a"'}), httpx.Response(304, headers={"ETag": '"a"'})
    )
    assert client.status() == client.status()
    assert "if-none-match" not in asked[0].headers and asked[1].headers["if-none-match"] == '"a"'


@pytest.mark.parametrize(("answer", "kind"), [
    (httpx.Response(401), errors.NotLoggedIn), (httpx.Response(403), errors.NotAllowed),
    (httpx.Response(500, text="<html>"), errors.Fault), (httpx.Response(200, text="<html>"), errors.Fault),
    (httpx.Response(200, json={"version": 1}), errors.Fault), (httpx.Response(302, headers={"Location": "http://x"}), errors.Unavailable),
    (httpx.Response(413), errors.TooMuch), (httpx.Response(400, content=b"{", headers={"Content-Type": "application/problem+json"}), errors.BadRequest),
])  # fmt: skip
def test_answers_of_other_servers_are_told_as_what_they_are(answer: httpx.Response, kind: Any) -> None:
    client, _, _ = answering(answer)
    with pytest.raises(kind):
        client.status()


def test_a_token_is_sent_to_nobody_by_mistake() -> None:
    for address in ("http://register.example.org", "ftp://x", "register", "https://u:p@example.org", "http://"):
        with pytest.raises(errors.BadRequest):
            Client(address, "pacta_secret")
    client, asked, _ = answering(httpx.Response(302, headers={"Location": "https://evil.example/"}))
    with pytest.raises(errors.Unavailable):
        client.status()
    assert len(asked) == 1


def test_a_server_of_one_user_needs_no_token(read_file: Path, tmp_path: Path) -> None:
    place = tmp_path / "own.db"
    place.write_bytes(read_file.read_bytes())
    with serving(place) as address, Client(address) as client:
        row = client.statements(kind="commitment")[0]
        assert client.judge(row.id, "accept", expecting=row.judgement).verdict == "accept"
        assert json.dumps(client.status().to_dict())
