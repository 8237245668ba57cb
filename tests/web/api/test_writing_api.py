# ruff: noqa: E501 - tables of requests
"""Writing over the API: judgements, assessments, dismissals and documents; nobody overwrites what they have not seen."""

from __future__ import annotations

import io
import sqlite3
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient
from tests.web.api.conftest import TEXTS, World

from pacta.app.library import receiving

API = "/api/v1"


@pytest.fixture(scope="module")
def place(make_world: Callable[[], World]) -> World:
    return make_world()


@pytest.fixture
def client(place: World) -> TestClient:
    return place.client("cora")


def first(client: TestClient, path: str) -> Any:
    return client.get(f"{API}/{path}").json()["items"][0]


def test_a_statement_is_judged_by_who_has_seen_it(client: TestClient, place: World) -> None:
    """Two open the same; the second to send is shown what the first has entered, and decides."""
    id_ = first(client, "statements?kind=commitment&review=open")["id"]
    path = f"{API}/statements/{id_}"
    victor = place.client("victor")
    tags = [one.get(path).headers["etag"] for one in (client, victor)]
    assert tags[0] == tags[1]
    done = victor.post(f"{path}/judgements", json={"verdict": "accept"}, headers={"If-Match": tags[1]})
    assert done.status_code == 201 and done.json()["verdict"] == "accept"
    late = client.post(f"{path}/judgements", json={"verdict": "reject"}, headers={"If-Match": tags[0]})
    told = late.json()
    assert late.status_code == 412 and told["current"]["review"] == "accepted"
    assert late.headers["etag"] == client.get(path).headers["etag"] == done.headers["etag"]
    again = client.post(
        f"{path}/judgements", json={"verdict": "reject"}, headers={"If-Match": late.headers["etag"]}
    )
    assert again.status_code == 201 and again.json()["replaces"] == done.json()["id"]


def test_a_write_that_does_not_say_what_was_seen_is_not_made(client: TestClient) -> None:
    id_ = first(client, "statements?review=open")["id"]
    answer = client.post(f"{API}/statements/{id_}/judgements", json={"verdict": "accept"})
    assert answer.status_code == 428 and "If-Match" in answer.json()["advice"]
    weak = client.post(
        f"{API}/statements/{id_}/judgements", json={"verdict": "accept"}, headers={"If-Match": 'W/"x"'}
    )
    assert weak.status_code == 412
    assert client.get(f"{API}/statements/{id_}").json()["review"] is None


def test_corrections_set_values_and_places(client: TestClient) -> None:
    row = first(client, "statements?kind=commitment&review=open")
    path, start = f"{API}/statements/{row['id']}", row["start"]
    body = {"verdict": "correct", "values": {"firmness": 1, "voice": "PER", "cue": [start, start + 3]}}
    made = client.post(f"{path}/judgements", json=body, headers={"If-Match": "*"}).json()
    now = client.get(path).json()
    assert (now["firmness"], now["voice"], now["cue"], now["review"]) == (1, "PER", row["quote"][:3], "corrected")
    assert any(line.startswith("firmness: ") for line in now["machine"]) and now["judgement"] == made["id"]
    undone = client.post(f"{API}/review/log/{made['id']}/undo", json={"reason": "a slip"})
    assert undone.status_code == 201 and undone.json()["replaces"] == made["id"]
    assert client.get(path).json()["firmness"] == row["firmness"]
    log = client.get(f"{path}/judgements").json()
    assert [entry["verdict"] for entry in log] == ["correct", "undo"]
    assert client.get(f"{API}/review/log").json()["items"][0]["id"] == undone.json()["id"]


@pytest.mark.parametrize("body", [
    {}, {"verdict": "love"}, {"verdict": "correct"}, {"verdict": "correct", "values": {}},
    {"verdict": "correct", "values": {"kind": "promise"}}, {"verdict": "correct", "values": {"firmness": 9}},
    {"verdict": "correct", "values": {"cue": [5, 2]}}, {"verdict": "correct", "values": {"cue": [10**8, 10**8 + 2]}},
    {"verdict": "correct", "values": {"colour": "red"}}, {"verdict": "comment"}, {"verdict": "comment", "reason": " "},
    {"verdict": "accept", "extra": 1}, {"verdict": "accept", "reason": "\0"}, {"verdict": "accept", "reason": "x" * 20_001},
    [], "accept", None, 7,
])  # fmt: skip
def test_bodies_that_mean_nothing_are_refused(client: TestClient, body: Any) -> None:
    id_ = first(client, "statements?review=open")["id"]
    answer = client.post(f"{API}/statements/{id_}/judgements", json=body, headers={"If-Match": "*"})
    assert answer.status_code in (400, 422) and answer.json()["detail"]
    assert client.get(f"{API}/statements/{id_}").json()["judgement"] is None


@pytest.mark.parametrize("content", [
    b"", b"{", b"\xff\xfe{}", b'{"verdict": "comment", "reason": "\\ud800"}', b"[" * 100_000, b'{"verdict": NaN}',
    b'{"verdict": "comment", "reason": "\xe2\x28\xa1"}',
])  # fmt: skip
def test_bytes_that_are_no_body_are_refused(client: TestClient, content: bytes) -> None:
    id_ = first(client, "statements?review=open")["id"]
    answer = client.post(f"{API}/statements/{id_}/judgements", content=content,
                         headers={"If-Match": "*", "Content-Type": "application/json"})  # fmt: skip
    assert answer.status_code in (400, 422), answer.text
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_body_that_is_too_large_is_refused(client: TestClient) -> None:
    id_ = first(client, "statements?review=open")["id"]
    answer = client.post(f"{API}/statements/{id_}/judgements", content=b" " * 600_000)
    assert answer.status_code == 413 and answer.json()["status"] == 413


def test_a_finding_is_dismissed_with_a_reason(client: TestClient) -> None:
    finding = first(client, "findings?kind=date")
    path = f"{API}/findings/{finding['id']}"
    tag = client.get(path).headers["etag"]
    assert (
        client.post(f"{path}/judgements", json={"verdict": "dismiss"}, headers={"If-Match": tag}).status_code == 400
    )
    body = {"verdict": "dismiss", "reason": "two treaties"}
    assert client.post(f"{path}/judgements", json=body, headers={"If-Match": tag}).status_code == 201
    assert client.post(f"{path}/judgements", json=body, headers={"If-Match": tag}).status_code == 412
    now = client.get(path).json()
    assert now["dismissed"] and now["reason"] == "two treaties"
    assert finding["id"] not in [row["id"] for row in client.get(f"{API}/findings?dismissed=false").json()["items"]]


def test_a_commitment_is_assessed(client: TestClient) -> None:
    row = first(client, "statements?kind=commitment&status=open")
    path = f"{API}/statements/{row['id']}/assessment"
    tag = client.get(path).headers["etag"]
    for body in (
        {"what": "guideline", "text": "Done once it is open."},
        {"what": "evidence", "words": "It opened.", "date": "2024-05-01", "link": "https://example.org/a"},
        {"what": "search", "searched": "press", "until": "2025-01-01"},
        {"what": "score", "score": "+1"},
    ):
        answer = client.post(path, json=body, headers={"If-Match": tag})
        assert answer.status_code == 201, answer.text
        assert client.post(path, json=body, headers={"If-Match": tag}).status_code == 412
        tag = answer.headers["etag"]
    found = client.get(path).json()
    assert found["guideline"]["reason"] == "Done once it is open." and found["scores"][0]["score"] == "+1"
    assert len(found["evidence"]) == len(found["searches"]) == 1
    assert row["id"] in [one["statement"] for one in client.get(f"{API}/assessments?status=%2B1").json()["items"]]
    report = first(client, "statements?kind=report")
    refused = client.post(f"{API}/statements/{report['id']}/assessment", json={"what": "score", "score": "0"},
                          headers={"If-Match": "*"})  # fmt: skip
    assert refused.status_code == 400


def test_a_missed_statement_is_added(client: TestClient) -> None:
    document = first(client, "documents?title=seeds")
    text = client.get(f"{API}/documents/{document['id']}/text").json()["text"]
    start = text.index("A bank")
    body = {"start": start, "end": start + 15, "values": {"kind": "appraisal", "actors": ["PER"]}}
    made = client.post(f"{API}/documents/{document['id']}/statements", json=body)
    assert made.status_code == 201
    now = client.get(f"{API}/statements/{made.json()['target']}").json()
    assert (now["by_hand"], now["quote"]) == ("cora", "A bank of seeds")
    for wrong in ({"start": 5, "end": 2}, {"start": 10**8, "end": 10**8 + 5}, {"start": 3, "end": 3}):
        assert client.post(f"{API}/documents/{document['id']}/statements", json=body | wrong).status_code == 400


def test_a_document_is_added_once(client: TestClient) -> None:
    text = b"Joint Statement\n\nLima, 5 May 2025\n\nPeru and Norway will open a school in Lima by 2028.\n"
    sent = {
        "files": {"file": ("../../../etc/cron.d/<x>.txt", text)},
        "data": {"title": "On schools", "parties": ["PER", "NOR"]},
    }
    made = client.post(f"{API}/documents", **sent)
    told = made.json()
    assert made.status_code == 201 and told["outcome"] == "added", made.text
    assert told["document"]["title"] == "On schools" and told["document"]["parties"] == ["NOR", "PER"]
    assert made.headers["location"].endswith(told["document"]["id"])
    assert told["document"]["file"].startswith("sent:") and ".." not in told["document"]["file"]
    again = client.post(f"{API}/documents", **sent)
    assert again.status_code == 200 and again.json()["outcome"] == "unchanged"
    assert again.json()["document"]["id"] == told["document"]["id"]
    other = client.post(f"{API}/documents", files={"file": ("../../../etc/cron.d/<x>.txt", text + b"More.")})
    assert other.json()["outcome"] == "added" and other.json()["document"]["version_of"] is None


def _zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(("name", "data"), [
    ("empty.txt", b""), ("picture.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 100), ("two.zip", _zipped(a=b"One.", b=b"Two.")),
    ("bomb.zip", _zipped(a=b"\0" * 30_000_000)), ("broken.pdf", b"%PDF-1.7 nothing"), ("bad.txt", b"\xc3\x28" * 50),
])  # fmt: skip
def test_files_that_are_not_one_document_are_refused(client: TestClient, name: str, data: bytes) -> None:
    before = client.get(f"{API}/documents").json()["total"]
    answer = client.post(f"{API}/documents", files={"file": (name, data)})
    assert answer.status_code == 400 and answer.json()["advice"], answer.text
    assert client.get(f"{API}/documents").json()["total"] == before


def test_files_that_are_too_large_are_refused(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "LONGEST", 100)
    long = client.post(f"{API}/documents", files={"file": ("a.txt", b"Peru will pay. " * 10)})
    assert long.status_code == 413
    huge = client.post(f"{API}/documents", content=b"x", headers={"Content-Length": str(10**9)})
    assert huge.status_code == 413


@pytest.mark.parametrize("url", [
    "http://127.0.0.1/", "http://localhost:8765/", "http://[::1]/", "http://169.254.169.254/latest/meta-data",
    "http://10.0.0.1/", "http://192.168.1.1/", "http://0.0.0.0/", "http://[::ffff:127.0.0.1]/", "http://2130706433/",
    "file:///etc/passwd", "/etc/passwd", "ftp://example.org/", "gopher://x", "http://", "http://a b", "-", "*",
])  # fmt: skip
def test_addresses_inside_the_servers_network_are_refused(client: TestClient, url: str) -> None:
    before = client.get(f"{API}/documents").json()["total"]
    answer = client.post(f"{API}/addresses", json={"url": url})
    assert answer.status_code in (400, 422), answer.text
    assert client.get(f"{API}/documents").json()["total"] == before


def test_who_cannot_see_a_document_cannot_put_another_in_its_place(make_world: Callable[[], World]) -> None:
    """Neither by the address at which it stands nor by its bytes; nothing is fetched first."""
    world = make_world()
    with sqlite3.connect(world.file) as connection:
        connection.execute("UPDATE documents SET path = 'http://127.0.0.1:1/a' WHERE id = ?", [world.hidden])
    ada = world.with_token("read", "review", "curate", account="ada")  # an administrator outside of the group
    refused = ada.post(f"{API}/addresses", json={"url": "http://127.0.0.1:1/a"})
    assert refused.status_code == 403 and "may not add" in refused.json()["detail"]
    same = ada.post(f"{API}/documents", files={"file": ("x.txt", TEXTS["2024-secret.txt"].encode())})
    assert same.status_code == 403 and world.hidden not in same.text
