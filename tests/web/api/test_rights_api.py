"""Who may do what over the API: scopes, roles, cookies, limits, and documents that only some may see."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from tests.web.api.conftest import SECRET, TEXTS, World
from tests.web.team import Browser

from pacta.app import review
from pacta.app.add import add_inputs
from pacta.store import Register
from pacta.web import create_app
from pacta.web.access.rate import Rate

API = "/api/v1"


def ids_of(client: TestClient) -> dict[str, list[str]]:
    """By the name of the parameter, everything that whoever asks may see."""
    found = {}
    for kind, name in (("documents", "document"), ("statements", "statement"), ("threads", "thread"),
                       ("findings", "finding"), ("indicators", "indicator"), ("mechanisms", "mechanism"),
                       ("entities", "entity")):  # fmt: skip
        rows = client.get(f"{API}/{kind}", params={"limit": 500}).json()["items"]
        found[name] = [row["id"] for row in rows]
    return found


def reads(client: TestClient, ids: dict[str, list[str]]) -> Iterator[str]:
    """The addresses of every operation that reads, for each of these ids."""
    for path, methods in client.get(f"{API}/openapi.json").json()["paths"].items():
        if "get" in methods:
            name = re.search(r"{(\w+)}", path)
            yield from ([path] if name is None else [path.replace(name[0], id_) for id_ in ids.get(name[1], ())])


def writes(client: TestClient, ids: dict[str, list[str]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The address and a sound body of every operation that writes."""
    known = {name: each[0] for name, each in ids.items()} | {"entry": "j0000"}
    bodies: dict[str, dict[str, Any]] = {
        "judgeStatement": {"json": {"verdict": "accept"}}, "undoEntry": {"json": {}},
        "judgeFinding": {"json": {"verdict": "confirm"}},
        "addStatement": {"json": {"start": 0, "end": 5, "values": {"kind": "report"}}},
        "enterAssessment": {"json": {"what": "guideline", "text": "done"}},
        "addDocument": {"files": {"file": ("a.txt", b"Peru will open a school.")}},
        "addAddress": {"json": {"url": "http://example.org/"}},
    }  # fmt: skip
    for path, methods in client.get(f"{API}/openapi.json").json()["paths"].items():
        if "post" in methods:
            yield re.sub(r"{(\w+)}", lambda m: known[m[1]], path), bodies[methods["post"]["operationId"]]


def log_of(world: World) -> int:
    with Register.open(world.file) as register:
        return len(review.changes(register, size=1000))


@pytest.mark.parametrize("who", ["read-only token", "reader"])
def test_who_may_only_read_can_write_nothing(make_world: Callable[[], World], who: str) -> None:
    world = make_world()
    client = world.client("rita") if who == "reader" else world.with_token("read", account="cora")
    before = world.client().get(f"{API}/documents").json()["total"], log_of(world)
    tried = list(writes(client, ids_of(client)))
    assert len(tried) == 7
    for path, body in tried:
        answer = client.post(API + path, headers={"If-Match": "*"}, **body)
        assert answer.status_code == 403, (path, answer.text)
    assert before == (world.client().get(f"{API}/documents").json()["total"], log_of(world))


def test_a_reviewer_neither_curates_nor_adds_documents(make_world: Callable[[], World]) -> None:
    world = make_world()
    client = world.client("victor")
    statement = client.get(f"{API}/statements").json()["items"][0]["id"]
    body = {"verdict": "accept", "as_curator": True}
    refused = client.post(f"{API}/statements/{statement}/judgements", json=body, headers={"If-Match": "*"})
    assert refused.status_code == 403
    assert client.post(f"{API}/documents", files={"file": ("a.txt", b"Peru will pay.")}).status_code == 403
    assert client.post(f"{API}/addresses", json={"url": "http://example.org/"}).status_code == 403
    allowed = client.post(f"{API}/statements/{statement}/judgements", json={"verdict": "accept"},
                          headers={"If-Match": "*"})  # fmt: skip
    assert allowed.status_code == 201 and allowed.json()["reviewer"] == "victor"


def test_scopes_never_give_more_than_the_role(make_world: Callable[[], World]) -> None:
    world = make_world()
    client = world.with_token("read", "review", "curate", account="rita")
    assert client.get(f"{API}/status").json()["may"] == ["read"]
    statement = client.get(f"{API}/statements").json()["items"][0]["id"]
    answer = client.post(f"{API}/statements/{statement}/judgements", json={"verdict": "accept"},
                         headers={"If-Match": "*"})  # fmt: skip
    assert answer.status_code == 403


def test_a_token_without_the_scope_to_read_reads_nothing(make_world: Callable[[], World]) -> None:
    world = make_world()
    client, ids = world.with_token("review", account="cora"), ids_of(world.client())
    for path in reads(client, {name: each[:1] for name, each in ids.items()}):
        assert client.get(API + path).status_code in (403, 422), path


def test_without_a_token_nothing_is_told(world: World) -> None:
    stranger = world.client(None)
    for headers in ({}, {"Authorization": "Bearer pacta_wrong"}, {"Authorization": "Bearer "}):
        answer = stranger.get(f"{API}/documents", headers=headers)
        assert answer.status_code == 401 and answer.headers["www-authenticate"] == "Bearer"
        assert answer.json()["advice"].startswith("Send a token")


def test_too_many_requests_are_told_when_to_come_back(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    client = world.client()
    monkeypatch.setattr(Rate, "takes", lambda self, caller: False)
    answer = client.get(f"{API}/documents")
    assert answer.status_code == 429 and answer.headers["retry-after"] == "60" and answer.json()["status"] == 429


def test_a_cookie_writes_only_with_its_proof(make_world: Callable[[], World]) -> None:
    world = make_world()
    browser = Browser(world.file)
    browser.log_in("victor")
    statement = browser.get(f"{API}/statements").json()["items"][0]["id"]
    proof = browser.get(f"{API}/session").json()["form_token"]
    for headers, status in (
        ({}, 403),
        ({"X-Form-Token": "0" * 80}, 403),
        ({"X-Form-Token": proof, "Origin": "https://evil.example"}, 403),
        ({"X-Form-Token": proof, "Sec-Fetch-Site": "cross-site"}, 403),
        ({"X-Form-Token": proof}, 201),
    ):
        answer = browser.client.post(
            f"{API}/statements/{statement}/judgements",
            json={"verdict": "accept"},
            headers={"If-Match": "*"} | headers,
        )
        assert answer.status_code == status, (headers, answer.text)


def test_a_form_of_another_site_writes_nothing(make_world: Callable[[], World]) -> None:
    """What a browser sends without asking first: plain forms and texts, with the cookie."""
    world = make_world()
    browser = Browser(world.file)
    browser.log_in("cora")
    statement = browser.get(f"{API}/statements").json()["items"][0]["id"]
    before = log_of(world)
    for kind in ("text/plain", "application/x-www-form-urlencoded", "application/json"):
        answer = browser.client.post(
            f"{API}/statements/{statement}/judgements", content=b'{"verdict":"reject"}',
            headers={"Content-Type": kind, "If-Match": "*"},
        )  # fmt: skip
        assert answer.status_code == 403
    upload = browser.client.post(f"{API}/documents", files={"file": ("a.txt", b"Peru will pay.")})
    assert upload.status_code == 403 and log_of(world) == before


def test_on_a_register_without_accounts_too_what_writes_needs_the_proof(read_file: Path, tmp_path: Path) -> None:
    place = tmp_path / "own.db"
    place.write_bytes(read_file.read_bytes())
    client = TestClient(create_app(str(place)), base_url="http://localhost")
    statement = client.get(f"{API}/statements").json()["items"][0]["id"]
    path, body, seen = f"{API}/statements/{statement}/judgements", {"verdict": "accept"}, {"If-Match": "*"}
    assert client.post(path, json=body, headers=seen).status_code == 403
    proof = client.get(f"{API}/session").json()["form_token"]
    assert client.post(path, json=body, headers=seen | {"X-Form-Token": proof}).status_code == 201
    other = TestClient(create_app(str(place)), base_url="http://localhost")
    assert other.post(path, json=body, headers=seen | {"X-Form-Token": proof}).status_code == 403


def test_another_host_name_is_refused_as_a_problem(world: World) -> None:
    answer = world.client().get(f"{API}/status", headers={"Host": "evil.example"})
    assert answer.status_code == 421 and answer.json()["status"] == 421


def test_a_restricted_document_leaks_through_no_endpoint(
    world: World, reader: TestClient, curator: TestClient
) -> None:
    """Whatever rita asks, with ids that she may know and with those of all that is hidden, nothing of it shows."""
    shown, hidden = ids_of(reader), ids_of(curator)
    only = {name: sorted(set(hidden[name]) - set(shown[name])) for name in hidden}
    assert only["document"] == [world.hidden] and only["statement"]
    assert SECRET in curator.get(f"{API}/documents/{world.hidden}/text").text
    for path in reads(reader, shown):
        answer = reader.get(API + path, params=_needed(path))
        assert answer.status_code == 200, (path, answer.text)
        assert SECRET not in answer.text and world.hidden not in answer.text, path
    for path in reads(reader, {name: only[name] for name in ("document", "statement", "finding", "indicator")}):
        if "{" not in path and any(id_ in path for each in only.values() for id_ in each):
            assert reader.get(API + path).status_code == 404, path
    for path in ("search", "statements", "documents", "facets", "threads", "findings", "figures", "indicators"):
        answer = reader.get(f"{API}/{path}", params={"q" if path == "search" else "text": SECRET})
        assert SECRET not in answer.text, path
        assert answer.json().get("total", 0) == 0, path
    assert reader.get(f"{API}/compare", params={"a": world.hidden, "b": "2021"}).status_code == 404
    assert reader.get(f"{API}/compare", params={"a": "2024-03", "b": "2021"}).status_code == 404


def _needed(path: str) -> dict[str, str]:
    return {"/search": {"q": "the"}, "/compare": {"a": "2021", "b": "2023"}}.get(path, {})


def test_counts_are_those_of_a_register_without_the_restricted_document(reader: TestClient, tmp_path: Path) -> None:
    for name, text in TEXTS.items():
        if "secret" not in name:
            (tmp_path / name).write_text(text, encoding="utf-8")
    with Register.open(tmp_path / "pacta.db") as register:
        add_inputs(register, [str(path) for path in sorted(tmp_path.glob("*.txt"))])
    without = TestClient(create_app(str(tmp_path / "pacta.db")), base_url="http://localhost")
    for path in ("documents", "statements", "figures", "search?q=the", "search?q=seed", "assessments"):
        assert reader.get(f"{API}/{path}").json()["total"] == without.get(f"{API}/{path}").json()["total"], path
    shown, other = (client.get(f"{API}/facets").json() for client in (reader, without))
    del shown["stage"], other["stage"]  # of a thread with hidden mentions none is told, so that it has fewer
    assert shown == other
    mine, other = (json.loads(client.get(f"{API}/status").text) for client in (reader, without))
    assert {**mine, "name": "", "may": []} == {**other, "name": "", "may": []}


def test_what_is_hidden_cannot_be_written_to(make_world: Callable[[], World]) -> None:
    world = make_world()
    client, every = world.client("victor"), ids_of(world.client())
    shown = ids_of(client)
    hidden = next(id_ for id_ in every["statement"] if id_ not in shown["statement"])
    seen = {"If-Match": "*"}
    before = log_of(world)
    for path, body in (
        (f"statements/{hidden}/judgements", {"verdict": "reject"}),
        (f"statements/{hidden}/assessment", {"what": "guideline", "text": "x"}),
        (f"documents/{world.hidden}/statements", {"start": 0, "end": 5, "values": {"kind": "report"}}),
    ):
        assert client.post(f"{API}/{path}", json=body, headers=seen).status_code == 404, path
    for finding in set(every["finding"]) - set(shown["finding"]):
        body = {"verdict": "dismiss", "reason": "x"}
        assert client.post(f"{API}/findings/{finding}/judgements", json=body, headers=seen).status_code == 404
    curator = world.client()
    made = curator.post(f"{API}/statements/{hidden}/judgements", json={"verdict": "accept"}, headers=seen).json()
    assert client.post(f"{API}/review/log/{made['id']}/undo", json={}).status_code == 404
    assert SECRET not in client.get(f"{API}/review/log").text
    assert log_of(world) == before + 1
